import Accounts
import Base
import Directory
import Storage
import Web

/// One page of the groups that the role reaches.
struct GroupsModel: Sendable {
    let scope: Scope
    let units: [Unit]
    let search: GroupSearch
    let groups: [OwnGroup]
    let hasMore: Bool
}

extension Register {
    func mountGroups(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.groups(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                var search = GroupSearch(read.visit.query)
                let units = try read.all(Unit.governed(scope)).filter { $0.kind == "school" }
                if !units.contains(where: { $0.id == search.school }) { search.school = nil }
                let found = try read.all(search.found(scope, try Reach(scope, in: read)))
                return GroupsModel(
                    scope: scope, units: units, search: search, groups: Array(found.prefix(GroupSearch.pageSize)),
                    hasMore: found.count > GroupSearch.pageSize)
            }, page: groupsPage)
    }

    private func groupsPage(_ model: GroupsModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let content: HTML = """
            \(Part.heading(words(.groups)))
            \(tabs(model.scope, .groups, words))
            \(groupForm(model, words))
            \(groupRows(model, words))
            """
        return Page(
            title: words(.groups), content: content, place: Place.register, acting: model.scope.acting)
    }

    private func groupForm(_ model: GroupsModel, _ words: RegisterWords) -> HTML {
        let search = model.search
        let text = Field(words(.groupName), name: "q", kind: .search, value: search.text, isRequired: false)
        let units = [Choice(words(.any), value: "")] + model.units.map { Choice($0.name, value: $0.id.description) }
        let school = Field(
            words(.school), name: "school", value: search.school?.description ?? "", isRequired: false)
        let schools = model.units.count > 1 ? Part.select(school, units, words.parts) : .nothing
        let ended = Field(words(.endedOnly), name: "ended", isRequired: false)
        return Part.search(
            words(.searchGroups), to: RegisterPath.groups(model.scope.role)(model.scope.slug),
            "\(Part.field(text, words.parts))\(schools)\(Part.checkbox(ended, isOn: search.isEnded, words.parts))",
            button: words(.searchButton))
    }

    private func groupRows(_ model: GroupsModel, _ words: RegisterWords) -> HTML {
        let list = RegisterPath.groups(model.scope.role)(model.scope.slug)
        let school = model.units.first { $0.id == model.search.school }
        let rows = model.groups.map { own in
            let kind = words(own.group.kind == .homeroom ? .homeroom : .teachingGroup)
            let place = school == nil && model.units.count > 1 ? own.group.school : nil
            let pupils = model.search.isEnded ? nil : words.own(.pupilCount, count: own.pupils)
            return Part.row(
                own.group.title, to: RegisterPath.group(model.scope.role)(model.scope.slug, own.group.id),
                lead: Part.groupMark(own.group.title),
                note: [kind, place, pupils].compactMap { $0 }.joined(separator: " · "),
                tail: model.search.isEnded ? Part.tag(words(.ended), .plain) : .nothing)
        }
        let aside = model.search.isFiltered ? Part.link(words(.everyone), to: list) : .nothing
        let empty = Part.empty(words(.noGroupsFound), words(.noneFoundText), icon: .people)
        let section = Part.section(
            school?.name ?? words(.groups), id: "found", aside: aside, rows.isEmpty ? empty : Part.rows(rows))
        return "\(section)\(groupWays(model, list, words))"
    }

    private func groupWays(_ model: GroupsModel, _ list: Link, _ words: RegisterWords) -> HTML {
        let (search, last) = (model.search, model.groups.last?.group.id)
        return Part.ways(
            words.parts(.pagination),
            first: search.after.map { _ in (words(.firstPage), search.link(list, after: nil)) }, before: nil,
            after: model.hasMore ? last.map { (words(.pageAfter), search.link(list, after: $0)) } : nil, last: nil)
    }
}
