import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Web

extension WhoMayTable {
    /// Timetables: one's own, those of one's children, and of groups and rooms that one reaches.
    static let timetableLines =
        [
            line("GET", ActingPath.familyTimetable, ActingPath.familyTimetable(), [.guardian, .otherGuardian]),
            line(
                "GET", ActingPath.childTimetable, ActingPath.childTimetable(lake, World.person(.pupil)), [.guardian]),
            line("GET", ActingPath.timetable(.pupil), ActingPath.timetable(.pupil)(lake), [.pupil, .otherPupil]),
            line(
                "GET", ActingPath.timetable(.teacher), ActingPath.timetable(.teacher)(lake),
                [.teacher, .teacherElsewhere]),
        ] + groupTimetables + roomTimetables + codeLines + calendarLines + timetableImportLines
        + changeLines

    private static let groupTimetables = [
        Role.pupil, .teacher, .assistant, .principal, .office, .administrator,
    ].map { role in
        line(
            "GET", ActingPath.groupTimetable(role), ActingPath.groupTimetable(role)(lake, World.homeroom7A),
            own(role))
    }

    private static let roomTimetables = [Role.teacher, .principal, .office, .administrator].map { role in
        let path = PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/rooms/{room}/timetable")
        return line("GET", path, path(lake, World.room214), own(role))
    }

    /// A code that the world does not have is nobody's to map.
    private static let codeLines = [Role.office, .administrator].flatMap { role in
        let (path, link) = (ActingPath.timetableCodes(role), ActingPath.timetableCodes(role)(lake))
        return [line("GET", path, link, governors(role).all), line("POST", path, link, [])]
    }

    /// The confirmations carry no code of what was shown, which is refused in words.
    private static let timetableImportLines = [Role.office, .administrator].flatMap { role -> [WhoMayLine] in
        let base = "/{provider}/\(role.rawValue)/timetable/imports"
        func one(
            _ method: String, _ path: String, _ done: HTTPResponse.Status = .seeOther, group: Bool = false
        ) -> WhoMayLine {
            let path = PathPattern(stringLiteral: base + path)
            let link = path(lake, World.lakeSchool, World.timetableDraft)
            return WhoMayLine(
                method: method, path: path,
                link: group ? link.with(["group": World.maths7A.description]) : link,
                allowed: governors(role).own, done: done)
        }
        let draft = "/{school}/drafts/{draft}"
        return [
            line("GET", PathPattern(stringLiteral: base), PathPattern(stringLiteral: base)(lake), governors(role).all),
            one("GET", "/{school}"), one("GET", draft), one("GET", draft + "/lessons", group: true),
            one("GET", draft + "/problems.csv"), one("GET", "/{school}/undoing"),
            one("GET", "/{school}/undoing/lessons", group: true),
            one("POST", draft + "/application", .unprocessableContent),
            one("POST", "/{school}/undoing", .unprocessableContent), one("POST", draft + "/discarding"),
            // What is sent here is no form with a file; whose school it is, is asked before the file is read.
            WhoMayLine(
                method: "POST", path: PathPattern(stringLiteral: base + "/{school}"),
                link: PathPattern(stringLiteral: base + "/{school}")(lake, World.lakeSchool),
                allowed: governors(role).all, done: .badRequest),
        ]
    }

    /// What is sent says nothing of what was seen, which is refused in words.
    private static let changeLines = [Role.principal, .office].flatMap { role -> [WhoMayLine] in
        let base = "/{provider}/\(role.rawValue)/"
        func one(
            _ method: String, _ path: String, _ values: [any CustomStringConvertible & Sendable],
            _ done: HTTPResponse.Status = .seeOther
        ) -> WhoMayLine {
            let path = PathPattern(stringLiteral: base + path)
            let link = values.count > 1 ? path(lake, values[0], values[1]) : path(lake, values[0])
            return WhoMayLine(method: method, path: path, link: link, allowed: governors(role).own, done: done)
        }
        let list = PathPattern(stringLiteral: base + "timetable/changes")
        let lesson: [any CustomStringConvertible & Sendable] = [World.mathsLesson, World.now.day]
        return [
            line("GET", list, list(lake), governors(role).all),
            one("GET", "groups/{group}/timetable/changes", [World.homeroom7A]),
            one("GET", "people/{person}/timetable/changes", [World.person(.teacher)]),
            one("GET", "timetable/lessons/{lesson}/{held}", lesson),
            one("POST", "timetable/lessons/{lesson}/{held}", lesson, .unprocessableContent),
            one("POST", "timetable/lessons/{lesson}/{held}/restoring", lesson, .unprocessableContent),
            one("GET", "groups/{group}/timetable/extra", [World.homeroom7A]),
            one("POST", "groups/{group}/timetable/extra", [World.homeroom7A], .unprocessableContent),
        ]
    }

    private static let calendarLines = [Role.pupil, .teacher, .guardian].flatMap { role -> [WhoMayLine] in
        let base = "/{provider}/\(role.rawValue)\(role == .guardian ? "/{child}" : "")/timetable/calendar"
        let (page, ending) = (PathPattern(stringLiteral: base), PathPattern(stringLiteral: base + "/ending"))
        func link(_ path: PathPattern) -> Link {
            role == .guardian ? path(lake, World.person(.pupil)) : path(lake)
        }
        let allowed: Set<Who> =
            role == .guardian
            ? [.guardian] : role == .pupil ? [.pupil, .otherPupil] : [.teacher, .teacherElsewhere]
        return [
            line("GET", page, link(page), allowed), line("POST", page, link(page), allowed),
            line("POST", ending, link(ending), allowed),
        ]
    }

    private static func own(_ role: Role) -> Set<Who> {
        switch role {
        case .pupil: [.pupil]
        case .teacher: [.teacher]
        case .assistant: [.assistant]
        default: governors(role).own
        }
    }
}
