import Base
import Directory
import Foundation
import Storage

/// One try: read the present state, check, plan, apply.
struct ImportAttempt: Sendable {
    let database: any Database
    let set: RosterSet
    let modes: [String: FileMode]
    let wanted: String?
    let dryRun: Bool
    let startedBy: String
    let startedAt: Instant
    /// What reading found already.
    let problems: [ImportProblem]
    let now: @Sendable () -> Instant
    let progress: @Sendable (ImportProgress) -> Void

    func run() async throws -> ImportReport {
        progress(ImportProgress(.comparing, done: 0, total: 1))
        let snapshot = try await database.read { [set, wanted] reader in try Snapshot(set, named: wanted, in: reader) }
        progress(ImportProgress(.comparing, done: 1, total: 1))
        let (problems, guardians) = check(snapshot)
        if problems.contains(where: { $0.severity == .error }) {
            return try await refuse(snapshot.choice, problems)
        }
        let plan = Planner(set, over: snapshot.present, guardians: guardians, at: startedAt).plan()
        if dryRun { return try await keepCheck(snapshot.choice, plan, problems) }
        return try await apply(plan, to: snapshot, problems)
    }

    /// Everything that can be seen only beside the present state; earlier problems come first.
    private func check(_ snapshot: Snapshot) -> ([ImportProblem], guardians: Set<String>) {
        progress(ImportProgress(.checking, done: 0, total: 1))
        let log = ProblemLog()
        let guardians = GuardianRoles.holders(set, snapshot.present)
        if case .undecided(let problem) = snapshot.choice, set.orgs.isReadable { log.add(problem) }
        // Beside an unknown register every reference of a delta would seem to miss.
        if snapshot.isDecided || set.users.mode == .bulk {
            ReferenceCheck(set, snapshot.present, log: log).run(set)
            DeletionCheck(log: log).run(set, snapshot.present)
        }
        TreeCheck(log: log).run(set, snapshot.present)
        PeopleCheck(log: log).run(set, snapshot.present, guardians: guardians)
        progress(ImportProgress(.checking, done: 1, total: 1))
        return (problems + log.problems, guardians)
    }

    private func apply(
        _ plan: ImportPlan, to snapshot: Snapshot, _ problems: [ImportProblem]
    ) async throws -> ImportReport {
        let (provider, new) = snapshot.target(at: startedAt)
        let counts = counts(of: plan, makesProvider: new != nil)
        let application = Application(
            plan: plan, provider: provider, newProvider: new, sequence: snapshot.present.sequence, now: startedAt,
            progress: progress)
        let run = ImportRun(
            of: provider, .applied, startedAt: startedAt, by: startedBy, counts: counts, problems: problems)
        try await database.write { [now] writer in
            try application.run(writer)
            try writer.run(try run.insert(finishedAt: now()))
        }
        let touched = counts.values.reduce(0) { $0 + $1.touched }
        return report(touched > 0 ? .applied : .unchanged, snapshot.choice, counts, problems)
    }

    private func keepCheck(
        _ choice: ProviderChoice, _ plan: ImportPlan, _ problems: [ImportProblem]
    ) async throws -> ImportReport {
        var makesProvider = false
        if case .new = choice { makesProvider = true }
        let counts = counts(of: plan, makesProvider: makesProvider)
        try await keep(choice, counts, problems)
        return report(.checked, choice, counts, problems)
    }

    private func refuse(_ choice: ProviderChoice, _ problems: [ImportProblem]) async throws -> ImportReport {
        try await keep(choice, [:], problems)
        return report(.refused, choice, [:], problems)
    }

    /// A run that changed nothing is kept too, once there is a provider to keep it under.
    private func keep(
        _ choice: ProviderChoice, _ counts: [ImportEntity: ImportCounts], _ problems: [ImportProblem]
    ) async throws {
        guard case .existing(let provider) = choice else { return }
        let run = ImportRun(
            of: provider.id, .checked, startedAt: startedAt, by: startedBy, counts: counts, problems: problems)
        let statement = try run.insert(finishedAt: now())
        try await database.write { writer in _ = try writer.run(statement) }
    }

    private func counts(of plan: ImportPlan, makesProvider: Bool) -> [ImportEntity: ImportCounts] {
        var counts = plan.counts
        if makesProvider { counts[.provider] = ImportCounts(created: 1) }
        return counts
    }

    private func report(
        _ state: ImportReport.State, _ choice: ProviderChoice, _ counts: [ImportEntity: ImportCounts],
        _ problems: [ImportProblem]
    ) -> ImportReport {
        ImportReport(state: state, provider: choice.slug, modes: modes, counts: counts, problems: problems)
    }
}

extension ProviderChoice {
    var slug: String? {
        switch self {
        case .existing(let provider): provider.slug
        case .new(let provider): provider.slug.description
        case .undecided: nil
        }
    }
}

/// Whose register it is and what is in it, from one read.
struct Snapshot: Sendable {
    let choice: ProviderChoice
    let present: PresentState

    init(_ set: RosterSet, named name: String?, in reader: any Reader) throws {
        let known = try KnownProvider.all(in: reader)
        choice = ProviderChoice(named: name, root: PackageRoot.find(in: set.orgs), known: known)
        if case .existing(let provider) = choice {
            present = try PresentState(of: provider.id, in: reader)
        } else {
            present = PresentState()
        }
    }

    var isDecided: Bool {
        if case .undecided = choice { false } else { true }
    }

    func target(at instant: Instant) -> (ID<Provider>, NewProvider?) {
        switch choice {
        case .existing(let provider): (provider.id, nil)
        case .new(let provider): (.new(at: instant), provider)
        // An undecided choice is an error, and errors never get this far.
        case .undecided: (.new(at: instant), nil)
        }
    }
}
