package import Base
package import Directory
package import Rostering
package import Storage
import Synchronization

/// Carries runs out behind the requests, one after another. What it knows is for this process alone: the run's row is
/// the truth, and a run that a killed process leaves is taken up again.
package final class ImportDesk: Sendable {
    /// What is to be done with a run.
    package enum Work: Hashable, Sendable {
        case preview
        /// Preview, and apply unless somebody must confirm it.
        case scheduled
        case apply(confirmation: String?)
    }

    private struct Order: Sendable {
        let run: ID<RosterRun>
        let provider: ID<Provider>
        let work: Work
        let actor: RunActor
    }

    private struct State {
        var waiting: [Order] = []
        var current: ID<RosterRun>?
        var isAtWork = false
    }

    let runs: RosterRuns
    private let database: any Database
    private let now: @Sendable () -> Instant
    private let complain: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - seal: closes the packages that wait.
    ///   - complain: gets a sentence without names when a run could not be carried out.
    package init(
        database: any Database, seal: Seal, now: @escaping @Sendable () -> Instant,
        complain: @escaping @Sendable (String) -> Void
    ) {
        (self.database, self.now, self.complain) = (database, now, complain)
        runs = RosterRuns(database: database, seal: seal, now: now)
    }

    /// Puts a run in the queue, unless it is there already.
    package func begin(
        _ work: Work, on run: ID<RosterRun>, of provider: ID<Provider>, by actor: RunActor
    ) {
        let starts = state.withLock { state in
            guard state.current != run, !state.waiting.contains(where: { $0.run == run }) else { return false }
            state.waiting.append(Order(run: run, provider: provider, work: work, actor: actor))
            defer { state.isAtWork = true }
            return !state.isAtWork
        }
        if starts { Task { await self.carryOut() } }
    }

    /// Whether the run waits here or is being worked on here.
    package func has(_ run: ID<RosterRun>) -> Bool {
        state.withLock { $0.current == run || $0.waiting.contains { $0.run == run } }
    }

    /// Whether nothing waits and nothing is under way.
    package var isIdle: Bool { state.withLock { !$0.isAtWork } }

    /// Takes up what another process began and did not end: nobody has reported on it for two minutes.
    package func takeUp() async throws {
        let silent = now().adding(minutes: -2)
        let abandoned = try await database.read { reader in
            try reader.all(AbandonedRun.all(silentSince: silent)).filter { found in
                guard found.isPreviewed else { return true }
                // Held back is not abandoned.
                return try !reader.one(RosterRun.one(found.run, of: found.provider)).needsConfirmation
            }
        }
        for found in abandoned {
            begin(found.isScheduled ? .scheduled : .preview, on: found.run, of: found.provider, by: found.actor)
        }
    }

    private func next() -> Order? {
        state.withLock { state in
            let order = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
            (state.current, state.isAtWork) = (order?.run, order != nil)
            return order
        }
    }

    private func carryOut() async {
        while let order = next() {
            do {
                try await carryOut(order)
            } catch let refusal as RunRefusal {
                // Somebody else was faster, or the package is gone; the run's page says which.
                complain("an import was not carried out: \(refusal)")
            } catch {
                complain("an import failed: \(type(of: error))")
            }
        }
    }

    private func carryOut(_ order: Order) async throws {
        let (run, provider, actor) = (order.run, order.provider, order.actor)
        switch order.work {
        case .preview: _ = try await runs.preview(run, of: provider, by: actor)
        case .apply(let code):
            _ = try await runs.apply(run, of: provider, confirmation: code, by: actor)
        case .scheduled:
            let previewed = try await runs.preview(run, of: provider, by: actor)
            guard previewed.step == .previewed, !previewed.needsConfirmation else { return }
            _ = try await runs.apply(run, of: provider, confirmation: nil, by: actor)
        }
    }
}
