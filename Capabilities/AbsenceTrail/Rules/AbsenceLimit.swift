import Attendance
import Base
import Storage

/// When absences are so many, or stay unexplained so long, that somebody must react (Basic Education Act 26 §).
struct AbsenceLimit: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable, ColumnValue {
        /// An absence has stayed unexplained for so many days.
        case unexplainedDays = "unexplained_days"
        /// So many lesson hours of absence in the term.
        case absenceHours = "absence_hours"
    }

    /// Whom a limit alerts.
    enum Alerted: String, CaseIterable, Codable, Sendable { case teacher, principal, guardian }

    let kind: Kind
    let amount: Int
    let alerts: Set<Alerted>
    /// The classes that count towards hours; of unexplained days it is always the unexplained.
    let classes: Set<AbsenceClass>
    /// What the provider has agreed to do; nil where it has not written anything.
    let text: String?

    /// What names a limit of a provider, in forms and paths.
    struct Key: Hashable, Sendable, LosslessStringConvertible {
        let kind: Kind
        let amount: Int

        init(_ kind: Kind, _ amount: Int) { (self.kind, self.amount) = (kind, amount) }

        init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), let amount = Int(parts[1]),
                Key(kind, amount).description == text
            else { return nil }
            self.init(kind, amount)
        }

        var description: String { "\(kind.rawValue)-\(amount)" }
    }

    var key: Key { Key(kind, amount) }

    /// What holds until the provider says otherwise.
    static let standard = [
        AbsenceLimit(
            kind: .unexplainedDays, amount: 7, alerts: [.teacher], classes: [.unexplained], text: nil),
        AbsenceLimit(
            kind: .absenceHours, amount: 25, alerts: [.teacher, .guardian], classes: Set(AbsenceClass.summed), text: nil
        ),
        AbsenceLimit(
            kind: .absenceHours, amount: 50, alerts: [.teacher, .principal], classes: Set(AbsenceClass.summed),
            text: nil),
    ]

    /// In the order in which they are shown: days first, then hours, the smaller before the larger.
    static func sorted(_ limits: [AbsenceLimit]) -> [AbsenceLimit] {
        limits.sorted { ($0.kind == .absenceHours ? 1 : 0, $0.amount) < ($1.kind == .absenceHours ? 1 : 0, $1.amount) }
    }
}
