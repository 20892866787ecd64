import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Synchronization
import Testing
import TestKit
import Web

/// What a house remembers between pages must never be older than the last change.
@Suite struct PageMemoryOnEngine {
    private static let lines =
        WhoMayTable.attendanceLines + WhoMayTable.trailLines + WhoMayTable.leaveLines + WhoMayTable.timetableLines
        + WhoMayTable.registerLines + WhoMayTable.homeworkLines

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
            // A page is kept when it is asked for the second time.
            for _ in 0..<2 { _ = try await Self.bodies(house) }
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

    private static let desktops: [(Link, Who)] = [
        (ActingPath.desktop(.teacher)("lake"), .teacher), (ActingPath.desktop(.pupil)("lake"), .pupil),
        (ActingPath.family(), .guardian), (ActingPath.child("lake", World.person(.pupil)), .guardian),
    ]

    /// With a question, which no desktop answers, a page is made anew.
    @Test func `at every minute of the morning a desktop that is kept is as one that is made anew`() async throws {
        let minute = Mutex<Int64>(0)
        let morning = Instant(startOf: World.now.day).adding(minutes: 7 * 60 + 50)
        try await TestHouse.open(now: { morning.adding(minutes: minute.withLock { $0 }) }) { house async throws in
            for (link, who) in Self.desktops {
                for passed in 0..<Int64(160) {
                    minute.withLock { $0 = passed }
                    let kept = try await house.get(link, as: who).body
                    let anew = try await house.get(link.with(["anew": "yes"]), as: who).body
                    #expect(kept == anew, "\(link) \(passed)")
                }
            }
        }
    }

    @Test func `what another node writes is on the next page`() async throws {
        try await TestHouse.openPair { one, other in
            for (link, who) in Self.desktops {
                for _ in 0..<3 { _ = try await one.get(link, as: who) }
            }
            let work = PathPattern("/{provider}/teacher/homework/{homework}")("lake", World.homework)
            let given = try await other.post(work, as: .teacher, ["text": "s. 99", "when": "same"])
            #expect(given.status == .seeOther)
            for (link, who) in Self.desktops {
                let here = try await one.get(link, as: who).body
                #expect(here == (try await other.get(link, as: who).body), "\(link)")
            }
        }
    }

    private static func bodies(_ house: TestHouse) async throws -> [String] {
        var bodies: [String] = []
        for (link, who) in pages { bodies.append(try await house.get(link, as: who).body) }
        return bodies
    }
}
