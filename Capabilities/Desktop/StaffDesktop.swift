import Accounts
import Base
import Directory
import Storage
import Web

/// The own groups of a teacher or an assistant.
struct MemberModel: Sendable {
    let viewer: Viewer
    let record: Viewer.Record
    let role: Role
    let groups: [OwnGroup]
    let contributed: Contributed
}

/// The schools that a principal, an office or an administrator governs.
struct GovernorModel: Sendable {
    let viewer: Viewer
    let record: Viewer.Record
    let role: Role
    let schools: [School]
    /// The homeroom classes, when there is one school.
    let homerooms: [OwnGroup]
    let contributed: Contributed
}

extension Desktop {
    func mountMember(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.desktop(role), may: .acting(as: role), until: { $0.contributed.end($1) },
            load: { read in
                let record = try read.record(as: role)
                return MemberModel(
                    viewer: read.viewer, record: record, role: role,
                    groups: try own.groups(as: role, in: record.provider.id, read),
                    contributed: try Contributed(contributions, read, .own(record, role)))
            }, page: memberPage)
    }

    func mountGovernor(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.desktop(role), may: .acting(as: role), until: { $0.contributed.end($1) },
            load: { read in
                let record = try read.record(as: role)
                let persons = read.viewer.persons(at: record.provider.id)
                let schools = try read.all(
                    Organisation.governed(by: persons, as: role, in: record.provider.id, on: Day(read.visit.today)))
                let groups =
                    try schools.count == 1
                    ? read.all(SchoolGroup.all(of: schools[0].id, in: record.provider.id, on: Day(read.visit.today)))
                    : []
                return GovernorModel(
                    viewer: read.viewer, record: record, role: role, schools: schools,
                    homerooms: groups.filter { $0.group.kind == .homeroom },
                    contributed: try Contributed(contributions, read, .own(record, role)))
            }, page: governorPage)
    }

    private func memberPage(_ model: MemberModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let slug = model.record.provider.slug
        func section(_ kind: SchoolGroup.Kind, _ title: (Int) -> String) -> HTML {
            let rows = model.groups.filter { $0.group.kind == kind }.map { own in
                Part.row(
                    own.group.title, to: ActingPath.group(model.role)(slug, own.group.id),
                    note: words(.pupils, count: own.pupils))
            }
            return rows.isEmpty ? .nothing : Part.section(title(rows.count), id: kind.rawValue, Part.rows(rows))
        }
        let teaching = section(.teaching) { _ in words(.teachingGroups) }
        let homerooms = section(.homeroom) { words(.homerooms, count: $0) }
        let groups =
            model.groups.isEmpty
            ? Part.empty(words(.noGroups), words(.noGroupsText), icon: .people)
            : "\(homerooms)\(teaching)"
        let schools = model.record.roles.filter { $0.role == model.role }.map(\.organisationName)
        let more = model.role == .teacher ? ActingPath.timetable(.teacher)(slug) : nil
        let work: HTML = "\(needs(model.contributed, visit))\(next(model.contributed, more: more, visit))"
        let mine = mine(model.contributed.tiles(visit), words)
        let content: HTML = """
            \(Part.heading(greeting(model.viewer, visit), lead: schools.joined(separator: " · ")))
            \(work.isEmpty ? "\(groups)\(mine)" : columns(work, aside: "\(groups)\(mine)"))
            """
        return Page(
            title: words(.title), content: content, place: Place.desktop, acting: ActingPath.desktop(model.role)(slug))
    }

    private func governorPage(_ model: GovernorModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let slug = model.record.provider.slug
        let rows = model.schools.map { school in
            Part.row(
                school.name, to: ActingPath.school(model.role)(slug, school.id), lead: Icon.school(),
                note: "\(words(.pupils, count: school.pupils)) · \(words(.groupCount, count: school.groups))",
                tail: model.schools.count == 1 ? Part.quiet(words(.wholeSchool)) : .nothing)
        }
        let tiles = model.homerooms.map { own in
            Tile(
                own.group.title, to: ActingPath.group(model.role)(slug, own.group.id),
                note: words(.pupils, count: own.pupils), icon: .people)
        }
        let homerooms = tiles.isEmpty ? .nothing : Part.section(words(.classes), id: "homeroom", Part.tiles(tiles))
        let title: DesktopText = model.schools.count == 1 ? .mySchool : .schools
        let schools =
            rows.isEmpty
            ? Part.empty(words(.noSchools), words(.noSchoolsText), icon: .school)
            : Part.section(words(title), id: "schools", Part.rows(rows))
        let place =
            model.schools.count == 1 ? model.schools[0].name : model.record.provider.name(in: visit.language)
        let content: HTML = """
            \(Part.heading(greeting(model.viewer, visit), lead: place))
            \(needs(model.contributed, visit))\(schools)\(homerooms)\(tools(model, visit, words))
            """
        return Page(
            title: words(.title), content: content, place: Place.desktop, acting: ActingPath.desktop(model.role)(slug))
    }
}
