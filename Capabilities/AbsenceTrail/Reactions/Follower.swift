package import Directory
import Storage

extension AbsenceTrail {
    /// What follows when two records of one person become one: what was done about a pupil, and what a teacher did.
    package static let followers: [MergeFollower] = [
        .rows(of: "absence_reaction", named: "absence_reaction"),
        .rows(of: "absence_reaction", named: "absence_reaction.author", person: "author_id"),
    ]
}
