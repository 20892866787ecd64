import Accounts
import Base
import Directory
import Rostering
import Storage
import Web

/// The runs of a provider, the newest first, with the form that begins one.
struct RunListModel: Sendable {
    struct Line: Sendable {
        let run: RosterRun
        let beginning: RunEvent?
        let isWaiting: Bool
    }

    let provider: Provider
    let lines: [Line]
    let names: [ID<Account>: PersonName]
    let isFirst: Bool
    let next: ID<RosterRun>?
    var error: String?
}

extension Imports {
    static let pageSize = 25

    func mountList(on site: Site<Viewer>) {
        site.get(ImportsPath.list, may: Imports.policy, load: loadList, page: listPage)
    }

    func mountUpload(on site: Site<Viewer>) {
        // Beside the package there are only the lines of the form itself.
        site.upload(ImportsPath.list, may: Imports.policy, limit: RosterRuns.maximalBytes + 10_000, receive: create)
    }

    @Sendable private func loadList(_ read: PageRead<Viewer>) throws -> RunListModel {
        let provider = try read.record(as: .administrator).provider
        let before = try ID<RosterRun>(read.visit.query.text("before"))
            .flatMap { try read.first(RosterRun.one($0, of: provider.id)) }
        let runs = try read.all(RosterRun.list(of: provider.id, before: before, limit: Imports.pageSize + 1))
        let shown = runs.prefix(Imports.pageSize)
        let events = try read.all(RunListing.beginnings(of: shown.map(\.id), in: provider.id))
        let beginnings = Dictionary(events) { first, _ in first }
        return RunListModel(
            provider: provider,
            lines: shown.map {
                RunListModel.Line(run: $0, beginning: beginnings[$0.id], isWaiting: desk.has($0.id))
            },
            names: try read.names(of: events.map(\.1), at: provider), isFirst: before == nil,
            next: runs.count > shown.count ? shown.last?.id : nil)
    }

    @Sendable private func create(_ viewer: Viewer, _ visit: Visit, _ upload: Upload) async throws -> Outcome {
        guard let record = viewer.record(at: try visit.text("provider"), as: .administrator) else {
            throw Fault.missing
        }
        let words = texts(in: visit.language)
        guard let file = try await upload.file(named: "package") else {
            let model = RunListModel(
                provider: record.provider, lines: [], names: [:], isFirst: true, next: nil, error: words(.noFile))
            return .page(listPage(model, visit))
        }
        let actor = RunActor.account(viewer.account.uuid)
        let name = String(
            file.name.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32 })
        let run = try await desk.runs.receive(
            file, named: String(name.prefix(120)), for: record.provider.id, by: actor)
        desk.begin(.preview, on: run, of: record.provider.id, by: actor)
        return .seeOther(ImportsPath.run(record.provider.slug, run))
    }

    @Sendable private func listPage(_ model: RunListModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let link = ImportsPath.list(model.provider.slug)
        let errors = model.error.map { [FieldError($0, in: "package")] } ?? []
        let field = Field(words(.package), name: "package", hint: words(.packageHint), error: model.error)
        let form = Part.form(
            to: link, isMultipart: true,
            """
            \(Part.fileField(field, accept: ".zip", parts))\
            \(Part.acts([Part.button(words(.upload), look: .primary, icon: .upload)]))
            """)
        let limits = Part.linkButton(words(.limitsLink), to: ImportsPath.limits(model.provider.slug), icon: .lock)
        let content: HTML = """
            \(Part.heading(words(.title), lead: words(.lead), acts: [limits]))
            \(Part.errorSummary(errors, parts))
            \(Part.section(words(.newRun), id: "new", Part.card(nil, form)))
            \(model.error == nil ? earlier(model, visit) : Part.acts([Part.linkButton(words(.allRuns), to: link)]))
            """
        return page(
            words(.title), content, of: model.provider,
            done: visit.done == "import-limits" ? words(.limitsSaved) : nil, isRefused: model.error != nil)
    }

    private func earlier(_ model: RunListModel, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        guard !model.lines.isEmpty else {
            return Part.section(
                words(.runs), id: "runs", Part.empty(words(.noRuns), words(.noRunsText), icon: .upload))
        }
        let days = DayWords(parts, today: visit.today)
        let rows = model.lines.map { line in
            let who = line.beginning.map { self.who($0, model.names, words) }
            let counts = line.run.counts.isEmpty ? nil : summary(line.run.counts, words)
            let note = [days.moment(line.run.receivedAt), who, counts].compactMap { $0 }.joined(separator: " · ")
            return Part.row(
                line.run.shownName(words), to: ImportsPath.run(model.provider.slug, line.run.id), lead: Icon.file(),
                note: note, tail: mark(line.run, isWaiting: line.isWaiting, words))
        }
        let link = ImportsPath.list(model.provider.slug)
        let way = Part.timePagination(
            newest: model.isFirst ? nil : link,
            older: model.next.map { link.with(["before": $0.description]) }, parts)
        return Part.section(words(.runs), id: "runs", "\(Part.rows(rows))\(way)")
    }
}
