import Accounts
import Base
import Clients
import Directory
import Storage

/// What one provider's register says of somebody to one client: no more than the provider's releases let out.
struct Affiliation: Sendable {
    let provider: ID<Provider>
    let person: ID<Person>
    let providerOID: String?
    let providerName: String
    let fields: Set<ReleaseField>
    let name: PersonName
    let birthDate: CivilDate?
    let language: String?
    let classLevel: String?
    let learnerNumber: String?
    let email: String?
    let phone: String?
    let posts: [Post]
    let groups: [Group]

    /// The fields of which there is something: what is said of somebody when it is asked for.
    var present: Set<ReleaseField> {
        fields.filter { field in
            switch field {
            case .name: true
            case .email: email != nil
            case .phone: phone != nil
            case .birthDate: birthDate != nil
            case .language: language != nil
            case .school, .role: posts.contains { $0.fields.contains(field) }
            case .groups: !groups.isEmpty
            case .classLevel: classLevel != nil
            case .learnerNumber: learnerNumber != nil
            }
        }
    }

    /// A role at a school.
    struct Post: Sendable {
        let role: Role
        let organisation: ID<Organisation>
        let schoolName: String
        let schoolOID: String?
        let schoolCode: String?
        /// What is let out of it: school, role, groups.
        let fields: Set<ReleaseField>
    }

    /// A group that somebody is in or teaches.
    struct Group: Sendable {
        let id: ID<SchoolGroup>
        let title: String
        let isHomeroom: Bool
        let organisation: ID<Organisation>
        let role: Role
    }
}

/// What somebody's providers let a client know of them, before any value is read.
struct ReleasedRecords: Sendable {
    /// A person record with the fields that are let out, at the schools where they are.
    struct Entry: Sendable {
        let record: Viewer.Record
        /// Each role with the fields of the releases that mean its school: what one school's release says of a person is
        /// not said of the same person's work at another.
        let posts: [(post: Viewer.Post, fields: Set<ReleaseField>)]
        let fields: Set<ReleaseField>
    }

    let entries: [Entry]

    /// Roles that a service may hear of. Guardians come to a service as themselves alone: whose guardians they are is told by
    /// no release.
    init(_ records: [Viewer.Record], _ releases: [Release], isProtected: (Viewer.Record) -> Bool) {
        entries = records.compactMap { record in
            let own = releases.filter { release in
                release.provider == record.provider.id
                    && release.covers(record.roles.map(\.organisation), isProtected: isProtected(record))
            }
            let fields = own.reduce(into: Set<ReleaseField>()) { $0.formUnion($1.fields) }
            let posts = record.roles.map { post in
                let meant = own.filter { $0.schools.isEmpty || $0.schools.contains(post.organisation) }
                return (post: post, fields: meant.reduce(into: Set<ReleaseField>()) { $0.formUnion($1.fields) })
            }
            return fields.isEmpty
                ? nil : Entry(record: record, posts: posts.filter { !$0.fields.isEmpty }, fields: fields)
        }
    }

    /// Everything that is let out, by any of the providers.
    var fields: Set<ReleaseField> { entries.reduce(into: []) { $0.formUnion($1.fields) } }
}
