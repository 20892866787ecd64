package import Base
package import Foundation
package import Storage

/// What of another room hangs on a person: it follows when two records become one, and returns when that is undone. App
/// lists the followers; the register runs them in the transaction of the merge, before its own rows move.
package struct MergeFollower: Sendable {
    /// Two records that become one, or two again.
    package struct Pair: Sendable {
        package let kept: ID<Person>
        package let merged: ID<Person>
        package let provider: ID<Provider>
        /// When they became one.
        package let at: Instant

        package init(kept: ID<Person>, merged: ID<Person>, in provider: ID<Provider>, at: Instant) {
            (self.kept, self.merged, self.provider, self.at) = (kept, merged, provider, at)
        }
    }

    /// The ids of rows by a name of their kind, which no other follower uses.
    package typealias Rows = [String: [UUID]]

    /// Gives what hangs on the merged record to the kept one, and says what that was.
    package let follow: @Sendable (Pair, any Writer) throws -> Rows
    /// Gives it back.
    package let giveBack: @Sendable (Pair, Rows, any Writer) throws -> Void

    package init(
        follow: @escaping @Sendable (Pair, any Writer) throws -> Rows,
        giveBack: @escaping @Sendable (Pair, Rows, any Writer) throws -> Void
    ) {
        (self.follow, self.giveBack) = (follow, giveBack)
    }

    /// The rows of a table that name the person in a column.
    ///
    /// - Parameters:
    ///   - key: the column that names a row within the provider and the person.
    ///   - condition: which rows follow, begun with AND; all if not given.
    package static func rows(
        of table: SQL, named name: String, person column: SQL = "person_id", key: SQL = "id",
        _ condition: @escaping @Sendable (Pair) -> SQL = { _ in "" }
    ) -> MergeFollower {
        MergeFollower(
            follow: { pair, writer in
                let ids = try writer.all(
                    Query<UUID>(
                        """
                        SELECT \(table).\(key) FROM \(table)
                        WHERE \(table).provider_id = \(pair.provider) AND \(table).\(column) = \(pair.merged)
                            \(condition(pair))
                        """))
                try give(ids, from: pair.merged, to: pair.kept, table, column, key, pair.provider, writer)
                return [name: ids]
            },
            giveBack: { pair, rows, writer in
                try give(
                    rows[name] ?? [], from: pair.kept, to: pair.merged, table, column, key, pair.provider, writer)
            })
    }

    private static func give(
        _ ids: [UUID], from old: ID<Person>, to new: ID<Person>, _ table: SQL, _ column: SQL, _ key: SQL,
        _ provider: ID<Provider>, _ writer: any Writer
    ) throws {
        guard !ids.isEmpty else { return }
        try writer.run(
            """
            UPDATE \(table) SET \(column) = \(new)
            WHERE provider_id = \(provider) AND \(column) = \(old) AND \(key) \(anyOf: ids)
            """)
    }
}
