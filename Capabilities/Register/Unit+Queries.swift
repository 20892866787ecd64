import Base
import Directory
import Storage

/// An organisation of the tree, with its identifiers.
struct Unit: RowDecodable, Hashable {
    let id: ID<Organisation>
    let parent: ID<Organisation>?
    let kind: String
    let name: String
    let oid: String?
    let schoolCode: String?

    init(row: inout Row) throws {
        id = try row.next()
        parent = try row.next()
        kind = try row.next()
        name = try row.next()
        oid = try row.next()
        schoolCode = try row.next()
    }

    /// Everything that the role governs, by name.
    static func governed(_ scope: Scope) -> Query<Unit> {
        Query(
            """
            \(scope.governed)
            SELECT organisation.id, organisation.parent_id, organisation.kind, organisation.name, organisation.oid,
                organisation.school_code
            FROM organisation
            WHERE organisation.provider_id = \(scope.provider.id) AND organisation.ended_at IS NULL
                AND organisation.id IN (SELECT governed.id FROM governed)
            ORDER BY organisation.sort_key, organisation.id
            """)
    }
}

extension Scope {
    /// The group, if its school is governed.
    func group(_ group: ID<SchoolGroup>) -> Query<SchoolGroup> {
        SchoolGroup.governed(group, by: persons, as: role, in: provider.id, on: day)
    }
}
