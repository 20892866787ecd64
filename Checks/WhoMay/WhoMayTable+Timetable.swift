import Accounts
import Base
import Directory
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
        ] + groupTimetables + roomTimetables

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

    private static func own(_ role: Role) -> Set<Who> {
        switch role {
        case .pupil: [.pupil]
        case .teacher: [.teacher]
        case .assistant: [.assistant]
        default: governors(role).own
        }
    }
}
