package import Base
import Storage

/// Which day a question is about, and the conditions on dated rows that follow from it.
package struct Day: Hashable, Sendable {
    package let date: CivilDate

    package init(_ date: CivilDate) { self.date = date }

    /// Who was born on this day or earlier is an adult: 18 years old.
    package var adultBirthday: CivilDate { date.adding(years: -18) }
}

/// The aliases under which dated tables stand in queries; `own` is the viewer's own membership.
package enum DatedTable: Sendable {
    case role, membership, own, guardianship

    /// The name that stands in the statement.
    var alias: SQL {
        switch self {
        case .role: "role"
        case .membership: "membership"
        case .own: "own"
        case .guardianship: "guardianship"
        }
    }
}
