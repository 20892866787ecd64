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
        if let newProvider { try writer.run(newProvider.insert(id: provider, at: now)) }
        try writer.run(ChangeCounter.start(for: provider))
        // The lock comes before the first change, so that two imports cannot both stand on the same state.
        guard try writer.one(ChangeCounter.take(0, of: provider)) == sequence else { throw Outdated() }
        let steps = Steps(writer: writer, application: self, total: plan.size)
        try steps.apply(OrganisationRow.self)
        try steps.apply(AcademicSessionRow.self)
        try steps.apply(PersonRow.self)
        try steps.applyParts()
        try steps.refreshNames()
        try steps.apply(CourseRow.self)
        try steps.apply(GroupRow.self)
        try steps.applySessions()
        try steps.refreshGroupNames()
        try steps.apply(RoleRow.self)
        try steps.apply(MembershipRow.self)
        try steps.apply(GuardianshipRow.self)
        try steps.refreshPlaces()
        return try FeedRows(application: self, writer: writer).write()
    }
}

/// The rows of the change feed that one import writes: the provider, then the plan in its order.
struct FeedRows {
    let application: Application
    let writer: any Writer

    private static let batch = 5000

    /// The numbers that were taken, if there was anything to tell.
    func write() throws -> ClosedRange<Int64>? {
        let (plan, provider, sequence) = (application.plan, application.provider, application.sequence)
        let count = plan.size + (application.newProvider == nil ? 0 : 1)
        guard count > 0 else { return nil }
        _ = try writer.one(ChangeCounter.take(count, of: provider))
        var next = sequence + 1
        if application.newProvider != nil {
            try write([(provider.uuid, .create)], .provider, &next)
        }
        for entity in ImportEntity.allCases {
            for operation in RunChange.Operation.inOrder where plan.count(entity, operation) > 0 {
                try write(entity, operation, &next)
            }
        }
        return sequence + 1...sequence + Int64(count)
    }

    private func write(_ entity: ImportEntity, _ operation: RunChange.Operation, _ next: inout Int64) throws {
        var last = -1
        while true {
            let query = ImportPlan.ids(entity, operation, after: last, limit: Self.batch)
            let rows = try application.plan.scratch.all(query)
            guard let end = rows.last?.number else { return }
            try write(rows.map { ($0.id, $0.isEndedAgain ? .end : operation) }, entity, &next)
            last = end
        }
    }

    private func write(
        _ changes: [(id: UUID, operation: RunChange.Operation)], _ entity: ImportEntity, _ next: inout Int64
    ) throws {
        let (provider, first, now) = (application.provider, next, application.now)
        try writer.load(
            ChangeCounter.feed,
            changes.lazy.enumerated().map { offset, change in
                [
                    Bound(provider), Bound(first + Int64(offset)), Bound(entity.rawValue), Bound(change.id),
                    Bound(change.operation), Bound(now),
                ]
            })
        next += Int64(changes.count)
    }
}
