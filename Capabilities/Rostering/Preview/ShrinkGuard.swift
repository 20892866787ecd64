import Base
import Foundation
import Storage

/// Finds the schools and groups that a plan would shrink beyond the provider's limits.
///
/// A membership counts as ending when it is in force on the day before and not after, and also when it leaves its group
/// or school for another: a file that moves everybody away is as wrong as one that leaves them out.
struct ShrinkGuard {
    let scratch: any Scratch
    let limits: ShrinkLimits

    /// Everything beyond the limits, schools first, by name.
    func shrinking(_ names: ReferenceTexts) throws -> [RunPreview.Shrinkage] {
        func list(_ query: Query<Shrunk>, _ kind: RunPreview.Shrinkage.Kind) throws -> [RunPreview.Shrinkage] {
            try scratch.all(query).map { shrunk in
                RunPreview.Shrinkage(
                    kind: kind, name: try names.text(shrunk.id), ending: shrunk.ending, of: shrunk.before)
            }.sorted { ($0.name, $0.of) < ($1.name, $1.of) }
        }
        return try list(Self.schools(limits), .school) + list(Self.groups(limits), .group)
    }

    struct Shrunk: RowDecodable {
        let id: UUID
        let before: Int
        let ending: Int

        init(row: inout Row) throws { (id, before, ending) = (try row.next(), try row.next(), try row.next()) }
    }
}
