import Accounts
import Base
import Directory
import Storage
import Web

/// The list of people that somebody asked for.
struct PeopleModel: Sendable {
    let scope: Scope
    let search: PeopleSearch
    let page: PeoplePage
    let posts: [FoundPost]
    let schools: [Unit]
    /// The group to which the list is narrowed.
    let group: SchoolGroup?
}

extension Register {
    func mountPeople(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.people(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let search = PeopleSearch(read.visit.query)
                let group = try search.group.map { try read.one(scope.group($0)) }
                let page = PeoplePage(try search.found(scope, in: read), of: search)
                let ids = page.rows.map(\.person.id)
                read.look(at: ids, scope)
                return PeopleModel(
                    scope: scope, search: search, page: page,
                    posts: try read.all(FoundPost.of(ids, in: scope.provider.id, on: scope.day)),
                    schools: try read.all(Unit.governed(scope)), group: group)
            }, page: peoplePage)
    }

    private func peoplePage(_ model: PeopleModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let title = words(.peopleTitle)
        let content: HTML = """
            \(Part.heading(title, lead: words(model.scope.role == .office ? .peopleLead : .peopleLeadAll)))
            \(tabs(model.scope, .people, words))
            \(searchForm(model, words))
            \(found(model, words))
            """
        return Page(title: title, content: content, place: Place.register, acting: model.scope.acting)
    }

    private func searchForm(_ model: PeopleModel, _ words: RegisterWords) -> HTML {
        let search = model.search
        let text = Field(
            words(.searchName), name: "q", kind: .search, value: search.text, hint: words(.searchHint),
            isRequired: false)
        let roles = Role.allCases.map { Choice(words($0).capitalizedFirst, value: $0.rawValue) }
        let role = Field(words(.role), name: "role", value: search.role?.rawValue ?? "", isRequired: false)
        let units = model.schools.map { Choice($0.name, value: $0.id.description) }
        let school = Field(words(.school), name: "school", value: search.school?.description ?? "", isRequired: false)
        let ended = Field(words(.endedOnly), name: "ended", isRequired: false)
        let any = Choice(words(.any), value: "")
        let schools = model.schools.count > 1 ? Part.select(school, [any] + units, words.parts) : .nothing
        return Part.search(
            words(.searchPeople), to: RegisterPath.people(model.scope.role)(model.scope.slug),
            values: search.group.map { [(name: "group", value: $0.description)] } ?? [],
            """
            \(Part.field(text, words.parts))\(Part.select(role, [any] + roles, words.parts))\(schools)\
            \(Part.checkbox(ended, isOn: search.isEnded, words.parts))
            """, button: words(.searchButton))
    }

    private func found(_ model: PeopleModel, _ words: RegisterWords) -> HTML {
        let list = RegisterPath.people(model.scope.role)(model.scope.slug)
        let aside =
            model.search.isFiltered || !model.search.text.isEmpty ? Part.link(words(.everyone), to: list) : .nothing
        let heading = model.group.map { words(.membersOf, ["group": $0.title]) } ?? words(.peopleFound)
        guard !model.page.rows.isEmpty else {
            return Part.section(
                heading, id: "found", aside: aside, Part.empty(words(.noneFound), words(.noneFoundText), icon: .search))
        }
        let rows = model.page.rows.map { row($0, model, words) }
        return "\(Part.section(heading, id: "found", aside: aside, Part.rows(rows)))\(ways(model, list, words))"
    }

    private func row(_ found: FoundPerson, _ model: PeopleModel, _ words: RegisterWords) -> HTML {
        foundRow(
            found, model.posts, to: RegisterPath.person(model.scope.role)(model.scope.slug, found.person.id), words)
    }

    private func ways(_ model: PeopleModel, _ list: Link, _ words: RegisterWords) -> HTML {
        let (page, search) = (model.page, model.search)
        guard let first = page.rows.first?.person.id, let last = page.rows.last?.person.id else { return .nothing }
        func way(_ key: RegisterText, _ place: PeopleSearch.Place, if isThere: Bool) -> (text: String, link: Link)? {
            isThere ? (words(key), search.link(list, at: place)) : nil
        }
        return Part.ways(
            words.parts(.pagination), first: way(.firstPage, .start, if: page.hasBefore),
            before: way(.pageBefore, .before(first), if: page.hasBefore),
            after: way(.pageAfter, .after(last), if: page.hasAfter),
            last: way(.lastPage, .end, if: page.hasAfter))
    }
}
