import Accounts
import Base
import Directory
import Storage
import Web

/// The provider's tree as far as it is governed.
struct OrganisationsModel: Sendable {
    let scope: Scope
    let identity: ProviderIdentity
    let units: [Unit]

    /// The units below `parent`; those whose own parent is not governed stand at the top.
    func below(_ parent: Unit?) -> [Unit] {
        let known = Set(units.map(\.id))
        guard let parent else { return units.filter { $0.parent.map { !known.contains($0) } ?? true } }
        return units.filter { $0.parent == parent.id }
    }
}

extension Register {
    func mountOrganisations(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.organisations(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                return OrganisationsModel(
                    scope: scope, identity: try read.one(ProviderIdentity.of(scope.provider.id)),
                    units: try read.all(Unit.governed(scope)))
            }, page: organisationsPage)
    }

    private func organisationsPage(_ model: OrganisationsModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let identity = model.identity
        let known: [(term: String, value: HTML)] = [
            (words(.businessID), identity.businessID), (words(.oid), identity.oid),
            (words(.municipalityCode), identity.municipality),
        ].map { ($0.0, $0.1.map { "<code>\($0)</code>" } ?? "\(Part.quiet(words(.unknown)))") }
        let content: HTML = """
            \(Part.heading(words(.organisations), lead: model.scope.provider.name(in: visit.language)))
            \(tabs(model.scope, .organisations, words))
            \(Part.section(words(.providerTitle), id: "provider", Part.definitions(known)))\
            \(Part.section(words(.tree), id: "tree", tree(model, below: nil, depth: 0, words)))
            """
        return Page(
            title: words(.organisations), content: content, place: Place.register, acting: model.scope.acting)
    }

    /// A tree that came from files has no circle; a depth is set against one that was made by hand.
    private func tree(_ model: OrganisationsModel, below parent: Unit?, depth: Int, _ words: RegisterWords) -> HTML {
        let units = model.below(parent)
        guard !units.isEmpty, depth < 12 else { return .nothing }
        let items = units.map { unit in
            "<li>\(self.unit(unit, model, words))\(tree(model, below: unit, depth: depth + 1, words))</li>" as HTML
        }
        return "<ul class=\"tree\">\(items)</ul>"
    }

    private func unit(_ unit: Unit, _ model: OrganisationsModel, _ words: RegisterWords) -> HTML {
        let scope = model.scope
        let ids = [
            unit.schoolCode.map { words(.schoolCodeIs, ["code": $0]) }, unit.oid.map { words(.oidIs, ["oid": $0]) },
        ].compactMap { $0 }
        let note: HTML? = ids.isEmpty ? nil : Part.quiet(ids.joined(separator: " · "))
        let people = RegisterPath.people(scope.role)(scope.slug).with(["school": unit.id.description])
        let school =
            unit.kind == "school"
            ? Part.link(
                words(.groups), to: RegisterPath.groups(scope.role)(scope.slug).with(["school": unit.id.description]),
                about: unit.name)
            : .nothing
        let history = Part.link(
            words(.history), to: RegisterPath.organisationHistory(scope.role)(scope.slug, unit.id), about: unit.name)
        return """
            <div class="tree-unit"><strong>\(unit.name)</strong> \(note)\
            <span class="tree-links">\(Part.link(words(.peopleTitle), to: people, about: unit.name)) \(school) \(history)\
            </span></div>
            """
    }
}
