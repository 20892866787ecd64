import Accounts
import Base
import Directory
import Storage
import Web

/// A group with its people, as one role sees them.
struct GroupModel: Sendable {
    let role: Role
    let provider: Provider
    let acting: Link
    let group: SchoolGroup
    let members: [Member]
    /// The child through whom a guardian came here.
    var child: PersonName?
    /// What other rooms say.
    var notices: [@Sendable (Visit) -> HTML] = []

    /// Members of a role in the order of the names that are shown: the place of a called name between two families
    /// would tell the family name.
    func members(as kind: Role) -> [Person] {
        // Each key is made once, not for every comparison.
        let keyed = members.filter { $0.role == kind }.map { ($0.person, key: $0.person.shownSortKey(to: role)) }
        return keyed.sorted { $0.key < $1.key }.map(\.0)
    }
}

/// The own groups of a member.
struct OwnGroupsModel: Sendable {
    let role: Role
    let provider: Provider
    let acting: Link
    let groups: [OwnGroup]
}

extension People {
    func mountOwnGroups(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.groups(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let persons = read.viewer.persons(at: record.provider.id)
                let groups = try read.all(
                    SchoolGroup.own(of: persons, as: role, in: record.provider.id, on: Day(read.visit.today)))
                return OwnGroupsModel(
                    role: role, provider: record.provider, acting: acting(role, record), groups: groups.uniqued())
            }, page: ownGroupsPage)
    }

    func mountGroup(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.group(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let group = try read.one(reached(read, record, as: role))
                let members = try read.all(
                    Person.members(of: group.id, in: record.provider.id, on: Day(read.visit.today)))
                for member in members {
                    read.look(at: member.person.id, in: record.provider.id, for: "group", as: role)
                }
                var model = GroupModel(
                    role: role, provider: record.provider, acting: acting(role, record), group: group,
                    members: members.uniqued())
                if role == .teacher {
                    model.notices = try groupNotices.compactMap { try $0(group, record.provider, read.visit.now, read) }
                }
                return model
            }, page: groupPage)
    }

    /// The group in the path through the role's relation to it.
    private func reached(_ read: PageRead<Viewer>, _ record: Viewer.Record, as role: Role) throws -> Query<SchoolGroup>
    {
        let group = try read.visit.id("group", of: SchoolGroup.self)
        let persons = read.viewer.persons(at: record.provider.id)
        let day = Day(read.visit.today)
        return People.governors.contains(role)
            ? SchoolGroup.governed(group, by: persons, as: role, in: record.provider.id, on: day)
            : SchoolGroup.reached(group, by: persons, as: role, in: record.provider.id, on: day)
    }

    /// A guardian sees who teaches the child's group, not the other pupils.
    func mountChildGroup(on site: Site<Viewer>) {
        site.get(
            ActingPath.childGroup, may: .guardianOfChild,
            load: { read in
                let child = try read.child()
                guard child.showsSchool else { throw Fault.missing }
                let day = Day(read.visit.today)
                let group = try read.one(
                    SchoolGroup.reached(
                        read.visit.id("group"), by: [child.person], as: .pupil, in: child.provider.id, on: day))
                let teachers = try read.all(Person.members(of: group.id, in: child.provider.id, on: day))
                    .filter { $0.role == .teacher && !$0.person.isProtected }
                for teacher in teachers {
                    read.look(at: teacher.person.id, in: child.provider.id, for: "group", as: .guardian)
                }
                return GroupModel(
                    role: .guardian, provider: child.provider,
                    acting: ActingPath.child(child.provider.slug, child.person), group: group,
                    members: teachers.uniqued(), child: child.name)
            }, page: groupPage)
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, in the order of its first appearance.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
