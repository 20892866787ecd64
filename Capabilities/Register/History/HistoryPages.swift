import Accounts
import Base
import Directory
import Foundation
import Storage
import Web

/// What has been changed in a record: who, when, before and after.
struct HistoryModel: Sendable {
    let scope: Scope
    let title: String
    let back: Link
    let entries: [HistoryEntry]
}

extension Register {
    func mountHistory(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.history(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let id = try read.visit.id("person", of: Person.self)
                let person = try read.one(PersonRecord.reached([id], scope)).person
                if person.isProtected { try read.confirm() }
                let entries = try HistoryEntry.all(of: id.uuid, scope, in: read)
                read.look(at: [id] + entries.shown, scope, for: "record")
                return HistoryModel(
                    scope: scope, title: person.name.full, back: RegisterPath.person(role)(scope.slug, id),
                    entries: entries)
            }, page: historyPage)
        site.get(
            RegisterPath.groupHistory(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let group = try read.one(GroupRecord.reached(try read.visit.id("group"), scope)).group
                let entries = try HistoryEntry.all(of: group.id.uuid, scope, in: read)
                read.look(at: entries.shown, scope, for: "record")
                return HistoryModel(
                    scope: scope, title: group.title, back: RegisterPath.group(role)(scope.slug, group.id),
                    entries: entries)
            }, page: historyPage)
        site.get(
            RegisterPath.organisationHistory(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let unit = try read.one(Unit.governed(scope, only: try read.visit.id("organisation")))
                let entries = try HistoryEntry.all(of: unit.id.uuid, scope, in: read)
                read.look(at: entries.shown, scope, for: "record")
                return HistoryModel(
                    scope: scope, title: unit.name, back: RegisterPath.organisations(role)(scope.slug),
                    entries: entries)
            }, page: historyPage)
    }

    private func historyPage(_ model: HistoryModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let entries = model.entries.map { entry($0, model, words) }
        let content: HTML = """
            \(Part.heading(words(.history), over: model.title, back: model.back, lead: words(.historyLead)))
            \(entries.isEmpty
                ? Part.empty(words(.noHistory), words(.noHistoryText), icon: .clock) : HTML(entries))
            """
        return Page(
            title: "\(words(.history)): \(model.title)", content: content, place: Place.register,
            acting: model.scope.acting)
    }

    private func entry(_ entry: HistoryEntry, _ model: HistoryModel, _ words: RegisterWords) -> HTML {
        let author = entry.author?.name.full ?? words(maker: entry.maker)
        let links = entry.others.map { other in
            Part.link(other.name.full, to: RegisterPath.person(model.scope.role)(model.scope.slug, other.id))
        }
        let list = links.dropFirst().reduce(links.first ?? .nothing) { "\($0), \($1)" }
        let people: HTML = links.isEmpty ? .nothing : "<p>\(list)</p>"
        let keys = Set(entry.before.keys).union(entry.after.keys).sorted { words.field($0) < words.field($1) }
        let rows: [[HTML]] = keys.map { key in
            [
                "\(words.field(key))", "\(entry.before[key].map { words.value($0, of: key) } ?? "–")",
                "\(entry.after[key].map { words.value($0, of: key) } ?? "–")",
            ]
        }
        let table =
            rows.isEmpty
            ? HTML.nothing
            : Part.table(
                words.action(entry.action),
                [Column(words(.fieldName)), Column(words(.valueBefore)), Column(words(.valueAfter))], rows: rows)
        return Part.card(
            words.action(entry.action), note: "\(words.moment(entry.at)) · \(author)", "\(people)\(table)")
    }
}

extension Sequence<HistoryEntry> {
    /// Everyone whom the entries name.
    var shown: [ID<Person>] { flatMap { $0.others.map(\.id) + [$0.author?.id].compactMap { $0 } } }
}
