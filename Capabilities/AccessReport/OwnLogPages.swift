import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// The looks at one person, for the person or a guardian.
struct OwnLogModel: Sendable {
    /// The records of the account, to choose from; none for a child.
    var records: [Viewer.Record] = []
    var person: ID<Person>?
    /// The child whose log it is.
    var child: Viewer.Child?
    var entries: [LogEntry] = []
    var last: LoggedLook?
    let span: LogSpan
    let errors: [FieldError]
}

extension AccessReport {
    func mountOwn(on site: Site<Viewer>) {
        site.get(
            ActingPath.accessLog, may: .signedIn,
            load: { read in
                let records = read.viewer.records
                let (span, errors) = LogSpan.read(read.visit.query, texts(in: read.visit.language))
                var model = OwnLogModel(records: records, span: span, errors: errors)
                let asked = read.visit.query.text("record")
                guard
                    let record = asked.isEmpty
                        ? records.first : records.first(where: { $0.person.description == asked })
                else {
                    guard asked.isEmpty else { throw Fault.missing }
                    return model
                }
                model.person = record.person
                let guardians = try read.all(
                    Person.guardians(of: record.person, in: record.provider.id, on: Day(read.visit.today)))
                try fill(
                    &model, record.person, in: record.provider.id, as: record.roles.first?.role ?? .guardian,
                    for: .home(guardians: Set(guardians.map(\.person.id))), read)
                return model
            }, page: ownPage)
    }

    func mountChild(on site: Site<Viewer>) {
        site.get(
            ActingPath.childAccessLog, may: .guardianOfChild,
            load: { read in
                let child = try read.child()
                let (span, errors) = LogSpan.read(read.visit.query, texts(in: read.visit.language))
                var model = OwnLogModel(person: child.person, child: child, span: span, errors: errors)
                let guardians = try read.all(
                    Person.guardians(of: child.person, in: child.provider.id, on: Day(read.visit.today)))
                read.look(at: child.person, in: child.provider.id, for: "accessLog", as: .guardian)
                try fill(
                    &model, child.person, in: child.provider.id, as: .guardian,
                    for: child.showsSchool ? .home(guardians: Set(guardians.map(\.person.id))) : .distantHome, read)
                return model
            }, page: childPage)
    }

    private func fill(
        _ model: inout OwnLogModel, _ person: ID<Person>, in provider: ID<Provider>, as role: Role,
        for audience: Audience, _ read: PageRead<Viewer>
    ) throws {
        let rows = LoggedLook.together(
            try read.all(LoggedLook.at(person, in: provider, model.span)),
            try read.all(LoggedLook.given(of: person, in: provider, model.span)))
        let page = LogPage(rows) { $0.first == $1.first }
        model.entries = try read.readers(of: page, in: provider, as: role, for: audience)
        model.last = page.last
    }

    private func ownPage(_ model: OwnLogModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let tabs = model.records.map { record in
            Tab(
                record.provider.name(in: visit.language),
                to: ActingPath.accessLog().with(["record": record.person.description]),
                isCurrent: record.person == model.person)
        }
        let choice = tabs.count > 1 ? Part.tabs(words(.records), tabs) : .nothing
        let record = tabs.count > 1 ? model.person?.description : nil
        let content: HTML = """
            \(Part.heading(words(.ownTitle), lead: words(.ownLead)))
            \(choice)\(body(model, at: ActingPath.accessLog(), record: record, visit))
            """
        return page(words(.ownTitle), content, model, place: Place.account, acting: nil)
    }

    private func childPage(_ model: OwnLogModel, _ visit: Visit) throws -> Page {
        guard let child = model.child else { throw Fault.missing }
        let words = texts(in: visit.language)
        let title = words(.childTitle, ["name": child.name.called])
        let content: HTML = """
            \(Part.heading(
                title, over: child.name.full, back: ActingPath.child(child.provider.slug, child.person),
                lead: words(.childLead)))
            \(body(model, at: ActingPath.childAccessLog(child.provider.slug, child.person), record: nil, visit))
            """
        return page(
            title, content, model, place: Place.desktop, acting: ActingPath.child(child.provider.slug, child.person))
    }

    private func page(_ title: String, _ content: HTML, _ model: OwnLogModel, place: String, acting: Link?) -> Page {
        Page(
            title: title, content: content, status: model.errors.isEmpty ? .ok : .unprocessableContent, place: place,
            acting: acting)
    }

    private func body(_ model: OwnLogModel, at link: Link, record: String?, _ visit: Visit) -> HTML {
        let older = model.last.map { last in
            link.with(query(model.span, record, until: last.first.adding(milliseconds: -1)))
        }
        let newest = model.span.until.map { _ in link.with(query(model.span, record, until: nil)) }
        return """
            \(Part.errorSummary(model.errors, chrome.parts(in: visit.language)))
            \(filter(model.span, model.errors, at: link, record: record, visit))
            \(table(model.entries, isFiltered: model.span.from != nil || model.span.to != nil, visit))
            \(Part.timePagination(newest: newest, older: older, chrome.parts(in: visit.language)))
            """
    }

    private func query(_ span: LogSpan, _ record: String?, until: Instant?) -> KeyValuePairs<String, String> {
        [
            "record": record ?? "", "from": span.from?.description ?? "", "to": span.to?.description ?? "",
            "until": until.map { String($0.milliseconds) } ?? "",
        ]
    }
}
