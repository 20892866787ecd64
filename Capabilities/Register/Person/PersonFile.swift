import Base
import Directory
import Storage

/// Everything that the register holds of a person, without contact details.
struct PersonFile: Sendable {
    let record: PersonRecord
    let identifiers: [PersonRecord.Known]
    let roles: [RoleRecord]
    let memberships: [MembershipRecord]
    let guardianships: [GuardianshipRecord]

    var person: Person { record.person }
    var guardians: [GuardianshipRecord] { guardianships.filter(\.isOfGuardian) }
    var children: [GuardianshipRecord] { guardianships.filter { !$0.isOfGuardian } }

    /// Everyone whom a page with this file names.
    var shown: [ID<Person>] { [person.id] + guardianships.map(\.other.id) }

    /// The files of people whom the role reaches, in four statements however many.
    static func all(of people: [ID<Person>], _ scope: Scope, in reader: any Reader) throws -> [PersonFile] {
        let records = Dictionary(grouping: try reader.all(PersonRecord.reached(people, scope)), by: \.person.id)
        let roles = Dictionary(grouping: try reader.all(RoleRecord.all(of: people, scope)), by: \.person)
        let memberships = Dictionary(grouping: try reader.all(MembershipRecord.all(of: people, scope)), by: \.person)
        let guardianships = Dictionary(
            grouping: try reader.all(GuardianshipRecord.all(of: people, scope)), by: \.person)
        return people.compactMap { id in
            guard let rows = records[id], let record = rows.first else { return nil }
            return PersonFile(
                record: record, identifiers: rows.compactMap(\.identifier), roles: roles[id] ?? [],
                memberships: memberships[id] ?? [], guardianships: guardianships[id] ?? [])
        }
    }
}

/// Where a dated row stands on a day.
enum Standing: Hashable, Sendable {
    case inForce, coming, over

    init(begins: CivilDate?, ends: CivilDate?, isEnded: Bool, on day: Day) {
        if isEnded || ends.map({ $0 <= day.date }) ?? false {
            self = .over
        } else if let begins, begins > day.date {
            self = .coming
        } else {
            self = .inForce
        }
    }
}

extension RoleRecord {
    func standing(on day: Day) -> Standing { Standing(begins: begins, ends: ends, isEnded: isEnded, on: day) }
}

extension MembershipRecord {
    func standing(on day: Day) -> Standing { Standing(begins: begins, ends: ends, isEnded: isEnded, on: day) }
}

extension GuardianshipRecord {
    func standing(on day: Day) -> Standing { Standing(begins: begins, ends: ends, isEnded: isEnded, on: day) }
}

extension PersonFile {
    /// A file of nothing but the person's own row.
    init(_ record: PersonRecord) {
        self.init(record: record, identifiers: [], roles: [], memberships: [], guardianships: [])
    }
}
