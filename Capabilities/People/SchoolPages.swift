import Accounts
import Base
import Directory
import Storage
import Web

/// A school with its groups and staff, for those who govern it.
struct SchoolModel: Sendable {
    let role: Role
    let provider: Provider
    let acting: Link
    let school: School
    let groups: [OwnGroup]
    let staff: [Member]
}

extension People {
    func mountSchool(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.school(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let provider = record.provider.id
                let day = Day(read.visit.today)
                let school = try read.one(
                    Organisation.governed(
                        read.visit.id("school"), by: read.viewer.persons(at: provider), as: role, in: provider, on: day)
                )
                let staff = try read.all(Person.staff(of: school.id, in: provider, on: day))
                for member in staff { read.look(at: member.person.id, in: provider, for: "school", as: role) }
                return SchoolModel(
                    role: role, provider: record.provider, acting: acting(role, record), school: school,
                    groups: try read.all(SchoolGroup.all(of: school.id, in: provider, on: day)), staff: staff)
            }, page: schoolPage)
    }

    private func schoolPage(_ model: SchoolModel, _ visit: Visit) -> Page {
        let (words, _) = words(visit)
        let roles = chrome.words(in: visit.language)
        let staff = model.staff.map { member in
            row(
                member.person, as: model.role,
                link: ActingPath.person(model.role)(model.provider.slug, member.person.id),
                note: roles(member.role), words)
        }
        func link(_ group: ID<SchoolGroup>) -> Link { ActingPath.group(model.role)(model.provider.slug, group) }
        let content: HTML = """
            \(Part.heading(model.school.name, lead: words(.pupils, count: model.school.pupils)))
            \(Part.columns(
                "\(classes(model, words, link))\(teachingGroups(model, words, link))",
                aside: Part.section(words(.staffTitle), id: "staff", Part.rows(staff))))
            """
        return Page(title: model.school.name, content: content, place: Place.desktop, acting: model.acting)
    }

    private func classes(
        _ model: SchoolModel, _ words: Words<PeopleText>, _ link: (ID<SchoolGroup>) -> Link
    ) -> HTML {
        let tiles = model.groups.filter { $0.group.kind == .homeroom }.map { own in
            Tile(own.group.title, to: link(own.group.id), note: words(.pupils, count: own.pupils), icon: .people)
        }
        return tiles.isEmpty ? .nothing : Part.section(words(.homerooms), id: "homeroom", Part.tiles(tiles))
    }

    /// A school has hundreds; they are opened by whoever wants them, and one without pupils today is left out.
    private func teachingGroups(
        _ model: SchoolModel, _ words: Words<PeopleText>, _ link: (ID<SchoolGroup>) -> Link
    ) -> HTML {
        let rows = model.groups.filter { $0.group.kind == .teaching && $0.pupils > 0 }.map { own in
            Part.row(own.group.title, to: link(own.group.id), note: words(.pupils, count: own.pupils))
        }
        return rows.isEmpty
            ? .nothing
            : Part.section(
                words(.teachingGroups), id: "teaching",
                Part.disclosure("\(words(.groupsTitle)) (\(rows.count))", Part.rows(rows)))
    }
}
