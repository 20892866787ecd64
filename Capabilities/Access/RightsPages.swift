import Accounts
import Base
import Directory
import Storage
import Web

/// Who holds which right, one page of it.
struct RightsModel: Sendable {
    let role: Role
    let provider: Provider
    /// The role that is looked at; nil for all.
    let chosen: Role?
    let rights: [HeldRight]
    let givers: [ID<Account>: Person]
    let next: ID<RoleAssignment>?
    let isFirst: Bool
}

extension Access {
    /// The roles that are rights over others' data.
    static let staff: [Role] = [.administrator, .principal, .office, .teacher, .assistant]

    func mountRights(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.rights(role), may: .acting(as: role),
            load: { read in
                let provider = try read.record(as: role).provider
                let chosen = Role(rawValue: read.visit.query.text("role")).flatMap {
                    Access.staff.contains($0) ? $0 : nil
                }
                let place = try ID<RoleAssignment>(read.visit.query.text("after")).map {
                    try read.one(HeldRight.Place.of($0, in: provider.id))
                }
                let found = try read.all(
                    HeldRight.held(
                        chosen.map { [$0] } ?? Access.staff, after: place, by: read.viewer.persons(at: provider.id),
                        as: role, in: provider.id, on: Day(read.visit.today)))
                let rights = Array(found.prefix(HeldRight.pageSize))
                let givers = try read.all(Giver.of(Array(Set(rights.compactMap(\.givenBy))), in: provider.id))
                for person in Set(rights.map(\.person.id) + givers.map(\.person.id)) {
                    read.look(at: person, in: provider.id, for: "rights", as: role)
                }
                return RightsModel(
                    role: role, provider: provider, chosen: chosen, rights: rights,
                    givers: Dictionary(givers.map { ($0.account, $0.person) }) { first, _ in first },
                    next: found.count > rights.count ? rights.last?.id : nil, isFirst: place == nil)
            }, page: rightsPage)
    }

    private func rightsPage(_ model: RightsModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let roles = chrome.words(in: visit.language)
        let link = ActingPath.rights(model.role)(model.provider.slug)
        let tabs =
            [Tab(words(.everyRole), to: link, isCurrent: model.chosen == nil)]
            + Access.staff.map { role in
                Tab(
                    roles(role).capitalizedFirst, to: link.with(["role": role.rawValue]),
                    isCurrent: role == model.chosen)
            }
        let chosen = model.chosen?.rawValue ?? ""
        let list =
            model.rights.isEmpty
            ? Part.empty(words(.nobodyHasIt), words(.nobodyHasItText), icon: .key) : table(model, visit)
        let content: HTML = """
            \(Part.heading(words(.rightsTitle), lead: words(.rightsLead)))
            \(Part.tabs(words(.rightsTitle), tabs))\(list)
            \(Part.listPagination(
                first: model.isFirst ? nil : link.with(["role": chosen]),
                next: model.next.map { link.with(["role": chosen, "after": $0.description]) }, parts))
            """
        return Page(
            title: words(.rightsTitle), content: content, place: Place.desktop,
            acting: acting(model.role, model.provider.slug))
    }

    private func table(_ model: RightsModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let roles = chrome.words(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let columns = [words(.person), words(.right), words(.place), words(.since), words(.by)].map { Column($0) }
        let rows = model.rights.map { right -> [HTML] in
            let name = right.person.name.full
            return [
                Part.link(name, to: ActingPath.sight(model.role)(model.provider.slug, right.person.id)),
                "\(roles(right.role).capitalizedFirst)", "\(right.place)",
                "\(days.plain(right.beginsOn ?? right.id.madeAt.day))", "\(giver(right, model, days, words))",
            ]
        }
        return Part.table(words(.rightsTitle), columns, rows: rows)
    }

    /// By whom: a person, an import, an invitation from the command line, or what the source calls itself.
    private func giver(
        _ right: HeldRight, _ model: RightsModel, _ days: DayWords, _ words: Words<AccessText>
    ) -> String {
        let name = right.givenBy.flatMap { model.givers[$0]?.name.full }
        let day = days.plain(right.id.madeAt.day)
        switch right.source {
        case "oneroster": return words(.byImport, ["day": day])
        case "invitation":
            return name.map { words(.byInvitationFrom, ["person": $0]) } ?? words(.byInvitation)
        default: return name.map { words(.byPerson, ["person": $0]) } ?? words(.byUnknown, ["day": day])
        }
    }
}
