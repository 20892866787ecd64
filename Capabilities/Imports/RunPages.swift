import Accounts
import Base
import Directory
import Rostering
import Storage
import Web

/// One run with what is known of it.
struct RunModel: Sendable {
    let provider: Provider
    let run: RosterRun
    var events: [RunEvent]
    var names: [ID<Account>: PersonName]
    let progress: RunProgress?
    /// It waits or is at work in this process, whatever its row says yet.
    let isWaiting: Bool
    var codeError: String?
    var conflicts: [UndoConflict] = []
    var isTooLate = false

    var isUnderWay: Bool { isWaiting || run.isUnderWay }
    /// Nothing would change.
    var isEmpty: Bool { run.counts.values.allSatisfy { $0.touched == 0 } }
}

extension Imports {
    func mountRun(on site: Site<Viewer>) {
        site.get(ImportsPath.run, may: Imports.policy, load: { try load($0) }, page: { runPage($0, $1) })
        site.events(
            ImportsPath.progress, may: Imports.policy,
            load: { read in
                let provider = try read.record(as: .administrator).provider
                let run = try read.run(of: provider)
                return RunModel(
                    provider: provider, run: run, events: [], names: [:],
                    progress: try read.first(RosterRun.progress(of: run.id, provider: provider.id)),
                    isWaiting: desk.has(run.id))
            }, event: { model, visit in model.isUnderWay ? .part(bar(model, visit)) : .over })
    }

    func load(_ read: PageRead<Viewer>) throws -> RunModel {
        let provider = try read.record(as: .administrator).provider
        let run = try read.run(of: provider)
        let events = try read.all(RosterRun.events(of: run.id, provider: provider.id))
        return RunModel(
            provider: provider, run: run, events: events, names: try read.names(of: events, at: provider),
            progress: try read.first(RosterRun.progress(of: run.id, provider: provider.id)),
            isWaiting: desk.has(run.id))
    }

    func runPage(_ model: RunModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let link = ImportsPath.list(model.provider.slug)
        let errors = model.codeError.map { [FieldError($0, in: "confirmation")] } ?? []
        let content: HTML = """
            \(Part.heading(model.run.shownName(words), over: words(.title), back: link, lead: lead(model, words),
                acts: [mark(model.run, isWaiting: model.isWaiting, words)]))
            \(Part.errorSummary(errors, parts))
            \(conflicts(model, visit))
            \(state(model, visit))
            \(problemsNotice(model, words))
            \(model.isUnderWay ? .nothing : preview(model, visit))
            \(undoing(model, words))
            \(history(model, visit))
            """
        return page(
            model.run.shownName(words), content, of: model.provider, done: model.isUnderWay ? nil : done(visit, words),
            isRefused: model.codeError != nil || !model.conflicts.isEmpty || model.isTooLate)
    }

    private func done(_ visit: Visit, _ words: Words<ImportsText>) -> String? {
        visit.done == "undone" ? words(.undoneDone) : nil
    }

    private func lead(_ model: RunModel, _ words: Words<ImportsText>) -> String? {
        guard let source = model.run.source?.systemName else { return nil }
        return words(.fromSystem, ["system": source])
    }
}
