import Base
import Directory
import Storage

extension Edit {
    func rename(_ group: ID<SchoolGroup>, to title: String) throws {
        try writer.run(
            """
            UPDATE school_group SET title = \(title), sort_key = \(SortKey.of(title))
            WHERE provider_id = \(provider) AND id = \(group)
            """)
        try GroupNames.add([title], in: provider, writer)
    }

    func add(_ term: ID<AcademicSession>, to group: ID<SchoolGroup>) throws {
        try writer.run(
            """
            INSERT INTO group_session (provider_id, group_id, session_id) VALUES (\(provider), \(group), \(term))
            """)
    }

    func remove(_ term: ID<AcademicSession>, from group: ID<SchoolGroup>) throws {
        try writer.run(
            """
            DELETE FROM group_session
            WHERE provider_id = \(provider) AND group_id = \(group) AND session_id = \(term)
            """)
    }

    /// Sets when the group and these of its memberships ended, or that they have not.
    func setEnd(of group: ID<SchoolGroup>, with places: [GroupPlace], at instant: Instant?) throws {
        try writer.run(
            "UPDATE school_group SET ended_at = \(instant) WHERE provider_id = \(provider) AND id = \(group)")
        try writer.run(
            """
            UPDATE membership SET ended_at = \(instant)
            WHERE provider_id = \(provider) AND id \(anyOf: places.map(\.id))
            """)
    }
}
