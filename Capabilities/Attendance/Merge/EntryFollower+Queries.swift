import Base
package import Directory
import Foundation
import Storage

extension Attendance {
    /// What follows when two records of one person become one: entries, and what was announced about them or by them. The
    /// lists of registers follow by themselves, since they are read through the merges.
    package static let followers: [MergeFollower] = [
        MergeFollower(follow: EntryFollower.follow, giveBack: EntryFollower.giveBack),
        .rows(of: "absence_notice", named: "absence_notice"),
        .rows(of: "absence_notice", named: "absence_notice.author", person: "author_id") { ofChildren($0) },
        .rows(of: "absence_notice", named: "absence_notice.applicant", person: "applicant_id") { ofChildren($0) },
    ]

    /// Notices about either record, or about a child whose guardian one was: an index finds them by the pupil.
    private static func ofChildren(_ pair: MergeFollower.Pair) -> SQL {
        """
        AND (absence_notice.person_id \(anyOf: [pair.kept, pair.merged])
            OR absence_notice.person_id IN (SELECT guardianship.child_id FROM guardianship
                WHERE guardianship.provider_id = \(pair.provider)
                    AND guardianship.guardian_id = \(pair.merged)))
        """
    }
}

/// Entries of the log. In a lesson in which both records have one that speaks the later speaks on, the other stays in the
/// trail; undone, both speak again.
private enum EntryFollower {
    private static let (moved, silenced) = ("attendance_entry", "attendance_entry.silenced")

    static let follow: @Sendable (MergeFollower.Pair, any Writer) throws -> MergeFollower.Rows = { pair, writer in
        let both = try writer.all(Both.all(pair))
        let earlier = both.map(\.earlier)
        try writer.run(
            """
            UPDATE attendance_entry SET superseded_at = \(pair.at)
            WHERE provider_id = \(pair.provider) AND id \(anyOf: earlier)
            """)
        let ids = try writer.all(
            Query<UUID>(
                """
                UPDATE attendance_entry SET person_id = \(pair.kept)
                WHERE provider_id = \(pair.provider) AND person_id = \(pair.merged)
                RETURNING id
                """))
        try AttendanceRevision.grow(of: [pair.kept, pair.merged], in: pair.provider, writer)
        return [moved: ids, silenced: earlier]
    }

    /// What was written since about a lesson that only the moved entries are about goes along.
    static let giveBack: @Sendable (MergeFollower.Pair, MergeFollower.Rows, any Writer) throws -> Void = {
        pair, rows, writer in
        let ids = rows[moved] ?? []
        try writer.run(
            """
            UPDATE attendance_entry SET person_id = \(pair.merged)
            WHERE provider_id = \(pair.provider) AND person_id = \(pair.kept)
                AND (id \(anyOf: ids) OR id \(anyOf: try writer.all(writtenSince(pair, ids))))
            """)
        try writer.run(
            """
            UPDATE attendance_entry SET superseded_at = NULL
            WHERE provider_id = \(pair.provider) AND id \(anyOf: rows[silenced] ?? [])
                AND NOT EXISTS (SELECT 1 FROM attendance_entry AS other
                    WHERE other.provider_id = attendance_entry.provider_id
                        AND other.person_id = attendance_entry.person_id
                        AND other.lesson_id = attendance_entry.lesson_id AND other.held_on = attendance_entry.held_on
                        AND other.superseded_at IS NULL)
            """)
        try AttendanceRevision.grow(of: [pair.kept, pair.merged], in: pair.provider, writer)
    }

    private static func writtenSince(_ pair: MergeFollower.Pair, _ ids: [UUID]) -> Query<UUID> {
        Query(
            """
            SELECT DISTINCT later.id
            FROM attendance_entry AS moved
            CROSS JOIN attendance_entry AS later
            WHERE moved.provider_id = \(pair.provider) AND moved.id \(anyOf: ids)
                AND later.provider_id = moved.provider_id AND later.person_id = \(pair.kept)
                AND later.day = moved.day AND later.lesson_id = moved.lesson_id AND later.held_on = moved.held_on
                AND later.written_at > \(pair.at)
                AND NOT EXISTS (SELECT 1 FROM attendance_entry AS own
                    WHERE own.provider_id = moved.provider_id AND own.person_id = \(pair.kept)
                        AND own.day = moved.day AND own.lesson_id = moved.lesson_id AND own.held_on = moved.held_on
                        AND own.written_at <= \(pair.at) AND NOT own.id \(anyOf: ids))
            """)
    }
}

/// Entries of both records that speak about one lesson.
private struct Both: RowDecodable {
    let earlier: UUID

    init(row: inout Row) throws {
        let (merged, mergedAt) = (try row.next(UUID.self), try row.next(Instant.self))
        let (kept, keptAt) = (try row.next(UUID.self), try row.next(Instant.self))
        // In the order in which the trail shows them.
        earlier = (keptAt, kept.uuidString) < (mergedAt, merged.uuidString) ? kept : merged
    }

    static func all(_ pair: MergeFollower.Pair) -> Query<Both> {
        Query(
            """
            SELECT merged.id, merged.written_at, kept.id, kept.written_at
            FROM attendance_entry AS merged
            CROSS JOIN attendance_entry AS kept
            WHERE merged.provider_id = \(pair.provider) AND merged.person_id = \(pair.merged)
                AND merged.superseded_at IS NULL AND kept.provider_id = merged.provider_id
                AND kept.person_id = \(pair.kept) AND kept.lesson_id = merged.lesson_id
                AND kept.held_on = merged.held_on AND kept.superseded_at IS NULL
            """)
    }
}
