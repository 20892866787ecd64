import Accounts
import Base
import Directory
import Rostering
import Storage
import Web

/// The differences of a run, a page of them, as the reader has narrowed them.
struct ChangesModel: Sendable {
    let provider: Provider
    let run: RosterRun
    let kind: ImportEntity?
    let operation: RunChange.Operation?
    let school: String
    let isFirst: Bool
    let changes: [RunChange]
    let next: Int?

    /// The answer of a list that narrows nothing.
    static let all = "all"

    /// What the address says of what is shown.
    var query: [(name: String, value: String)] {
        [("kind", kind?.rawValue ?? ""), ("operation", operation?.rawValue ?? ""), ("school", school)]
    }
}

extension Imports {
    private static let changesShown = 50

    func mountChanges(on site: Site<Viewer>) {
        site.get(ImportsPath.changes, may: Imports.policy, load: { try loadChanges($0) }, page: changesPage)
    }

    private func loadChanges(_ read: PageRead<Viewer>) throws -> ChangesModel {
        let provider = try read.record(as: .administrator).provider
        let run = try read.run(of: provider)
        let query = read.visit.query
        let kind = ImportEntity(rawValue: query.text("kind"))
        let operation = RunChange.Operation(rawValue: query.text("operation"))
        let (named, after) = (query.text("school"), Int(query.text("after")) ?? 0)
        let school = named == ChangesModel.all ? "" : named
        let found = try read.all(
            RosterRun.changes(
                of: run.id, provider: provider.id, entity: kind, operation: operation,
                school: school.isEmpty ? nil : school, after: after, limit: Imports.changesShown + 1))
        let shown = Array(found.prefix(Imports.changesShown))
        let people = try read.all(RunListing.persons(of: shown.map(\.number), run: run.id, in: provider.id))
        for person in Set(people) { read.look(at: person, in: provider.id, for: "imports", as: .administrator) }
        return ChangesModel(
            provider: provider, run: run, kind: kind, operation: operation, school: school, isFirst: after == 0,
            changes: shown, next: found.count > shown.count ? shown.last?.number : nil)
    }

    @Sendable private func changesPage(_ model: ChangesModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let link = ImportsPath.changes(model.provider.slug, model.run.id)
        let filtered = link.with([
            "kind": model.query[0].value, "operation": model.query[1].value, "school": model.school,
        ])
        let next = model.next.map {
            link.with([
                "kind": model.query[0].value, "operation": model.query[1].value, "school": model.school,
                "after": String($0),
            ])
        }
        let rows = model.changes.map { row($0, visit) }
        let list: HTML =
            rows.isEmpty
            ? Part.empty(words(.noChanges), words(.noChangesText), icon: .search)
            : "\(Part.rows(rows))\(way(first: model.isFirst ? nil : filtered, next: next, words, parts))"
        let content: HTML = """
            \(Part.heading(words(.changes), over: model.run.shownName(words),
                back: ImportsPath.run(model.provider.slug, model.run.id), lead: words(.changesLead)))
            \(filter(model, link, visit))
            \(Part.section(words(.changes), id: "changes", list))
            """
        return page(words(.changes), content, of: model.provider)
    }

    /// One difference: what it is about, and each field before and after.
    private func row(_ change: RunChange, _ visit: Visit) -> HTML {
        let (words, rostering) = (texts(in: visit.language), rostering(in: visit.language))
        let fields = change.fields.map { field in
            let name = RosteringText(rawValue: "field." + field.field).map { rostering($0) } ?? field.field
            // Of who comes or goes there is one value.
            if change.operation != .update, let one = field.before ?? field.after {
                return "\(name): \(value(one, of: field.field, visit))"
            }
            let (before, after) = (
                value(field.before, of: field.field, visit), value(field.after, of: field.field, visit)
            )
            return words(.fieldChange, ["field": name, "before": before, "after": after])
        }
        let note = ([rostering(change.entity.text)] + fields).joined(separator: " · ")
        let meaning: Meaning =
            switch change.operation {
            case .create: .good
            case .update: .notice
            case .end: .warning
            }
        let icon: Icon =
            switch change.operation {
            case .create: .plus
            case .update: .pencil
            case .end: .close
            }
        return Part.row(
            change.title.isEmpty ? rostering(change.entity.text) : change.title, note: note,
            tail: Part.tag(words(change.operation.text), meaning, icon: icon))
    }

    /// A value as people write it: days, roles, yes and no.
    private func value(_ value: String?, of field: String, _ visit: Visit) -> String {
        let words = texts(in: visit.language)
        guard let value else { return words(.blank) }
        switch field {
        case "protected", "primary", "in_force": return words(value == "yes" ? .yes : .no)
        case "begins", "ends", "birth_date":
            let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
            return CivilDate(value).map(days.plain) ?? value
        case "identity_code":
            return RosteringText(rawValue: "value.\(value)").map { rostering(in: visit.language)($0) } ?? value
        case "role": return Role(rawValue: value).map { chrome.words(in: visit.language)($0) } ?? value
        default: return value
        }
    }

    private func filter(_ model: ChangesModel, _ link: Link, _ visit: Visit) -> HTML {
        let (words, rostering) = (texts(in: visit.language), rostering(in: visit.language))
        let parts = chrome.parts(in: visit.language)
        func select(_ label: ImportsText, _ index: Int, _ choices: [Choice]) -> HTML {
            let (name, value) = model.query[index]
            let field = Field(words(label), name: name, value: value.isEmpty ? ChangesModel.all : value)
            return Part.select(field, [Choice(words(.all), value: ChangesModel.all)] + choices, parts)
        }
        let kinds = ImportEntity.allCases.filter { (model.run.counts[$0]?.touched ?? 0) > 0 && $0 != .provider }
        let schools = (model.run.preview?.schools ?? []).filter { !$0.key.isEmpty }
        let fields: HTML = """
            \
            \(select(.kind, 0, kinds.map { Choice(rostering($0.text), value: $0.rawValue) }))\
            \(select(.operation, 1, RunChange.Operation.allCases.map { Choice(words($0.text), value: $0.rawValue) }))\
            \(schools.isEmpty ? .nothing : select(.school, 2, schools.map { Choice($0.name, value: $0.key) }))
            """
        return Part.search(words(.changes), to: link, fields, button: words(.show))
    }
}
