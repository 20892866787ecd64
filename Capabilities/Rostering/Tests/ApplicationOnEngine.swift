import Base
import Directory
import Foundation
import Storage
import TestKit
import Testing

@testable import Rostering

@Suite struct ApplicationOnEngine {
    @Test func `the change feed has no gaps and says what happened`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            var town = RosterFixture.town()
            town[.users, "timo"]["familyName"] = "Uusi"
            town.remove(.enrollments, "e3")
            try await register.force(town)
            let feed = try await register.database.read {
                try $0.all(
                    Query("SELECT sequence, entity, operation FROM change_feed ORDER BY sequence") { row in
                        (try row.next(Int.self), try row.next(String.self), try row.next(String.self))
                    })
            }
            #expect(feed.map(\.0) == Array(1...23))
            #expect(feed.first.map { "\($0.1) \($0.2)" } == "provider create")
            #expect(feed.suffix(2).map { "\($0.1) \($0.2)" } == ["person update", "membership end"])
            #expect(try await register.count("change_counter WHERE last_sequence = 23") == 1)
        }
    }

    @Test func `a plan on an older state is not applied`() async throws {
        try await Register.with { register in
            let application = try await register.application { $0 }
            try await register.database.write { writer in _ = try application.run(writer) }
            await #expect(throws: (any Error).self) {
                try await register.database.write { writer in _ = try application.run(writer) }
            }
            let stale = Application(
                plan: ImportPlan(scratch: try TestScratch.open()), provider: application.provider, newProvider: nil,
                sequence: 3, now: Register.start,
                progress: { _ in })
            await #expect(throws: Application.Outdated.self) {
                try await register.database.write { writer in _ = try stale.run(writer) }
            }
        }
    }

    @Test func `a failure in the last step leaves nothing behind`() async throws {
        try await Register.with { register in
            let application = try await register.application { plan in
                var plan = plan
                var broken = try #require(plan.rows(GuardianshipRow.self, .create).next()?.new)
                broken.child = .new(at: Register.start)
                try plan.scratch.load(
                    Staging.planned,
                    [
                        [
                            Bound(ImportEntity.guardianship.number), Bound(RunChange.Operation.create.number),
                            Bound(1 << 39), Bound("x:y"), Bound(UUID()), Bound([UInt8]?.none),
                            Bound(Packer.bytes(of: broken)), Bound(Instant?.none), Bound(Instant?.none),
                        ]
                    ])
                plan.counts[.guardianship, default: ImportCounts()].created += 1
                return plan
            }
            await #expect(throws: StorageFault.foreignKey) {
                try await register.database.write { writer in _ = try application.run(writer) }
            }
            #expect(try await register.rowCounts().allSatisfy { $0 == 0 })
        }
    }

    @Test func `two imports at once both end well and nothing is double`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            var (left, right) = (RosterFixture.town(), RosterFixture.town())
            left[.users, "timo"]["familyName"] = "Uusi"
            right.person("maija", "Maija", "Meri", role: "teacher")
            async let first = register.take(left)
            async let second = register.take(right)
            let states = try await [first.state, second.state]
            #expect(states == [.applied, .applied])
            #expect(try await register.count("person WHERE source_id = 'maija'") == 1)
            let last = try await register.database.read {
                try $0.one(Query<Int64>("SELECT last_sequence FROM change_counter"))
            }
            #expect(try await register.count("change_feed") == Int(last))
        }
    }
}

extension Register {
    /// The town's plan into an empty database, changed by `change`.
    fileprivate func application(_ change: (ImportPlan) throws -> ImportPlan) async throws -> Application {
        let staged = try await RosterFixture.town().staged { $0 }
        let package = try #require(staged)
        let choice = try await database.read { reader in
            try ProviderChoice(of: package, for: .named(nil), in: reader)
        }
        let plan = try Comparison(package, over: nil, at: Register.start).run()
        let snapshot = Snapshot(
            choice: choice, plan: plan, limits: ShrinkLimits(), sequence: 0, problems: ProblemList())
        let (provider, new) = snapshot.target(at: Register.start)
        return Application(
            plan: try change(plan), provider: provider, newProvider: new, sequence: 0, now: Register.start,
            progress: { _ in })
    }
}
