import Accounts
import Base
import Clients
import Directory
import Storage

extension ReleasedRecords {
    /// What is let out to `client` of the person records of an account, now: at most two queries.
    static func of(
        _ records: [Viewer.Record], to client: ID<Client>, on day: Day, in reader: any Reader
    ) throws -> ReleasedRecords {
        let providers = Array(Set(records.map(\.provider.id))).sorted()
        let releases = try reader.all(Release.inForce(for: client, by: providers, on: day))
        guard !releases.isEmpty else { return ReleasedRecords([], []) { _ in true } }
        let protected = Set(try reader.all(protectedPersons(records.map(\.person), providers)))
        return ReleasedRecords(records, releases) { protected.contains($0.person) }
    }

    private static func protectedPersons(
        _ persons: [ID<Person>], _ providers: [ID<Provider>]
    ) -> Query<ID<Person>> {
        Query(
            """
            SELECT person.id FROM person
            WHERE person.provider_id \(anyOf: providers) AND person.id \(anyOf: persons) AND person.protected = TRUE
            """)
    }
}

extension Affiliation {
    /// What the entry lets out, with its values; what is not let out is not read.
    static func of(_ entry: ReleasedRecords.Entry, on day: Day, in reader: any Reader) throws -> Affiliation {
        let (provider, person, fields) = (entry.record.provider, entry.record.person, entry.fields)
        let values = try reader.one(PersonValues.of(person, in: provider.id))
        let schools = try reader.all(SchoolCodes.of(entry.posts.map(\.post.organisation), in: provider.id))
        let groups = fields.contains(.groups) ? try reader.all(Group.of(person, in: provider.id, on: day)) : []
        let contacts =
            fields.isDisjoint(with: [.email, .phone]) ? [] : try reader.all(ContactValue.of(person, in: provider.id))
        let number =
            fields.contains(.learnerNumber)
            ? try reader.first(learnerNumber(of: person, in: provider.id, on: day)) : nil
        let organisations = Set(entry.posts.filter { $0.fields.contains(.groups) }.map(\.post.organisation))
        return Affiliation(
            provider: provider.id, person: person, providerOID: values.providerOID, providerName: provider.name.fi,
            fields: fields,
            name: entry.record.name, birthDate: fields.contains(.birthDate) ? entry.record.birthDate : nil,
            language: fields.contains(.language) ? values.language : nil,
            classLevel: fields.contains(.classLevel) ? values.yearLevel : nil, learnerNumber: number,
            email: fields.contains(.email) ? contacts.first { $0.kind == "email" }?.value : nil,
            phone: fields.contains(.phone) ? contacts.first { $0.kind == "phone" }?.value : nil,
            posts: entry.posts.map { post, fields in
                let codes = schools.first { $0.id == post.organisation }
                return Post(
                    role: post.role, organisation: post.organisation, schoolName: post.organisationName,
                    schoolOID: codes?.oid, schoolCode: codes?.code, fields: fields)
            },
            groups: groups.filter { organisations.contains($0.organisation) })
    }

    private static func learnerNumber(
        of person: ID<Person>, in provider: ID<Provider>, on day: Day
    ) -> Query<String> {
        Query(
            """
            SELECT identifier.value FROM person_identifier AS identifier
            WHERE identifier.provider_id = \(provider) AND identifier.person_id = \(person)
                AND identifier.kind = 'learner_number' AND (identifier.ends_on IS NULL OR identifier.ends_on > \(day.date))
            ORDER BY identifier.begins_on DESC NULLS LAST, identifier.id DESC
            """)
    }
}

private struct PersonValues: RowDecodable {
    let language: String?
    let yearLevel: String?
    let providerOID: String?

    init(row: inout Row) throws {
        language = try row.next()
        yearLevel = try row.next()
        providerOID = try row.next()
    }

    static func of(_ person: ID<Person>, in provider: ID<Provider>) -> Query<PersonValues> {
        Query(
            """
            SELECT person.language, person.year_level, provider.oid
            FROM person
            JOIN provider ON provider.id = person.provider_id
            WHERE person.provider_id = \(provider) AND person.id = \(person)
            """)
    }
}

private struct SchoolCodes: RowDecodable {
    let id: ID<Organisation>
    let oid: String?
    let code: String?

    init(row: inout Row) throws {
        id = try row.next()
        oid = try row.next()
        code = try row.next()
    }

    static func of(_ ids: [ID<Organisation>], in provider: ID<Provider>) -> Query<SchoolCodes> {
        Query(
            """
            SELECT organisation.id, organisation.oid, organisation.school_code
            FROM organisation
            WHERE organisation.provider_id = \(provider) AND organisation.id \(anyOf: ids)
            """)
    }
}

private struct ContactValue: RowDecodable {
    let kind: String
    let value: String

    init(row: inout Row) throws {
        kind = try row.next()
        value = try row.next()
    }

    static func of(_ person: ID<Person>, in provider: ID<Provider>) -> Query<ContactValue> {
        Query(
            """
            SELECT contact.kind, contact.value FROM contact
            WHERE contact.provider_id = \(provider) AND contact.person_id = \(person)
            """)
    }
}

extension Affiliation.Group: RowDecodable {
    init(row: inout Row) throws {
        id = try row.next()
        title = try row.next()
        isHomeroom = try row.next(String.self) == "homeroom"
        organisation = try row.next()
        role = try row.next()
    }

    /// The groups of somebody that are taught now.
    fileprivate static func of(
        _ person: ID<Person>, in provider: ID<Provider>, on day: Day
    ) -> Query<Affiliation.Group> {
        Query(
            """
            SELECT school_group.id, school_group.title, school_group.kind, school_group.organisation_id, membership.role
            FROM membership
            JOIN school_group ON school_group.provider_id = membership.provider_id
                AND school_group.id = membership.group_id AND \(.taughtNow(on: day))
            WHERE membership.provider_id = \(provider) AND membership.person_id = \(person)
                AND \(.inForce(.membership, on: day))
            ORDER BY school_group.sort_key, school_group.id
            """)
    }
}
