import Base
import Directory
import Foundation
import Storage
import Testing

@testable import Rostering

@Suite struct RosterRunsOnEngine {
    private static let actor = RunActor.account(UUID(high: 7, low: 7))

    @Test func `a run is received, checked, previewed and applied, and keeps who did what`() async throws {
        try await Register.withTown { register, provider in
            var town = RosterFixture.town()
            town[.users, "timo"]["familyName"] = "Uusi"
            let run = try await register.receive(town, for: provider)
            #expect(try await register.run(run, of: provider).step == .received)
            let previewed = try await register.runs.preview(run, of: provider, by: Self.actor)
            #expect(previewed.step == .previewed && previewed.hasPackage)
            #expect(previewed.counts[.person] == ImportCounts(changed: 1, unchanged: 3))
            #expect(try await register.count("person WHERE family_name = 'Uusi'") == 0)
            let applied = try await register.runs.apply(run, of: provider, confirmation: nil, by: Self.actor)
            #expect(applied.step == .applied && !applied.hasPackage)
            #expect(try await register.count("person WHERE family_name = 'Uusi'") == 1)
            #expect(try await register.count("roster_run_chunk") == 0)
            let events = try await register.database.read {
                try $0.all(RosterRun.events(of: run, provider: provider))
            }
            #expect(events.map(\.step) == [.received, .checked, .previewed, .applied])
            #expect(events.allSatisfy { $0.actor == Self.actor })
        }
    }

    @Test func `a package with errors is refused and its problems are kept, page by page`() async throws {
        try await Register.withTown { register, provider in
            var town = RosterFixture.town()
            town[.enrollments, "e1"]["userSourcedId"] = "nobody"
            town[.enrollments, "e2"]["classSourcedId"] = "nowhere"
            let run = try await register.receive(town, for: provider)
            let refused = try await register.runs.preview(run, of: provider, by: Self.actor)
            #expect(refused.step == .refused && refused.errorCount == 2)
            let first = try await register.problems(of: run, provider, after: 0)
            let rest = try await register.problems(of: run, provider, after: first[0].number)
            #expect((first + rest).map(\.problem.code) == [.referenceMissing, .referenceMissing])
            #expect(first[0].problem.row == town.line(.enrollments, "e1"))
            #expect(first[0].problem.values["id"] == "nobody")
        }
    }

    @Test func `only a previewed run is applied, and only once`() async throws {
        try await Register.withTown { register, provider in
            let run = try await register.receive(.town(), for: provider)
            await #expect(throws: RunRefusal.wrongStep(.received)) {
                try await register.runs.apply(run, of: provider, confirmation: nil, by: .command)
            }
            _ = try await register.runs.preview(run, of: provider, by: .command)
            _ = try await register.runs.apply(run, of: provider, confirmation: nil, by: .command)
            await #expect(throws: RunRefusal.wrongStep(.applied)) {
                try await register.runs.apply(run, of: provider, confirmation: nil, by: .command)
            }
            await #expect(throws: (any Error).self) {
                try await register.runs.preview(run, of: .new(at: Register.start), by: .command)
            }
        }
    }

    @Test func `a package that breaks off or is no zip leaves no half run`() async throws {
        try await Register.withTown { register, provider in
            let before = try await register.rowCounts()
            let broken = AsyncThrowingStream<[UInt8], any Error> { stream in
                stream.yield([UInt8](repeating: 1, count: 3 << 20))
                stream.finish(throwing: CancellationError())
            }
            await #expect(throws: CancellationError.self) {
                try await register.runs.receive(broken, named: "x.zip", for: provider, by: .command)
            }
            #expect(try await register.rowCounts() == before)
            #expect(try await register.count("roster_run_chunk") == 0)
            let run = try await register.receive([1, 2, 3], for: provider)
            let refused = try await register.runs.preview(run, of: provider, by: .command)
            #expect(refused.step == .refused)
            let problems = try await register.problems(of: run, provider, after: 0).map(\.problem)
            #expect(problems.map(\.code) == [.packageUnreadable] && problems.map(\.file) == ["town.zip"])
        }
    }

    @Test func `runs are listed from the newest on`() async throws {
        try await Register.withTown { register, provider in
            for hour in 1...3 {
                try await register.take(.town(), at: Register.start.adding(minutes: Int64(hour) * 60))
            }
            let page = try await register.database.read { try $0.all(RosterRun.list(of: provider, limit: 2)) }
            let rest = try await register.database.read { reader in
                try reader.all(RosterRun.list(of: provider, before: page[1], limit: 10))
            }
            #expect(page.map(\.step) == [.applied, .applied] && rest.count == 2)
            #expect((page + rest).map(\.receivedAt) == (page + rest).map(\.receivedAt).sorted(by: >))
        }
    }

    @Test func `how far a run is stands in the database while it is at work`() async throws {
        try await Register.withTown { register, provider in
            let record = RunRecord(
                id: .new(at: Register.start), provider: provider, fileName: "x", actor: .command,
                receivedAt: Register.start, isKept: true)
            let later = Register.start.adding(seconds: 10)
            try await register.database.write { writer in
                try record.open(.received, in: writer)
                for done in [100, 250] {
                    try writer.run(
                        record.report(
                            ImportProgress(.checking, done: done, total: 1000), began: Register.start, at: later))
                }
            }
            let found = try await register.progress(of: record.id, provider)
            let progress = try #require(found)
            #expect(progress.done == 250 && progress.secondsLeft(at: later) == 30)
            try await register.database.write { writer in
                try record.settle(.previewed, RunOutcome(), at: later, in: writer)
                try writer.run(
                    record.report(ImportProgress(.checking, done: 1, total: 2), began: Register.start, at: later))
            }
            #expect(try await register.progress(of: record.id, provider) == nil)
        }
    }
}
