import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// The form of a search, with the earlier ones.
struct SearchFormModel: Sendable {
    let provider: Provider
    let form: LogSearchForm
    let earlier: [LogSearch]
}

/// What a search found.
struct SearchModel: Sendable {
    let provider: Provider
    let search: LogSearch
    let entries: [LogEntry]
    let people: [ID<Person>: Person]
    let next: LogCursor?
    let isFirst: Bool
}

extension AccessReport {
    func mountSearch(on site: Site<Viewer>) {
        site.get(
            AccessReportPath.search, may: .acting(as: .administrator),
            load: { read in
                let provider = try read.record(as: .administrator).provider
                let search = try read.one(
                    LogSearch.made(read.visit.id("search"), by: read.viewer.account, in: provider.id))
                let cursor = LogCursor(read.visit.query.text("after"))
                let readers = try search.reader.map { try read.all(Account.standing(for: $0, in: provider.id)) }
                let question = LogQuestion(
                    person: search.person, readers: readers, span: LogSpan(from: search.from, to: search.to),
                    cursor: cursor)
                // A service is no person who could be named as the reader.
                let given = readers == nil ? try read.all(LoggedLook.given(question, in: provider.id)) : []
                let rows = LoggedLook.together(try read.all(LoggedLook.matching(question, in: provider.id)), given)
                let page = LogPage(rows) { ($0.first, $0.person, $0.reader) == ($1.first, $1.person, $1.reader) }
                let entries = try read.readers(of: page, in: provider.id, as: .administrator, for: .administrator)
                let shown = Set(page.looks.map(\.person) + [search.person, search.reader].compactMap { $0 })
                let people = try read.all(Person.among(Array(shown), in: provider.id))
                for person in people {
                    read.look(at: person.id, in: provider.id, for: "accessLog", as: .administrator)
                }
                return SearchModel(
                    provider: provider, search: search, entries: entries,
                    people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first },
                    next: page.last.map { LogCursor($0) }, isFirst: cursor == nil)
            }, page: searchPage)
    }

    func searchFormPage(_ model: SearchFormModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let form = model.form
        let reason = Field(
            words(.reason), name: "reason", kind: .lines, value: form.reason, hint: words(.reasonHint),
            error: form.errors.first { $0.field == "reason" }?.text)
        let fields: HTML = """
            \(Part.field(reason, parts))\(named(form.person, "person", .personField, form, visit))\
            \(named(form.reader, "reader", .readerField, form, visit))\
            <div class="side-by-side">\(days(form.span, form.errors, words, parts))</div>\
            \(Part.acts([Part.button(words(.search), look: .primary, icon: .search)]))
            """
        let content: HTML = """
            \(Part.heading(words(.searchTitle), lead: words(.searchLead)))
            \(Part.errorSummary(form.errors, parts))
            \(Part.form(to: AccessReportPath.searches(model.provider.slug), fields))
            \(earlier(model, visit))
            """
        return Page(
            title: words(.searchTitle), content: content, status: form.errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(model.provider.slug))
    }

    /// A person who is known already is carried unseen; among several one chooses.
    private func named(
        _ named: LogSearchForm.Named, _ name: String, _ label: AccessReportText, _ form: LogSearchForm, _ visit: Visit
    ) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let error = form.errors.first { $0.field == name }?.text
        guard named.candidates.isEmpty else {
            var field = Field(words(label), name: name, error: error)
            field.name = "\(name)-id"
            return Part.choiceGroup(
                field, named.candidates.map { Choice($0.name.full, value: $0.id.description, note: $0.yearLevel) },
                parts)
        }
        let field = Field(
            words(label), name: name, value: named.text, hint: words(.fieldHint), error: error, isRequired: false)
        let known = named.person.map { Part.hidden(["\(name)-id": $0.id.description]) } ?? .nothing
        return "\(known)\(Part.field(field, parts))"
    }

    private func earlier(_ model: SearchFormModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let rows = model.earlier.map { search in
            Part.row(
                search.reason, to: AccessReportPath.search(model.provider.slug, search.id),
                note: days.moment(search.searchedAt))
        }
        return rows.isEmpty ? .nothing : Part.section(words(.earlier), id: "earlier", Part.rows(rows))
    }

    private func searchPage(_ model: SearchModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let days = DayWords(parts, today: visit.today)
        let link = AccessReportPath.search(model.provider.slug, model.search.id)
        func name(_ id: ID<Person>?) -> String? { id.flatMap { model.people[$0]?.name.full } }
        let entries = model.entries.map { entry in
            var entry = entry
            entry.whose = name(entry.look.person) ?? ""
            return entry
        }
        let span = [model.search.from, model.search.to].map { $0.map(days.plain) ?? "" }.joined(separator: "–")
        let asked = [
            (words(.reason), model.search.reason), (words(.askedPerson), name(model.search.person) ?? ""),
            (words(.askedReader), name(model.search.reader) ?? ""),
            (words(.askedTime), span == "–" ? words(.anyTime) : span),
        ].filter { !$0.1.isEmpty }
        let content: HTML = """
            \(Part.heading(words(.resultTitle), lead: words(.resultLead)))
            \(Part.definitions(asked.map { (term: $0.0, value: "\($0.1)") }))
            \(table(entries, isFiltered: true, visit))
            \(Part.timePagination(
                newest: model.isFirst ? nil : link,
                older: model.next.map { link.with(["after": $0.description]) }, parts))
            <p>\(Part.link(words(.newSearch), to: ActingPath.accessLogSearch(model.provider.slug)))</p>
            """
        return Page(
            title: words(.resultTitle), content: content, place: Place.desktop,
            acting: ActingPath.desktop(.administrator)(model.provider.slug))
    }
}
