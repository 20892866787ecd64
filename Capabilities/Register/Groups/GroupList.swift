import Accounts
import Base
import Directory
import Storage
import Web

/// The groups of a school.
struct GroupsModel: Sendable {
    let scope: Scope
    let units: [Unit]
    let school: Unit?
    let text: String
    let groups: [OwnGroup]

    /// Those with the text in their title.
    var found: [OwnGroup] {
        let key = SearchKey.of(text)
        return key.isEmpty ? groups : groups.filter { SearchKey.of($0.group.title).contains(key) }
    }
}

extension Register {
    func mountGroups(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.groups(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let units = try read.all(Unit.governed(scope)).filter { $0.kind == "school" }
                let asked = read.visit.query.text("school")
                let school = units.first { $0.id.description == asked } ?? (units.count == 1 ? units.first : nil)
                return GroupsModel(
                    scope: scope, units: units, school: school, text: read.visit.query.text("q"),
                    groups: try school.map {
                        try read.all(SchoolGroup.all(of: $0.id, in: scope.provider.id, on: scope.day))
                    } ?? [])
            }, page: groupsPage)
    }

    private func groupsPage(_ model: GroupsModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let content: HTML = """
            \(Part.heading(words(.groups)))
            \(tabs(model.scope, .groups, words))
            \(groupForm(model, words))
            \(model.school == nil ? .nothing : groupRows(model, words))
            """
        return Page(
            title: words(.groups), content: content, place: Place.register, acting: model.scope.acting)
    }

    private func groupForm(_ model: GroupsModel, _ words: RegisterWords) -> HTML {
        let text = Field(words(.groupName), name: "q", kind: .search, value: model.text, isRequired: false)
        let units = model.units.map { Choice($0.name, value: $0.id.description) }
        let school = Field(words(.school), name: "school", value: model.school?.id.description ?? "")
        let schools = model.units.count > 1 ? Part.select(school, units, words.parts) : .nothing
        return Part.search(
            words(.searchGroups), to: RegisterPath.groups(model.scope.role)(model.scope.slug),
            "\(Part.field(text, words.parts))\(schools)", button: words(.searchButton))
    }

    private func groupRows(_ model: GroupsModel, _ words: RegisterWords) -> HTML {
        let rows = model.found.map { own in
            Part.row(
                own.group.title, to: RegisterPath.group(model.scope.role)(model.scope.slug, own.group.id),
                lead: Part.groupMark(own.group.title),
                note: "\(words(own.group.kind == .homeroom ? .homeroom : .teachingGroup)) · "
                    + words.own(.pupilCount, count: own.pupils))
        }
        return Part.section(
            model.school?.name ?? words(.groups), id: "found",
            rows.isEmpty
                ? Part.empty(words(.noGroupsFound), words(.noGroupsFoundText), icon: .people) : Part.rows(rows))
    }
}
