import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import AbsenceTrail

/// What the trail asks of the database at a school of 900 pupils.
@Suite struct TrailCostOnEngine {
    private static let pages: [(Link, Who)] = [
        (ActingPath.desktop(.teacher)("lake"), .teacher), (ActingPath.desktop(.principal)("lake"), .principal),
        (ActingPath.family(), .guardian), (TrailPath.classes("lake"), .teacher), (TrailPath.report("lake"), .principal),
        (TrailPath.pupil(.teacher)("lake", World.person(.pupil)), .teacher), (TrailPath.ownSums("lake"), .pupil),
    ]

    @Test func `every absence is found by an index, in one statement for the whole school`() async throws {
        try await TestHouse.open(recording: true) { house async throws in
            try await TrailTrial.fill(house.database, pupils: 900)
            try await house.database.write { writer in
                try TrailTrial.add(hours: 50, on: "2026-11-02", of: World.person(.pupil), writer)
            }
            for (link, who) in Self.pages {
                let before = house.reads.count
                #expect(try await house.get(link, as: who).status == .ok)
                let statements = house.reads.dropFirst(before).joined().filter { sql in
                    ["absence_limit", "absence_reaction", "AS counted"].contains { "\(sql.pieces)".contains($0) }
                }
                #expect((1...3).contains(statements.count), "\(link): \(statements.count)")
                for sql in statements {
                    let plan = try await house.plan(of: sql) ?? []
                    let scans = plan.filter { $0.contains("(provider_id=?)") || Self.isScan($0) }
                    #expect(scans.isEmpty, "\(link): \(scans)")
                    let entries = plan.filter { $0.contains("attendance_entry") }
                    #expect(entries.allSatisfy { $0.contains("person_id=? AND day>?") }, "\(link): \(entries)")
                }
            }
            let report = try await house.get(TrailPath.report("lake"), as: .principal)
            #expect(report.body.matches(of: /rowheader/).count == 102)
        }
    }

    /// A table is gone through; not one that the statement made itself, nor a bound list.
    private static func isScan(_ line: String) -> Bool {
        line.hasPrefix("SCAN")
            && !["found", "counted", "governed", "json_each", "(subquery", "CONSTANT"].contains { line.contains($0) }
    }
}
