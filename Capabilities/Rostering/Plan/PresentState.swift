import Base
import Directory
import Foundation
import Storage

/// What files have brought to one provider so far, from one snapshot.
struct PresentState: Sendable {
    typealias Rows<Row: StoredRow> = [String: PresentRow<Row>]

    /// The last number of the change feed; a plan holds only as long as it stands.
    var sequence: Int64 = 0
    var organisations: Rows<OrganisationRow> = [:]
    var sessions: Rows<AcademicSessionRow> = [:]
    var people: Rows<PersonRow> = [:]
    var courses: Rows<CourseRow> = [:]
    var groups: Rows<GroupRow> = [:]
    var roles: Rows<RoleRow> = [:]
    var memberships: Rows<MembershipRow> = [:]
    var guardianships: Rows<GuardianshipRow> = [:]
    /// The people whose records were merged into another, with the record that was kept.
    var merged: [UUID: UUID] = [:]

    /// The sourcedIds of people by their ids here.
    var personSources: [UUID: String] { people.reduce(into: [:]) { $0[$1.value.id] = $1.key } }
}

extension PresentState {
    init(of provider: ID<Provider>, in reader: any Reader) throws {
        sequence = try reader.first(ChangeCounter.last(of: provider)) ?? 0
        organisations = try Self.rows(of: provider, in: reader)
        sessions = try Self.rows(of: provider, in: reader)
        courses = try Self.rows(of: provider, in: reader)
        roles = try Self.rows(of: provider, in: reader)
        memberships = try Self.rows(of: provider, in: reader)
        guardianships = try Self.rows(of: provider, in: reader)
        people = try Self.people(of: provider, in: reader)
        groups = try Self.groups(of: provider, in: reader)
        let leads = try PersonMerge.leads(in: provider, reader)
        merged = Dictionary(uniqueKeysWithValues: leads.map { ($0.key.uuid, $0.value.uuid) })
    }

    private static func rows<Row: StoredRow>(of provider: ID<Provider>, in reader: any Reader) throws -> Rows<Row> {
        var rows: Rows<Row> = [:]
        let query = Row.present(in: provider)
        try reader.forEach(query.sql) { cells in
            let row = try query.decode(&cells)
            rows[row.sourceID] = row
        }
        return rows
    }

    private static func people(of provider: ID<Provider>, in reader: any Reader) throws -> Rows<PersonRow> {
        var rows: Rows<PersonRow> = try rows(of: provider, in: reader)
        let identifiers = Dictionary(grouping: try reader.all(PersonParts.identifiers(in: provider)), by: \.0)
        let contacts = Dictionary(grouping: try reader.all(PersonParts.contacts(in: provider)), by: \.0)
        for (key, row) in rows {
            rows[key]?.row.identifiers = (identifiers[row.id] ?? []).map(\.1).sorted()
            rows[key]?.row.contacts = (contacts[row.id] ?? []).map(\.1).sorted { $0.kind < $1.kind }
        }
        return rows
    }

    private static func groups(of provider: ID<Provider>, in reader: any Reader) throws -> Rows<GroupRow> {
        var rows: Rows<GroupRow> = try rows(of: provider, in: reader)
        let sessions = Dictionary(grouping: try reader.all(GroupSessions.all(in: provider)), by: \.0)
        for (key, row) in rows { rows[key]?.row.sessions = (sessions[row.id] ?? []).map(\.1).sorted() }
        return rows
    }
}
