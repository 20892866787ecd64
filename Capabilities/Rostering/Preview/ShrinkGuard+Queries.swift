import Base
import Foundation
import Storage

extension ShrinkGuard {
    /// Where memberships go; into a group that ends is nowhere.
    private static let moves: SQL = """
        WITH move (old, new, count) AS (
            SELECT tally.old, CASE WHEN ending.id IS NULL THEN tally.new END, tally.count
            FROM tally LEFT JOIN ending ON ending.id = tally.new)
        """

    static func schools(_ limits: ShrinkLimits) -> Query<Shrunk> {
        Query(
            """
            \(moves)
            SELECT was.owner, SUM(move.count), SUM(CASE WHEN target.later IS was.owner THEN 0 ELSE move.count END)
            FROM move
            JOIN node AS was ON was.id = move.old AND was.present = TRUE
            LEFT JOIN node AS target ON target.id = move.new
            GROUP BY was.owner
            HAVING SUM(CASE WHEN target.later IS was.owner THEN 0 ELSE move.count END) * 100
                > \(limits.schoolPercent) * SUM(move.count)
            """)
    }

    static func groups(_ limits: ShrinkLimits) -> Query<Shrunk> {
        Query(
            """
            \(moves), side (id, before, after, ending) AS (
                SELECT old, count, 0, CASE WHEN new IS old THEN 0 ELSE count END FROM move WHERE old IS NOT NULL
                UNION ALL
                SELECT new, 0, count, 0 FROM move WHERE new IS NOT NULL)
            SELECT side.id, SUM(side.before), SUM(side.ending)
            FROM side
            JOIN node ON node.id = side.id AND node.present = TRUE
            GROUP BY side.id
            HAVING SUM(side.before) >= \(limits.groupSize) AND SUM(side.after) = 0
            """)
    }
}
