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

    /// Everything that the role governs, by name; or one of it, and then one that has ended too.
    static func governed(_ scope: Scope, only id: ID<Organisation>? = nil) -> Query<Unit> {
        let which: SQL = id.map { "organisation.id = \($0)" } ?? "organisation.ended_at IS NULL"
        return Query(
            """
            \(scope.governed)
            SELECT organisation.id, organisation.parent_id, organisation.kind, organisation.name, organisation.oid,
                organisation.school_code
            FROM organisation
            WHERE organisation.provider_id = \(scope.provider.id) AND \(which)
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
