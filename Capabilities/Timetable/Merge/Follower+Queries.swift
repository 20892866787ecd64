package import Directory
import Storage

extension Timetable {
    /// What follows when two records of one person become one: calendar addresses, lessons and substitutions. Where the kept
    /// record has its own of the same, the other's waits for an undoing. Codes of timetable programs are read through the
    /// merges (`SchoolNames`), and the merge itself stands in the change feed.
    package static let followers: [MergeFollower] = [
        .rows(of: "timetable_feed", named: "timetable_feed") { pair in
            """
            AND timetable_feed.ended_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM timetable_feed AS present
                WHERE present.provider_id = timetable_feed.provider_id
                    AND present.account_id = timetable_feed.account_id AND present.role = timetable_feed.role
                    AND present.person_id = \(pair.kept) AND present.ended_at IS NULL)
            """
        },
        lessons(in: "lesson_teacher", named: "lesson_teacher"),
        lessons(in: "lesson_change", named: "lesson_change"),
    ]

    /// The lessons that a table names the merged record with, in whatever edition; a lesson has the same id in all of them.
    private static func lessons(in table: SQL, named name: String) -> MergeFollower {
        .rows(of: table, named: name, key: "lesson_id") { pair in
            """
            AND NOT EXISTS (SELECT 1 FROM \(table) AS present
                WHERE present.provider_id = \(table).provider_id AND present.lesson_id = \(table).lesson_id
                    AND present.person_id = \(pair.kept))
            """
        }
    }
}
