import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// Whom of a group slips can be printed for.
struct SheetModel: Sendable {
    let role: Role
    let provider: Provider
    let group: SchoolGroup
    let kind: SheetKind
    let cares: [Care]
    var errors: [FieldError] = []

    /// Slips for homes are the office's; a teacher has pupils.
    static func kind(_ text: String, as role: Role) -> SheetKind {
        role == .teacher ? .pupils : SheetKind(rawValue: text) ?? .pupils
    }
}

extension Access {
    func mountSheet(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.signInSlips(role), may: .acting(as: role, assurance: .strong),
            load: { read in
                let provider = try read.record(as: role).provider
                let kind = SheetModel.kind(read.visit.query.text("for"), as: role)
                let (group, people) = try reach(kind, read.viewer, read.visit, provider.id, as: role, read)
                let cares = try Care.of(people, as: role, in: provider.id, at: read.visit.now, read)
                for care in cares { read.look(at: care.person.id, in: provider.id, for: "slips", as: role) }
                return SheetModel(role: role, provider: provider, group: group, kind: kind, cares: cares)
            }, page: sheetPage)
        site.post(ActingPath.signInSlips(role), may: .acting(as: role, assurance: .strong)) {
            (viewer: Viewer, visit: Visit) in
            guard let provider = viewer.record(at: try visit.text("provider"), as: role)?.provider else {
                throw Fault.missing
            }
            return try await create(viewer, visit, provider, as: role)
        }
    }

    /// The group in the path through the role's relation, and those for whom the sheet is.
    private func reach(
        _ kind: SheetKind, _ viewer: Viewer, _ visit: Visit, _ provider: ID<Provider>, as role: Role,
        _ reader: any Reader
    ) throws -> (SchoolGroup, [ID<Person>]) {
        let id = try visit.id("group", of: SchoolGroup.self)
        let (persons, day) = (viewer.persons(at: provider), Day(visit.today))
        let group = try reader.one(
            role == .teacher
                ? SchoolGroup.reached(id, by: persons, as: role, in: provider, on: day)
                : SchoolGroup.governed(id, by: persons, as: role, in: provider, on: day))
        switch kind {
        case .pupils: return (group, try reader.all(Person.pupils(of: group.id, in: provider, on: day)))
        case .guardians: return (group, try reader.all(Person.homes(of: group.id, in: provider, on: day)))
        }
    }

    private func create(_ viewer: Viewer, _ visit: Visit, _ provider: Provider, as role: Role) async throws -> Outcome {
        let kind = SheetModel.kind(visit.form.text("for"), as: role)
        let chosen = Set(visit.form.all("person").compactMap { ID<Person>($0) })
        let making = SlipMaking(
            access: self, role: role, provider: provider, viewer: viewer, visit: visit,
            reach: { try reach(kind, viewer, visit, provider.id, as: role, $0).1 })
        let slips = chosen.isEmpty ? [] : try await making.make(for: chosen)
        guard slips.isEmpty else {
            let group = try visit.id("group", of: SchoolGroup.self)
            let back = ActingPath.signInSlips(role)(provider.slug, group).with(["for": kind.rawValue])
            return .page(slipsPage(slips, as: role, provider, back: back, visit))
        }
        let model = try await database.write { writer in
            let (group, people) = try reach(kind, viewer, visit, provider.id, as: role, writer)
            let cares = try Care.of(people, as: role, in: provider.id, at: visit.now, writer)
            let error = FieldError(texts(in: visit.language)(.chooseSomebody), in: "person")
            return SheetModel(
                role: role, provider: provider, group: group, kind: kind, cares: cares, errors: [error])
        }
        return .page(sheetPage(model, visit))
    }

    private func sheetPage(_ model: SheetModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let link = ActingPath.signInSlips(model.role)(model.provider.slug, model.group.id)
        let title = words(model.role == .teacher ? .teacherSheetTitle : .sheetTitle)
        let open = model.cares.filter(\.isAllowed)
        let button = Part.button(words(.makeSlips), look: .primary, icon: .printer)
        let lead = words(model.role == .teacher ? .teacherSheetLead : .sheetLead)
        let missing = model.cares.count - open.count
        let form =
            open.isEmpty
            ? Part.empty(words(.nobodyHere), words(.nobodyHereText), icon: .people)
            : Part.form(
                to: link, values: ["for": model.kind.rawValue],
                "\(people(model, open, visit))\(Part.acts([button]))"
            )
        let content: HTML = """
            \(Part.heading(title, over: "\(model.group.title) · \(model.group.school)",
                back: ActingPath.group(model.role)(model.provider.slug, model.group.id), lead: lead))
            \(model.role == .teacher ? .nothing : tabs(model, link, words))
            \(Part.errorSummary(model.errors, parts))\(form)
            \(missing == 0 ? .nothing : Part.quiet(words(.leftOut, count: missing)))
            """
        return Page(
            title: title, content: content, status: model.errors.isEmpty ? .ok : .unprocessableContent,
            place: place(of: model.role), acting: acting(model.role, model.provider.slug))
    }

    private func tabs(_ model: SheetModel, _ link: Link, _ words: Words<AccessText>) -> HTML {
        Part.tabs(
            words(.sheetTitle),
            [(SheetKind.pupils, AccessText.pupils), (.guardians, .guardians)].map { kind, title in
                Tab(words(title), to: link.with(["for": kind.rawValue]), isCurrent: kind == model.kind)
            })
    }

    /// Those without an account are chosen already: they are why one prints a sheet.
    private func people(_ model: SheetModel, _ open: [Care], _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let choices = open.map { care in
            let note: AccessText =
                if care.signInName != nil {
                    model.role == .teacher ? .getsPassword : .getsReset
                } else {
                    care.invitedAt == nil ? .getsInvitation : .getsNewInvitation
                }
            return Choice(care.person.name.full, value: care.person.id.description, note: words(note))
        }
        let chosen = Set(open.filter { $0.signInName == nil }.map(\.person.id.description))
        let field = Field(words(.forWhom), name: "person", error: model.errors.first?.text)
        return Part.checkboxes(field, choices, chosen: chosen, parts)
    }
}
