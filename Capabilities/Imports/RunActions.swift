import Accounts
import Audit
import Base
import Directory
import Rostering
import Storage
import Web

extension Imports {
    func mountActions(on site: Site<Viewer>) {
        site.post(ImportsPath.comparison, may: Imports.policy, perform: compare)
        site.post(ImportsPath.application, may: Imports.policy, perform: apply)
        site.post(ImportsPath.undoing, may: Imports.policy, perform: undo)
    }

    @Sendable private func compare(_ viewer: Viewer, _ visit: Visit) async throws -> Outcome {
        let (run, provider) = try await found(viewer, visit)
        desk.begin(.preview, on: run.id, of: provider.id, by: .account(viewer.account.uuid))
        return .seeOther(ImportsPath.run(provider.slug, run.id))
    }

    /// A held run goes on with the code of its preview alone; what that code confirms is compared again when it is applied.
    @Sendable private func apply(_ viewer: Viewer, _ visit: Visit) async throws -> Outcome {
        let (run, provider) = try await found(viewer, visit)
        let link = ImportsPath.run(provider.slug, run.id)
        guard run.step == .previewed, !desk.has(run.id) else { return .seeOther(link) }
        let code = visit.form.text("confirmation").lowercased()
        if run.needsConfirmation, code != run.code {
            let words = texts(in: visit.language)
            return .page(try await shown(run, viewer, visit) { $0.codeError = words(.codeWrong) })
        }
        desk.begin(.apply(confirmation: code), on: run.id, of: provider.id, by: .account(viewer.account.uuid))
        return .seeOther(link)
    }

    /// The run in the path; the policy has made sure of the provider.
    func found(_ viewer: Viewer, _ visit: Visit) async throws -> (RosterRun, Provider) {
        guard let provider = viewer.record(at: try visit.text("provider"), as: .administrator)?.provider else {
            throw Fault.missing
        }
        let id = try visit.id("run", of: RosterRun.self)
        return (try await database.read { try $0.one(RosterRun.one(id, of: provider.id)) }, provider)
    }

    /// The run's page in answer to a form. Whoever is named on it is looked at, as on the page itself.
    func shown(
        _ run: RosterRun, _ viewer: Viewer, _ visit: Visit, _ change: (inout RunModel) -> Void
    ) async throws -> Page {
        guard let provider = viewer.record(at: try visit.text("provider"), as: .administrator)?.provider else {
            throw Fault.missing
        }
        var model = RunModel(provider: provider, run: run, events: [], names: [:], progress: nil, isWaiting: false)
        change(&model)
        let named = model.conflicts.filter { $0.name != nil }.map(\.id)
        (model.events, model.names) = try await database.write { writer in
            let events = try writer.all(RosterRun.events(of: run.id, provider: provider.id))
            let actors = try writer.all(
                ActingPerson.among(Array(Set(events.compactMap(\.account))), in: provider.id))
            let concerned = try writer.all(ActingPerson.concerned(by: named, in: provider.id))
            for person in Set(actors.map(\.1.id) + concerned) {
                if let look = viewer.look(at: person, in: provider.id, for: "imports", as: .administrator) {
                    try AccessLog.write(look, at: visit.now, in: writer)
                }
            }
            return (events, actors.reduce(into: [:]) { $0[$1.0] = $1.1.name })
        }
        return runPage(model, visit)
    }
}
