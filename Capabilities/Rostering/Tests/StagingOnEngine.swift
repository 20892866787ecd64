import Base
import Directory
import Foundation
import Storage
import Synchronization
import TestKit
import Testing

@testable import Rostering

/// However much a package or the register holds, no more than a page of it is in memory.
@Suite struct StagingOnEngine {
    /// A town with so many memberships more, each of somebody else.
    private static func town(_ count: Int) -> RosterFixture {
        var town = RosterFixture.town()
        let person = ["enabledUser": "true", "givenName": "A", "familyName": "B"]
        let people = (0..<count).map { person.merging(["sourcedId": "p\($0)"]) { $1 } }
        let member = town.enrollment(of: "", in: "7a", as: "student")
        let members = (0..<count).map { member.merging(["sourcedId": "m\($0)", "userSourcedId": "p\($0)"]) { $1 } }
        town.rows[.users]?.append(contentsOf: people)
        town.rows[.enrollments]?.append(contentsOf: members)
        return town
    }

    @Test func `the register is read a page at a time, and nothing of it is kept but differences`() async throws {
        try await Register.withTown(Self.town(2500)) { register, provider in
            var changed = Self.town(2500)
            changed[.users, "p7"]["familyName"] = "Uusi"
            changed.remove(.enrollments, "m8")
            let largest = Mutex(0)
            let plan = try await changed.staged { staged in
                let package = try #require(staged)
                let count = try package.staging.scratch.one(Staging.count)
                #expect(count == 2 * 2500 + 18)
                return try await register.database.read { reader in
                    let counting = CountingReader(reader)
                    let seen = PresentRegister(provider: provider, reader: counting)
                    let plan = try Comparison(package, over: seen, at: Register.start).run()
                    largest.withLock { $0 = counting.largest }
                    return plan
                }
            }
            #expect(plan.size == 2 && plan.counts[.membership] == ImportCounts(ended: 1, unchanged: 2502))
            // A page is 2,000 rows; each person has an identifier at most.
            let answer = largest.withLock { $0 }
            #expect(answer == 2000)
            let planned = try plan.scratch.one(Query<Int>("SELECT COUNT(*) FROM planned"))
            #expect(planned == 2)
        }
    }

    @Test func `a package of many pages comes in whole, and the second time changes nothing`() async throws {
        try await Register.with { register in
            let first = try await register.take(Self.town(2500))
            #expect(first.state == .applied && first.counts[.membership] == ImportCounts(created: 2503))
            #expect(try await register.count("membership") == 2503)
            #expect(try await register.count("change_feed") == 21 + 5000)
            #expect(try await register.take(Self.town(2500)).state == .unchanged)
            let run = try #require(first.run)
            let provider = try await register.database.read {
                try $0.one(Query<ID<Provider>>("SELECT id FROM provider"))
            }
            #expect(try await register.runs.undo(run, of: provider, by: .command) == [])
            #expect(try await register.count("membership WHERE ended_at IS NULL") == 0)
        }
    }

    @Test func `comparing again makes the same plan`() async throws {
        try await Register.with { register in
            let staged = try await RosterFixture.town().staged { $0 }
            let package = try #require(staged)
            let plans = try (0..<3).map { _ in try Comparison(package, over: nil, at: Register.start).run() }
            #expect(Set(plans.map(\.counts)).count == 1 && plans[0].size == 20)
            let planned = try package.staging.scratch.one(Query<Int>("SELECT COUNT(*) FROM planned"))
            #expect(planned == 20)
        }
    }

    @Test func `parents are written before their children, in whatever order files have them`() async throws {
        try await Register.with { register in
            var town = RosterFixture.town()
            town[.orgs, "a"] = ["name": "A", "type": "school", "parentSourcedId": "zone"]
            town[.orgs, "zone"] = ["name": "Z", "type": "department", "parentSourcedId": "middle"]
            town[.orgs, "middle"] = ["name": "M", "type": "department", "parentSourcedId": "town"]
            town[.academicSessions, "a-week"] = [
                "title": "Viikko", "type": "gradingPeriod", "startDate": "2026-08-01", "endDate": "2026-08-08",
                "parentSourcedId": "autumn", "schoolYear": "2027",
            ]
            let report = try await register.take(town)
            #expect(report.state == .applied)
            #expect(try await register.count("organisation WHERE parent_id IS NOT NULL") == 4)
        }
    }
}

/// Remembers how many rows the largest answer had.
private final class CountingReader: Reader {
    private let reader: any Reader
    private(set) var largest = 0

    init(_ reader: any Reader) { self.reader = reader }

    var statements: Int { reader.statements }

    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        var count = 0
        try reader.forEach(sql) { row in
            count += 1
            try body(&row)
        }
        largest = max(largest, count)
    }
}
