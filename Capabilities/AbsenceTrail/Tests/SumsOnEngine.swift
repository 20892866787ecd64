import Attendance
import Base
import Directory
import Storage
import TestKit
import Testing

@Suite struct AbsenceSumsOnEngine {
    private let aino = World.person(.pupil)
    private let eetu = World.person(.classmate)

    private func days(
        _ reach: AbsenceReach, _ seed: @escaping @Sendable (any Writer) throws -> Void
    ) async throws -> [AbsenceDay] {
        try await TestDatabase.with(template: World.template()) { database in
            try await database.write { writer in
                try TrailTrial.clear(writer)
                try seed(writer)
            }
            return try await TrailTrial.days(reach, in: database)
        }
    }

    @Test func `only what speaks now counts, and only absence`() async throws {
        let aino = aino
        let days = try await days(.pupils([aino], [World.lake])) { writer in
            try TrailTrial.add(.init(day: "2026-09-01", begins: 495), of: aino, writer)
            try TrailTrial.add(.init(day: "2026-09-01", begins: 555, isSuperseded: true), of: aino, writer)
            try TrailTrial.add(.init(day: "2026-09-01", begins: 615, absenceClass: nil), of: aino, writer)
        }
        #expect(days == [AbsenceDay(person: aino, day: TrailTrial.day("2026-09-01"), .illness, minutes: 45)])
    }

    @Test func `lunch is no lesson, and a lesson counts on the day on which it was`() async throws {
        let aino = aino
        let days = try await days(.pupils([aino], [World.lake])) { writer in
            try TrailTrial.add(.init(day: "2027-01-08", held: "2026-12-18", minutes: 75, lunch: 45), of: aino, writer)
        }
        #expect(days == [AbsenceDay(person: aino, day: TrailTrial.day("2027-01-08"), .illness, minutes: 75)])
    }

    @Test func `two lessons at one time are one absence, of the mildest class`() async throws {
        let aino = aino
        let days = try await days(.pupils([aino], [World.lake])) { writer in
            try TrailTrial.add(.init(day: "2026-09-01", absenceClass: .unexplained), of: aino, writer)
            try TrailTrial.add(.init(day: "2026-09-01", minutes: 90, absenceClass: .school), of: aino, writer)
            try TrailTrial.add(.init(day: "2026-09-01", begins: 705, absenceClass: .unexplained), of: aino, writer)
        }
        #expect(days.map(\.absenceClass) == [.school, .unexplained])
        #expect(days.map(\.minutes) == [90, 45])
    }

    @Test func `a class, the own homerooms and a school reach the same absences, once`() async throws {
        let (aino, eetu) = (aino, eetu)
        let day = Day(TrailTrial.day("2026-11-23"))
        let reaches: [AbsenceReach] = [
            .group(World.homeroom7A, World.lake, day), .homerooms([World.person(.teacher)], World.lake, day),
            .schools([World.lakeSchool], World.lake, day), .pupils([aino, eetu], [World.lake]),
        ]
        for reach in reaches {
            let days = try await days(reach) { writer in
                try TrailTrial.add(hours: 2, on: "2026-09-01", of: aino, writer)
                try TrailTrial.add(hours: 1, on: "2026-09-02", .unauthorised, of: eetu, writer)
                try TrailTrial.add(hours: 1, on: "2026-09-02", of: World.person(.otherPupil), writer)
            }
            let other = days.filter { $0.person == World.person(.otherPupil) }
            if case .schools = reach { #expect(other.count == 1) } else { #expect(other == []) }
            #expect(days.count - other.count == 2, "\(reach)")
        }
    }

    @Test func `another school, another teacher and another provider reach nothing`() async throws {
        let aino = aino
        let day = Day(TrailTrial.day("2026-11-23"))
        let reaches: [AbsenceReach] = [
            .schools([World.hillSchool], World.lake, day), .pupils([aino], [World.birch]),
            .homerooms([World.person(.teacherElsewhere)], World.lake, day), .group(World.homeroom8B, World.lake, day),
        ]
        for reach in reaches {
            let days = try await days(reach) { try TrailTrial.add(hours: 2, on: "2026-09-01", of: aino, $0) }
            #expect(days == [], "\(reach)")
        }
    }
}
