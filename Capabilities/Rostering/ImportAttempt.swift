import Base
import Directory
import Foundation
import Storage

/// One try: read the present state, check, plan, and preview or apply.
struct ImportAttempt: Sendable {
    let database: any Database
    let package: RosterPackage
    let wanted: WantedProvider
    let goal: RosterImport.Goal
    let startedAt: Instant
    /// What reading found already.
    let problems: ProblemList
    let now: @Sendable () -> Instant
    let desk: RunDesk

    private var set: RosterSet { package.set }

    func run() async throws -> ImportReport {
        desk.report(ImportProgress(.comparing, done: 0, total: 1))
        let snapshot = try await database.read { [set, wanted] reader in try Snapshot(set, for: wanted, in: reader) }
        if case .existing(let provider) = snapshot.choice { try await desk.open(for: provider.id) }
        let (plan, problems) = await OwnThread.run { compare(snapshot) }
        guard let plan else { return try await refuse(snapshot.choice, problems) }
        let difference = await OwnThread.run { Difference(plan, over: snapshot, goal: goal, on: startedAt.day) }
        var outcome = RunOutcome(counts: plan.counts, problems: problems, source: package.manifest.origin)
        (outcome.preview, outcome.code) = (difference.preview, difference.code)
        if case .new = snapshot.choice { outcome.counts[.provider] = ImportCounts(created: 1) }
        if goal == .preview || difference.mustBeConfirmed {
            return try await keepPreview(snapshot.choice, outcome, difference)
        }
        return try await apply(plan, to: snapshot, outcome, difference)
    }

    /// The plan, or none when errors hinder it.
    private func compare(_ snapshot: Snapshot) -> (ImportPlan?, ProblemList) {
        let (problems, guardians) = check(snapshot)
        guard problems.errorCount == 0 else { return (nil, problems) }
        return (Planner(set, over: snapshot.present, guardians: guardians, at: startedAt).plan(), problems)
    }

    /// Everything that can be seen only beside the present state; earlier problems come first.
    private func check(_ snapshot: Snapshot) -> (ProblemList, guardians: Set<String>) {
        desk.report(ImportProgress(.checking, done: 0, total: 1))
        let log = ProblemLog(after: problems)
        let guardians = GuardianRoles.holders(set, snapshot.present)
        if case .undecided(let problem) = snapshot.choice, set.orgs.isReadable { log.add(problem) }
        // Beside an unknown register every reference of a delta would seem to miss.
        if snapshot.isDecided || set.users.mode == .bulk {
            ReferenceCheck(set, snapshot.present, log: log).run(set)
            DeletionCheck(log: log).run(set, snapshot.present)
        }
        TreeCheck(log: log).run(set, snapshot.present)
        PeopleCheck(log: log).run(set, snapshot.present, guardians: guardians)
        desk.report(ImportProgress(.checking, done: 1, total: 1))
        return (log.list, guardians)
    }

    private func apply(
        _ plan: ImportPlan, to snapshot: Snapshot, _ outcome: RunOutcome, _ difference: Difference
    ) async throws -> ImportReport {
        let (provider, new) = snapshot.target(at: startedAt)
        let application = Application(
            plan: plan, provider: provider, newProvider: new, sequence: snapshot.present.sequence, now: startedAt,
            progress: { [desk] in desk.report($0) })
        let record = desk.record(for: provider)
        if record.isKept, let changes = difference.changes {
            try await RunChanges.keep(changes, of: record, in: database)
        }
        try await database.write { [now] writer in
            var outcome = outcome
            outcome.sequences = try application.run(writer)
            try record.settle(.applied, outcome, at: now(), in: writer)
            try BeforeImages(record: record, writer: writer).write(plan)
            try ImportHistory(record, at: now(), writer).write(outcome.sequences)
        }
        let touched = outcome.counts.values.reduce(0) { $0 + $1.touched }
        return report(touched > 0 ? .applied : .unchanged, snapshot.choice, outcome, record.id)
    }

    private func keepPreview(
        _ choice: ProviderChoice, _ outcome: RunOutcome, _ difference: Difference
    ) async throws -> ImportReport {
        if let record = desk.kept {
            try await RunChanges.keep(difference.changes ?? [], of: record, in: database)
        }
        try await settle(.previewed, choice, outcome)
        var report = report(goal == .preview ? .checked : .held, choice, outcome, desk.kept?.id)
        report.changes = difference.changes?.prefix(ImportReport.mostChanges).map(RunChange.init)
        return report
    }

    private func refuse(_ choice: ProviderChoice, _ problems: ProblemList) async throws -> ImportReport {
        let outcome = RunOutcome(problems: problems, source: package.manifest.origin)
        try await settle(.refused, choice, outcome)
        return report(.refused, choice, outcome, desk.kept?.id)
    }

    /// A run that changed nothing is kept too, once there is a provider to keep it under.
    private func settle(_ step: RosterRun.Step, _ choice: ProviderChoice, _ outcome: RunOutcome) async throws {
        guard let record = desk.kept else { return }
        try await database.write { [now] writer in try record.settle(step, outcome, at: now(), in: writer) }
    }

    private func report(
        _ state: ImportReport.State, _ choice: ProviderChoice, _ outcome: RunOutcome, _ run: ID<RosterRun>?
    ) -> ImportReport {
        ImportReport(
            state: state, provider: choice.slug, modes: package.manifest.modes, counts: outcome.counts,
            list: outcome.problems, run: run, preview: outcome.preview, code: outcome.code)
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
    let limits: ShrinkLimits

    init(_ set: RosterSet, for wanted: WantedProvider, in reader: any Reader) throws {
        let known = try KnownProvider.all(in: reader)
        let root = PackageRoot.find(in: set.orgs)
        switch wanted {
        case .named(let name): choice = ProviderChoice(named: name, root: root, known: known)
        case .known(let id):
            let name = known.first { $0.id == id }?.slug ?? ""
            choice = ProviderChoice(named: name, root: root, known: known.filter { $0.id == id })
        }
        if case .existing(let provider) = choice {
            present = try PresentState(of: provider.id, in: reader)
            limits = try reader.first(ShrinkLimits.of(provider.id)) ?? ShrinkLimits()
        } else {
            (present, limits) = (PresentState(), ShrinkLimits())
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
