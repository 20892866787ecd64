import Accounts
import Attendance
import Base
import Directory
import TestKit
import Web

extension WhoMayTable {
    /// Registers are the lesson's teacher's and the principal's.
    static let attendanceLines =
        [Role.teacher, .principal].flatMap { role -> [WhoMayLine] in
            let path = AttendancePath.register(role)
            let link = path(lake, World.mathsLesson, World.now.day)
            let own: Set<Who> = role == .teacher ? [.teacher] : [.principal]
            let mark: KeyValuePairs<String, String> = ["mark-\(World.person(.pupil))": "absent"]
            return [
                line("GET", path, link, own),
                WhoMayLine(method: "POST", path: path, link: link, allowed: own, fields: mark),
            ]
        } + [
            line(
                "GET", AttendancePath.registers, AttendancePath.registers(lake), [.teacher, .teacherElsewhere])
        ]
}
