import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import AbsenceTrail

@Suite struct AbsenceReportOnEngine {
    @Test func `a principal sees who is over what, since when, and whether anybody reacted`() async throws {
        try await TrailHouse.open(hours: 50) { house async throws in
            let link = ActingPath.desktop(.principal)("lake")
            #expect(try await house.get(link, as: .principal).body.contains("Yksi oppilas on paljon poissa"))
            #expect(try await !house.get(link, as: .principalElsewhere).body.contains("paljon poissa"))
            let before = try await house.get(TrailHouse.report, as: .principal)
            #expect(before.body.contains("Odottanut 21 pv"))
            #expect(
                try await TrailHouse.react(house, as: .principal, limit: "absence_hours-50", role: .principal).status
                    == .seeOther)
            let after = try await house.get(TrailHouse.report, as: .principal)
            #expect(after.body.contains("21 päivässä"))
            #expect(after.body.contains("Soitettu kotiin"))
            #expect(try await !house.get(TrailHouse.report, as: .principalElsewhere).body.contains("Aino"))
            #expect(try await !house.get(link, as: .principal).body.contains("paljon poissa"))
        }
    }

    @Test func `the report comes as a table that calculates nothing`() async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            try await TrailTrial.rename(World.homeroom7A, to: "=SUM(1;2)", in: house.database)
            let file = try await house.get(TrailPath.reportFile("lake"), as: .principal)
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.body.contains("\"'=SUM(1;2)\";Aino Niemi;25 h;25 h;2.11.2026;;;Odottanut 21 pv"))
        }
    }

    @Test(arguments: ["name", "homeroom", "limit", "since", "took", "x"])
    func `the report is ordered by any column`(_ order: String) async throws {
        try await TrailHouse.open(hours: 50) { house async throws in
            for down in ["", "yes"] {
                let page = try await house.get(TrailHouse.report.with(["order": order, "down": down]), as: .principal)
                #expect(page.status == .ok)
                #expect(page.body.contains("aria-sort=\"\(down.isEmpty ? "ascending" : "descending")\""))
            }
            let one = try await house.get(TrailHouse.report.with(["limit": "absence_hours-50"]), as: .principal)
            #expect(one.body.matches(of: /rowheader/).count == 1)
        }
    }
}
