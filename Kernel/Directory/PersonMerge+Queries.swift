package import Base
package import Foundation
package import Storage

/// Two records of one person made one. The merged record ends; its source's id leads to the kept one from then on.
package struct PersonMerge: RowDecodable, Sendable {
    package let id: ID<PersonMerge>
    package let kept: ID<Person>
    package let merged: ID<Person>
    package let at: Instant
    /// The last number of the change feed when it was done.
    package let sequence: Int64
    package let moved: Moved

    /// The two records, for those who follow.
    package func pair(in provider: ID<Provider>) -> MergeFollower.Pair {
        MergeFollower.Pair(kept: kept, merged: merged, in: provider, at: at)
    }

    /// The ids of the rows that went from the merged record to the kept one, and what else undoing needs.
    package struct Moved: Codable, Hashable, Sendable {
        package var identifiers: [UUID] = []
        package var contacts: [UUID] = []
        package var roles: [UUID] = []
        package var memberships: [UUID] = []
        package var guardianOf: [UUID] = []
        package var childOf: [UUID] = []
        package var accounts: [UUID] = []
        /// When the merged record had ended already, in milliseconds.
        package var endedAt: Int64?
        /// What other rooms moved, by the names of their followers; nil in merges from before there were any.
        package var followed: [String: [UUID]]?

        package init() {}

        /// The rows that have a place in the change feed, by its names of them.
        package var feed: [(entity: String, ids: [UUID])] {
            [
                ("role_assignment", roles), ("membership", memberships), ("guardianship", guardianOf + childOf),
            ]
        }
    }

    /// The columns that `init(row:)` reads.
    package static let columns: SQL = """
        person_merge.id, person_merge.kept_id, person_merge.merged_id, person_merge.merged_at, person_merge.sequence,
        person_merge.moved
        """

    package init(row: inout Row) throws {
        id = try row.next()
        kept = try row.next()
        merged = try row.next()
        at = try row.next()
        sequence = try row.next()
        moved = try row.next(JSONDocument.self).decoded()
    }

    /// The merges in force that these people are part of, the latest first.
    package static func of(_ people: [ID<Person>], in provider: ID<Provider>) -> Query<PersonMerge> {
        Query(
            """
            SELECT \(columns) FROM person_merge
            WHERE person_merge.provider_id = \(provider) AND person_merge.undone_at IS NULL
                AND (person_merge.kept_id \(anyOf: people) OR person_merge.merged_id \(anyOf: people))
            ORDER BY person_merge.merged_at DESC, person_merge.id DESC
            """)
    }

    /// Where those of `people` lead who were merged: one statement for each merge that one of them went through.
    package static func leads(
        of people: Set<ID<Person>>, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> [ID<Person>: ID<Person>] {
        let pairs = try reader.all(
            Query(
                """
                SELECT person_merge.merged_id, person_merge.kept_id FROM person_merge
                WHERE person_merge.provider_id = \(provider) AND person_merge.merged_id \(anyOf: Array(people))
                    AND person_merge.undone_at IS NULL
                """
            ) { row in (try row.next(ID<Person>.self), try row.next(ID<Person>.self)) })
        guard !pairs.isEmpty else { return [:] }
        let further = try leads(of: Set(pairs.map(\.1)).subtracting(people), in: provider, reader)
        return last(Dictionary(pairs) { first, _ in first }.merging(further) { first, _ in first })
    }

    /// The end of each way from a merged record.
    private static func last(_ next: [ID<Person>: ID<Person>]) -> [ID<Person>: ID<Person>] {
        next.mapValues { kept in
            var (last, steps) = (kept, 0)
            while let further = next[last], steps < next.count { (last, steps) = (further, steps + 1) }
            return last
        }
    }

    /// Where merged records lead, through as many merges as there were: merged → kept.
    ///
    /// An import MUST take the kept record wherever a source still names the merged one.
    package static func leads(in provider: ID<Provider>, _ reader: any Reader) throws -> [ID<Person>: ID<Person>] {
        let pairs = try reader.all(
            Query(
                """
                SELECT person_merge.merged_id, person_merge.kept_id FROM person_merge
                WHERE person_merge.provider_id = \(provider) AND person_merge.undone_at IS NULL
                """
            ) { row in (try row.next(ID<Person>.self), try row.next(ID<Person>.self)) })
        return last(Dictionary(pairs) { first, _ in first })
    }
}
