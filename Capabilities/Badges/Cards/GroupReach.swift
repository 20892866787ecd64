import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// The group in the path through the role's relation to it, now.
struct GroupReach {
    let provider: Provider
    let group: SchoolGroup
    /// The record by which the viewer acts.
    let actor: ID<Person>
    let role: Role

    init(_ viewer: Viewer, _ visit: Visit, as role: Role, in reader: any Reader) throws {
        guard let record = viewer.record(at: try visit.text("provider"), as: role) else { throw Fault.missing }
        let id = try visit.id("group", of: SchoolGroup.self)
        let (provider, day) = (record.provider.id, Day(visit.today))
        let persons = viewer.persons(at: provider)
        group = try reader.one(
            role == .teacher
                ? SchoolGroup.reached(id, by: persons, as: role, in: provider, on: day)
                : SchoolGroup.governed(id, by: persons, as: role, in: provider, on: day))
        (self.provider, actor, self.role) = (record.provider, record.person, role)
    }

    init(_ write: PageWrite<Viewer>, as role: Role) throws {
        try self.init(write.viewer, write.visit, as: role, in: write.writer)
    }

    /// Each pupil of the group once.
    func cards(on day: CivilDate, in reader: any Reader) throws -> [PupilCard] {
        var seen: Set<ID<Person>> = []
        return try reader.all(PupilCard.all(of: group.id, in: provider.id, on: Day(day))).filter {
            seen.insert($0.person.id).inserted
        }
    }

    /// The card list of the group.
    var page: Link { ActingPath.badges(role)(provider.slug, group.id) }
}

extension PageWrite<Viewer> {
    /// Writes what was done to a person's way in, and that the person was looked at for it.
    func note(_ action: String, _ person: ID<Person>, in reach: GroupReach) throws {
        try Change(action, of: "person", person.uuid, in: reach.provider.id.uuid, by: viewer.account.uuid)
            .write(at: visit.now, in: writer)
        if let look = viewer.look(at: person, in: reach.provider.id, for: "badges", as: reach.role) {
            try AccessLog.write(look, at: visit.now, in: writer)
        }
    }
}
