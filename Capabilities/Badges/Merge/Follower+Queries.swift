import Base
package import Directory
import Foundation
import Storage

extension Badges {
    /// What follows when two records of one person become one: the card and the picture code, and doors that they opened.
    package static let followers: [MergeFollower] = [
        MergeFollower(follow: CardFollower.follow, giveBack: CardFollower.giveBack),
        .rows(of: "badge_opening", named: "badge_opening.opener", person: "opener_id"),
    ]
}

/// The card in force and its picture code. A child has one card: where the kept record has its own, that one stays and the
/// other opens nothing until the merge is undone.
private enum CardFollower {
    private static let (moved, ended, code) = ("badge", "badge.ended", "picture_code")

    static let follow: @Sendable (MergeFollower.Pair, any Writer) throws -> MergeFollower.Rows = { pair, writer in
        let cards = try writer.all(inForce(of: pair.merged, pair))
        guard try writer.all(inForce(of: pair.kept, pair)).isEmpty else {
            try writer.run(
                """
                UPDATE badge SET ended_at = \(pair.at)
                WHERE provider_id = \(pair.provider) AND person_id = \(pair.merged) AND ended_at IS NULL
                """)
            return [ended: cards]
        }
        try give(cards, from: pair.merged, to: pair.kept, pair, writer)
        let hasCode = try giveCode(from: pair.merged, to: pair.kept, pair, writer)
        return [moved: cards, code: hasCode ? [pair.merged.uuid] : []]
    }

    /// A card that was taken away meanwhile returns as it is; a code that was chosen anew goes with its child.
    static let giveBack: @Sendable (MergeFollower.Pair, MergeFollower.Rows, any Writer) throws -> Void = {
        pair, rows, writer in
        try give(rows[moved] ?? [], from: pair.kept, to: pair.merged, pair, writer)
        if rows[code]?.isEmpty == false { _ = try giveCode(from: pair.kept, to: pair.merged, pair, writer) }
        try writer.run(
            """
            UPDATE badge SET ended_at = NULL
            WHERE provider_id = \(pair.provider) AND person_id = \(pair.merged) AND ended_at = \(pair.at)
                AND id \(anyOf: rows[ended] ?? [])
            """)
    }

    private static func inForce(of person: ID<Person>, _ pair: MergeFollower.Pair) -> Query<UUID> {
        Query(
            """
            SELECT badge.id FROM badge
            WHERE badge.provider_id = \(pair.provider) AND badge.person_id = \(person) AND badge.ended_at IS NULL
            """)
    }

    private static func give(
        _ cards: [UUID], from old: ID<Person>, to new: ID<Person>, _ pair: MergeFollower.Pair, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE badge SET person_id = \(new)
            WHERE provider_id = \(pair.provider) AND person_id = \(old) AND id \(anyOf: cards)
            """)
    }

    /// Whether there was one to give, and the other had none.
    private static func giveCode(
        from old: ID<Person>, to new: ID<Person>, _ pair: MergeFollower.Pair, _ writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            UPDATE picture_code SET person_id = \(new)
            WHERE provider_id = \(pair.provider) AND person_id = \(old)
                AND NOT EXISTS (SELECT 1 FROM picture_code AS other
                    WHERE other.provider_id = \(pair.provider) AND other.person_id = \(new))
            """) == 1
    }
}
