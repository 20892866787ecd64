import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Testing
import TestKit
import Web

/// What a house remembers between pages must never be older than the last change.
@Suite struct PageMemoryOnEngine {
    private static let lines =
        WhoMayTable.attendanceLines + WhoMayTable.trailLines + WhoMayTable.leaveLines + WhoMayTable.timetableLines
        + WhoMayTable.registerLines

    /// Pages that stand on plans, groups, clashes and trails.
    private static let pages: [(Link, Who)] = [
        (ActingPath.desktop(.teacher)("lake"), .teacher), (ActingPath.desktop(.pupil)("lake"), .pupil),
        (ActingPath.family(), .guardian), (ActingPath.family(), .otherGuardian),
        (ActingPath.desktop(.principal)("lake"), .principal), (ActingPath.timetable(.teacher)("lake"), .teacher),
        (AttendancePath.register(.teacher)("lake", World.mathsLesson, World.now.day), .teacher),
        (PathPattern("/{provider}/teacher/absence-trail")("lake"), .teacher),
        (PathPattern("/{provider}/pupil/absence-sums")("lake"), .pupil),
    ]

    @Test(arguments: lines.filter { $0.method == "POST" && !$0.allowed.isEmpty })
    func `after an action every page is as in a house without a memory`(_ line: WhoMayLine) async throws {
        try await TestHouse.open { house async throws in
            _ = try await Self.bodies(house)
            for who in line.allowed.sorted(by: { $0.rawValue < $1.rawValue }).prefix(1) {
                _ = try await house.post(line.link, as: who, line.fields)
            }
            let remembered = try await Self.bodies(house)
            try await house.anew { fresh async throws in
                for (index, body) in try await Self.bodies(fresh).enumerated() {
                    #expect(remembered[index] == body, "\(Self.pages[index])")
                }
            }
        }
    }

    private static func bodies(_ house: TestHouse) async throws -> [String] {
        var bodies: [String] = []
        for (link, who) in pages { bodies.append(try await house.get(link, as: who).body) }
        return bodies
    }
}
