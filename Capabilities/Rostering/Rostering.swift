package import Base
import Foundation
package import Storage

/// Rosters from outside: the OneRoster 1.2 CSV import.
package enum Rostering {
    package static func migrations() throws -> [Migration] { try Migration.all(of: "Rostering", in: .module) }

    /// What stands in the `source` column of every row that an import owns.
    static let source = "oneroster"

    /// The words of reports, kinds and progress.
    package static func texts() throws -> TextTable<RosteringText> { try TextTable(in: .module) }
    /// The sentences of problems.
    package static func problemTexts() throws -> TextTable<ProblemCode> { try TextTable(in: .module) }
}
