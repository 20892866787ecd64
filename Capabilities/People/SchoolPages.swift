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
        let groups = groupSections(model.groups, words) { ActingPath.group(model.role)(model.provider.slug, $0) }
        let content: HTML = """
            \(Part.heading(model.school.name, lead: words(.pupils, count: model.school.pupils)))
            \(Part.columns(groups, aside: Part.section(words(.staffTitle), id: "staff", Part.rows(staff))))
            """
        return Page(title: model.school.name, content: content, place: Place.desktop, acting: model.acting)
    }
}
