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

    func run() async throws -> ImportReport {
        desk.report(ImportProgress(.comparing, done: 0, total: 1))
        let choice = try await database.read { [package, wanted] reader in
            try ProviderChoice(of: package, for: wanted, in: reader)
        }
        if case .existing(let provider) = choice { try await desk.open(for: provider.id) }
        let snapshot = try await database.read { reader in try compare(in: reader) }
        guard snapshot.problems.errorCount == 0 else { return try await refuse(snapshot.choice, snapshot.problems) }
        let plan = snapshot.plan
        let difference = try await OwnThread.run { [package, goal] in
            try Difference(
                plan, package.staging, for: snapshot.choice, limits: snapshot.limits, goal: goal)
        }
        var outcome = RunOutcome(counts: plan.counts, problems: snapshot.problems, source: package.manifest.origin)
        (outcome.preview, outcome.code) = (difference.preview, difference.code)
        if case .new = snapshot.choice { outcome.counts[.provider] = ImportCounts(created: 1) }
        if goal == .preview || difference.mustBeConfirmed {
            return try await keepPreview(snapshot.choice, outcome, difference)
        }
        return try await apply(snapshot, outcome, difference)
    }

    /// Everything that can be seen only beside the register, in one snapshot of it; earlier problems come first.
    private func compare(in reader: any Reader) throws -> Snapshot {
        let choice = try ProviderChoice(of: package, for: wanted, in: reader)
        var limits = ShrinkLimits()
        var register: PresentRegister?
        var sequence: Int64 = 0
        if case .existing(let provider) = choice {
            register = PresentRegister(provider: provider.id, reader: reader)
            limits = try reader.first(ShrinkLimits.of(provider.id)) ?? limits
            sequence = try reader.first(ChangeCounter.last(of: provider.id)) ?? 0
        }
        let plan = try Comparison(package, over: register, at: startedAt).run()
        desk.report(ImportProgress(.checking, done: 0, total: 1))
        let log = ProblemLog(after: problems)
        if case .undecided(let problem) = choice, package.state(.orgs).isReadable { log.add(problem) }
        // Beside an unknown register every reference of a delta would seem to miss.
        if choice.isDecided || package.mode(.users) == .bulk {
            try ReferenceCheck(package: package, log: log).run()
            try DeletionCheck(package: package, log: log).run()
        }
        try TreeCheck(package: package, log: log).run()
        try PeopleCheck(package: package, log: log).run()
        desk.report(ImportProgress(.checking, done: 1, total: 1))
        return Snapshot(choice: choice, plan: plan, limits: limits, sequence: sequence, problems: log.list)
    }

    private func apply(
        _ snapshot: Snapshot, _ outcome: RunOutcome, _ difference: Difference
    ) async throws -> ImportReport {
        let (provider, new) = snapshot.target(at: startedAt)
        let plan = snapshot.plan
        let application = Application(
            plan: plan, provider: provider, newProvider: new, sequence: snapshot.sequence, now: startedAt,
            progress: { [desk] in desk.report($0) })
        let record = desk.record(for: provider)
        if record.isKept, difference.keepsChanges {
            try await RunChanges.keep(package.staging, of: record, in: database)
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
        if let record = desk.kept { try await RunChanges.keep(package.staging, of: record, in: database) }
        try await settle(.previewed, choice, outcome)
        var report = report(goal == .preview ? .checked : .held, choice, outcome, desk.kept?.id)
        if difference.keepsChanges {
            report.changes = try package.staging.scratch.all(
                DraftedChange.after(0, limit: ImportReport.mostChanges)
            ).map(RunChange.init)
        }
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

extension ProviderChoice {
    init(of package: RosterPackage, for wanted: WantedProvider, in reader: any Reader) throws {
        let known = try KnownProvider.all(in: reader)
        let root = try PackageRoot.find(in: package.staging)
        switch wanted {
        case .named(let name): self.init(named: name, root: root, known: known)
        case .known(let id):
            let name = known.first { $0.id == id }?.slug ?? ""
            self.init(named: name, root: root, known: known.filter { $0.id == id })
        }
    }

    var isDecided: Bool {
        if case .undecided = self { false } else { true }
    }
}

/// Whose register it is, and what was found beside it, from one read.
struct Snapshot: Sendable {
    let choice: ProviderChoice
    /// Worth nothing when there are errors among the problems.
    let plan: ImportPlan
    let limits: ShrinkLimits
    /// The last number of the change feed; the plan holds only as long as it stands.
    let sequence: Int64
    let problems: ProblemList

    func target(at instant: Instant) -> (ID<Provider>, NewProvider?) {
        switch choice {
        case .existing(let provider): (provider.id, nil)
        case .new(let provider): (.new(at: instant), provider)
        // An undecided choice is an error, and errors never get this far.
        case .undecided: (.new(at: instant), nil)
        }
    }
}
