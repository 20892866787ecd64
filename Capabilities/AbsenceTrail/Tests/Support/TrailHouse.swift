import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Web

@testable import AbsenceTrail

/// A house in which Aino Niemi of 7A has been absent; Leena Salo is the homeroom teacher.
enum TrailHouse {
    static let aino = World.person(.pupil)
    static let trail = TrailPath.pupil(.teacher)("lake", aino)
    static let desktop = ActingPath.desktop(.teacher)("lake")
    static let report = TrailPath.report("lake")

    static func open(
        hours: Int = 0, unexplainedOn day: String? = nil, _ body: @escaping @Sendable (TestHouse) async throws -> Void
    ) async throws {
        try await TestHouse.open { house async throws in
            try await house.database.write { writer in
                try TrailTrial.clear(writer)
                if hours > 0 { try TrailTrial.add(hours: hours, on: "2026-11-02", of: aino, writer) }
                if let day { try TrailTrial.add(hours: 1, on: day, .unexplained, of: aino, writer) }
            }
            try await body(house)
        }
    }

    /// Sends the form of a limit.
    static func react(
        _ house: TestHouse, as who: Who = .teacher, limit: String = "absence_hours-25", step: String = "home",
        how: String = "Soitettiin äidille, aamut ovat vaikeita.", day: String = "2026-11-23",
        term: String = "2026-08-01", role: Role = .teacher
    ) async throws -> Reply {
        let about = "\(aino)-\(limit)-\(term)"
        return try await house.post(
            TrailPath.reactions(role)("lake", aino), as: who,
            ["limit": limit, "term": term, "step-\(about)": step, "how-\(about)": how, "day-\(about)": day])
    }
}
