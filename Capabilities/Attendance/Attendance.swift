package import Storage

/// Who was there: registers of lessons, absences that homes announce and explain, and what the law asks to know of them.
package struct Attendance: Sendable {
    package static func migrations() throws -> [Migration] { try Migration.all(of: "Attendance", in: .module) }
}
