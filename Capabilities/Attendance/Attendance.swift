package import Accounts
import Base
package import Directory
package import Storage
package import Timetable
package import Web

/// Who was there: registers of lessons, and absences that homes announce and explain.
package struct Attendance: Sendable {
    let chrome: Chrome
    let texts: TextTable<AttendanceText>
    /// Where a home applies for a longer absence.
    let leave: @Sendable (Role) -> PathPattern
    let plans: PlanMemory
    /// What else the pupils of a lesson have at its time.
    let clashes = FeedMemory<LessonClashes.Key, LessonClashes>()
    let openRegisters = OpenRegisters()

    /// - Parameters:
    ///   - leave: the form of an application, for a guardian's child and for a student of age.
    ///   - plans: the plans of lessons that are remembered.
    package init(chrome: Chrome, leave: @escaping @Sendable (Role) -> PathPattern, plans: PlanMemory) throws {
        (self.chrome, self.leave, self.plans) = (chrome, leave, plans)
        texts = try TextTable(in: .module)
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "Attendance", in: .module) }

    /// Who takes registers: a lesson's teacher, and the principal when it is late.
    static let registrars: [Role] = [.teacher, .principal]

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        for role in Attendance.registrars { mountRegister(on: site, as: role) }
        for role in Attendance.registrars { mountHistory(on: site, as: role) }
        mountRegisters(on: site)
        for role in Attendance.homes { mountHome(on: site, as: role) }
        for role in Attendance.registrars { mountGroup(on: site, as: role) }
        mountRules(on: site)
    }

    /// What the pages of a visit are written with.
    func words(_ visit: Visit) -> AttendanceWords {
        let parts = chrome.parts(in: visit.language)
        return AttendanceWords(
            own: texts(in: visit.language), parts: parts, days: DayWords(parts, today: visit.today))
    }
}

/// The words of this room, of parts and of days.
struct AttendanceWords: Sendable {
    let own: Words<AttendanceText>
    let parts: Words<WebText>
    let days: DayWords

    var language: Language { own.language }

    func callAsFunction(_ key: AttendanceText, _ values: KeyValuePairs<String, String> = [:]) -> String {
        own(key, values)
    }

    func callAsFunction(_ key: AttendanceText, count: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
        own(key, count: count, values)
    }

    func callAsFunction(_ absenceClass: AbsenceClass) -> String {
        switch absenceClass {
        case .illness: own(.illness)
        case .other: own(.other)
        case .unauthorised: own(.unauthorised)
        case .unexplained: own(.unexplained)
        case .school: own(.school)
        }
    }

    func callAsFunction(_ mark: Mark) -> String {
        switch mark {
        case .present: own(.present)
        case .absent: own(.absent)
        case .late: own(.late)
        }
    }

    /// "Ilmoitettu: sairaana", "Lupa myönnetty".
    func announced(_ absenceClass: AbsenceClass, _ origin: AbsenceNotice.Origin) -> String {
        guard origin != .leave else { return own(.announcedLeave) }
        return own(absenceClass == .illness ? .announcedIllness : .announcedOther)
    }
}
