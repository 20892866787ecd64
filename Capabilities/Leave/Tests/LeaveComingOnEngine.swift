import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

/// Aino has leave from tomorrow on: Tuesday, Wednesday, and after the days off Monday and Tuesday.
@Suite struct LeaveComingOnEngine {
    private static let day: KeyValuePairs = ["day": "2026-11-24"]
    private static let week: KeyValuePairs = ["view": "week", "day": "2026-11-24"]
    private static let timetable = ActingPath.childTimetable("lake", LeaveTrial.pupil)
    private static let absences = AttendancePath.child("lake", LeaveTrial.pupil)

    private func granted(_ house: TestHouse) async throws {
        let reply = try await house.post(
            LeaveTrial.guardian("/new"), as: .guardian,
            ["first": "2026-11-24", "last": "2026-12-01", "reason": "Turnaus"])
        let id = String(reply.location?.split(separator: "/").last ?? "")
        let decide = LeaveTrial.school("teacher", "/{application}/decision", id)
        let decided = try await house.post(decide, as: .teacher, ["seen": "waiting", "outcome": "granted"])
        #expect(decided.status == .seeOther)
    }

    /// Of several children with the name before it; the news that a decision has come is something else.
    private func says(_ page: String) -> Bool {
        page.contains("Lupa myönnetty") || page.contains("Aino: lupa myönnetty")
    }

    @Test func `granted leave stands on the coming lessons of pupil and guardian, on days, weeks and desktops`()
        async throws
    {
        let pages: [(Link, Who)] = [
            (Self.timetable.with(Self.day), .guardian), (Self.timetable.with(Self.week), .guardian),
            (ActingPath.family(), .guardian), (ActingPath.child("lake", LeaveTrial.pupil), .guardian),
            (ActingPath.familyTimetable(), .guardian), (Self.absences, .guardian),
            (ActingPath.timetable(.pupil)("lake").with(Self.day), .pupil), (ActingPath.desktop(.pupil)("lake"), .pupil),
        ]
        try await TestHouse.open { house async throws in
            for (link, who) in pages {
                #expect(try await !says(house.get(link, as: who).body), "\(link)")
            }
            try await granted(house)
            for (link, who) in pages {
                let page = try await house.get(link, as: who)
                #expect(page.status == .ok)
                #expect(says(page.body), "\(link) as \(who)")
            }
            let today = try await house.get(Self.timetable.with(["day": "2026-11-23"]), as: .guardian)
            #expect(!says(today.body))
            #expect(try await house.get(Self.absences, as: .guardian).body.contains("Luvan myöntänyt Leena Salo"))
        }
    }

    @Test(arguments: [Who?.none, .guardian, .otherGuardian])
    func `the other guardian sees it too, unless one of the two is protected`(_ protected: Who?) async throws {
        try await TestHouse.open { house async throws in
            try await LeaveTrial.addGuardian(.otherGuardian, scope: .full, in: house.database)
            if let protected { try await LeaveTrial.protect(protected, in: house.database) }
            try await granted(house)
            for link in [Self.timetable.with(Self.day), Self.absences, ActingPath.child("lake", LeaveTrial.pupil)] {
                let page = try await house.get(link, as: .otherGuardian)
                #expect(page.status == .ok)
                #expect(page.body.contains("Lupa myönnetty") == (protected == nil), "\(link)")
            }
            #expect(try await house.get(Self.absences, as: .guardian).body.contains("Lupa myönnetty"))
        }
    }

    @Test func `one from whom attendance is hidden does not`() async throws {
        try await TestHouse.open { house async throws in
            try await LeaveTrial.addGuardian(.otherGuardian, scope: .limited, kinds: ["school"], in: house.database)
            try await granted(house)
            let page = try await house.get(Self.timetable.with(Self.day), as: .otherGuardian)
            #expect(page.status == .ok)
            #expect(page.body.contains("Liikunta") && !page.body.contains("Lupa myönnetty"))
        }
    }
}
