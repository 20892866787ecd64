import Base
import Directory
import Foundation
import Storage

/// Carries a plan out inside one transaction. It may run again from the start, so it acts on the writer alone.
struct Application: Sendable {
    let plan: ImportPlan
    let provider: ID<Provider>
    /// The provider to make first, when it is not there yet.
    let newProvider: NewProvider?
    /// The last number of the change feed when the plan was made.
    let sequence: Int64
    let now: Instant
    let progress: @Sendable (ImportProgress) -> Void

    /// The database moved on since the plan was made; plan again.
    struct Outdated: Error {}

    static let batch = 5000

    /// Returns the numbers that the change feed got, if anything was changed.
    func run(_ writer: any Writer) throws -> ClosedRange<Int64>? {
        var feed = FeedRows(provider: provider, at: now)
        if let newProvider {
            try writer.run(newProvider.insert(id: provider, at: now))
            feed.add(.provider, provider.uuid, .create)
        }
        try writer.run(ChangeCounter.start(for: provider))
        // The lock comes before the first change, so that two imports cannot both stand on the same state.
        guard try writer.one(ChangeCounter.take(0, of: provider)) == sequence else { throw Outdated() }
        let steps = Steps(writer: writer, application: self, total: plan.size)
        try steps.apply(plan.organisations, &feed)
        try steps.apply(plan.sessions, &feed)
        try steps.apply(plan.people, &feed)
        try steps.applyParts(of: plan.people)
        try NameIndex.refresh(
            (plan.people.created.map(\.id) + plan.people.changed.map(\.id)).map(ID.init), in: provider, writer)
        try steps.apply(plan.courses, &feed)
        try steps.apply(plan.groups, &feed)
        try steps.applySessions(of: plan.groups)
        try steps.apply(plan.roles, &feed)
        try steps.apply(plan.memberships, &feed)
        try steps.apply(plan.guardianships, &feed)
        return try feed.write(to: writer, after: sequence)
    }
}

/// The rows of the change feed that one import writes, in order.
struct FeedRows {
    enum Operation: String { case create, update, end }

    private let provider: ID<Provider>
    private let instant: Instant
    private var changes: [(entity: ImportEntity, id: UUID, operation: Operation)] = []

    init(provider: ID<Provider>, at instant: Instant) { (self.provider, self.instant) = (provider, instant) }

    mutating func add(_ entity: ImportEntity, _ id: UUID, _ operation: Operation) {
        changes.append((entity, id, operation))
    }

    func write(to writer: any Writer, after sequence: Int64) throws -> ClosedRange<Int64>? {
        guard !changes.isEmpty else { return nil }
        _ = try writer.one(ChangeCounter.take(changes.count, of: provider))
        try writer.load(
            ChangeCounter.feed,
            changes.lazy.enumerated().map { offset, change in
                [
                    Bound(provider), Bound(sequence + Int64(offset) + 1), Bound(change.entity.rawValue),
                    Bound(change.id), Bound(change.operation.rawValue), Bound(instant),
                ]
            })
        return sequence + 1...sequence + Int64(changes.count)
    }
}
