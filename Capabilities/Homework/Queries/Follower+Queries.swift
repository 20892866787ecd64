package import Directory
import Storage

extension Homework {
    /// What follows when two records of one person become one: ticks, where the kept record has none of its own, and what
    /// a teacher gave.
    package static let followers: [MergeFollower] = [
        .rows(of: "homework_tick", named: "homework_tick", key: "homework_id") { pair in
            """
            AND NOT EXISTS (SELECT 1 FROM homework_tick AS present
                WHERE present.provider_id = homework_tick.provider_id
                    AND present.homework_id = homework_tick.homework_id AND present.person_id = \(pair.kept))
            """
        },
        .rows(of: "homework", named: "homework.author", person: "author_id"),
    ]
}
