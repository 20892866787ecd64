import Accounts
import Attendance
import Base
import Directory
import TestKit
import Web

extension WhoMayTable {
    /// Registers are the lesson's teacher's and the principal's.
    static let attendanceLines = registerBookLines + homeLinesOfAttendance + absenceGroupLines + attendanceRuleLines

    private static let registerBookLines =
        [Role.teacher, .principal].flatMap { role -> [WhoMayLine] in
            let path = AttendancePath.register(role)
            let link = path(lake, World.mathsLesson, World.now.day)
            let own: Set<Who> = role == .teacher ? [.teacher] : [.principal]
            let mark: KeyValuePairs<String, String> = ["mark-\(World.person(.pupil))": "absent"]
            let history = AttendancePath.history(role)
            return [
                line("GET", path, link, own),
                line("GET", history, history(lake, World.mathsLesson, World.now.day), own),
                WhoMayLine(method: "POST", path: path, link: link, allowed: own, fields: mark),
            ]
        } + [
            line(
                "GET", AttendancePath.registers, AttendancePath.registers(lake), [.teacher, .teacherElsewhere])
        ]

    /// Absences are the pupil's own and the guardian's of the child. A minor acts through the home, and nobody of the table
    /// is an adult student; `HomeOnEngine` tries those.
    private static let homeLinesOfAttendance: [WhoMayLine] = {
        let (child, eetu) = (World.person(.pupil), World.person(.classmate))
        let notice: KeyValuePairs<String, String> = [
            "first": World.now.day.description, "last": World.now.day.description, "reason": "illness",
        ]
        let answer: KeyValuePairs<String, String> = [
            "day": World.now.day.description, "lesson": World.finnishLesson.description, "reason": "illness",
        ]
        func post(
            _ path: PathPattern, _ link: Link, _ allowed: Set<Who>, _ fields: KeyValuePairs<String, String> = [:]
        ) -> WhoMayLine {
            WhoMayLine(method: "POST", path: path, link: link, allowed: allowed, fields: fields)
        }
        let (notices, explanations) = (AttendancePath.notices(.guardian), AttendancePath.explanations(.guardian))
        let (ending, own) = (AttendancePath.noticeEnding(.guardian), AttendancePath.noticeEnding(.pupil))
        return [
            line("GET", AttendancePath.pupil, AttendancePath.pupil(lake), [.pupil, .otherPupil]),
            line("GET", AttendancePath.child, AttendancePath.child(lake, child), [.guardian]),
            post(notices, notices(lake, child), [.guardian], notice),
            post(explanations, explanations(lake, child), [.guardian], answer),
            post(ending, ending(lake, eetu, World.eetusNotice), [.otherGuardian]),
            post(AttendancePath.notices(.pupil), AttendancePath.notices(.pupil)(lake), [], notice),
            post(AttendancePath.explanations(.pupil), AttendancePath.explanations(.pupil)(lake), [], answer),
            post(own, own(lake, World.eetusNotice), []),
        ]
    }()

    private static let absenceGroupLines = [Role.teacher, .principal].map { role in
        line(
            "GET", AttendancePath.group(role), AttendancePath.group(role)(lake, World.homeroom7A),
            role == .teacher ? [.teacher] : [.principal])
    }

    private static let attendanceRuleLines: [WhoMayLine] = {
        let (rules, codes) = (AttendancePath.rules, AttendancePath.codes)
        func post(_ path: PathPattern, _ link: Link, _ fields: KeyValuePairs<String, String>) -> WhoMayLine {
            WhoMayLine(method: "POST", path: path, link: link, allowed: [.administrator], fields: fields)
        }
        let ending = AttendancePath.codeEnding
        return [
            line("GET", rules, rules(lake), [.administrator]),
            post(rules, rules(lake), ["correction": "21", "notice": "5"]),
            post(
                codes, codes(lake),
                ["code": "H", "class": "other", "title-fi": "Hammaslääkäri", "title-sv": "Tandläkare"]),
            post(ending, ending(lake, World.tripCode), [:]),
        ]
    }()
}
