import Base
import Directory
import Foundation
import Storage
import Testing

@testable import Rostering

@Suite struct ShrinkGuardOnEngine {
    /// The town with so many more pupils in 7A that one of them is a twentieth.
    private static func large() -> RosterFixture {
        var town = RosterFixture.town()
        for number in 1...17 {
            town.person("p\(number)", "Pupil", "Number\(number)", role: "student")
            town[.enrollments, "m\(number)"] = town.enrollment(of: "p\(number)", in: "7a", as: "student")
        }
        return town
    }

    private static func without(_ count: Int) -> RosterFixture {
        var town = large()
        for number in 0..<count { town.remove(.enrollments, "m\(17 - number)") }
        return town
    }

    @Test func `up to the limit a run goes through, beyond it it must be confirmed`() async throws {
        try await Register.withTown(Self.large()) { register, provider in
            let held = try await register.take(Self.without(3))
            #expect(held.state == .held && held.exitCode == 3)
            #expect(
                held.preview?.shrinking == [.init(kind: .school, name: "Järven koulu", ending: 3, of: 20)])
            #expect(try await register.count("membership WHERE ended_at IS NULL") == 20)
            let wrong = try await register.take(Self.without(3), confirmation: "0123456789abcdef")
            #expect(wrong.state == .held && wrong.code == held.code)
            let other = try await register.take(Self.without(4), confirmation: held.code)
            #expect(other.state == .held && other.code != held.code)
            #expect(try await register.take(Self.without(3), confirmation: held.code?.uppercased()).state == .applied)
            #expect(try await register.count("membership WHERE ended_at IS NULL") == 17)
            #expect(try await register.take(Self.without(4)).state == .applied)
        }
    }

    @Test func `a group of five or more is not emptied without a word`() async throws {
        try await Register.withTown(Self.large()) { register, provider in
            try await register.database.write {
                try ShrinkLimits(schoolPercent: 100, groupSize: 5).set(
                    for: provider, instead: ShrinkLimits(), by: nil, at: Register.start, in: $0)
            }
            var town = Self.without(17)
            town.remove(.enrollments, "e1")
            let held = try await register.take(town)
            #expect(held.preview?.shrinking == [.init(kind: .group, name: "7A", ending: 18, of: 18)])
            // Moving everybody into another group empties it as well.
            var moved = Self.large()
            for id in (1...17).map({ "m\($0)" }) + ["e1"] { moved[.enrollments, id]["classSourcedId"] = "en7a" }
            #expect(try await register.take(moved).state == .held)
            try await register.database.write {
                try ShrinkLimits(schoolPercent: 100, groupSize: 19).set(
                    for: provider, instead: ShrinkLimits(), by: nil, at: Register.start, in: $0)
            }
            #expect(try await register.take(town).state == .applied)
            // Whoever moves the guard is in the change log.
            #expect(try await register.count("change_log WHERE change_log.action = 'import-limits'") == 2)
        }
    }

    @Test func `a kept run is confirmed with the code of its preview, as long as the register stays`() async throws {
        try await Register.withTown(Self.large()) { register, provider in
            let run = try await register.receive(Self.without(9), for: provider)
            let previewed = try await register.runs.preview(run, of: provider, by: .command)
            #expect(previewed.needsConfirmation)
            let unconfirmed = try await register.runs.apply(run, of: provider, confirmation: nil, by: .command)
            #expect(unconfirmed.step == .previewed && unconfirmed.code == previewed.code)
            var smaller = Self.without(1)
            smaller[.users, "p1"]["familyName"] = "Uusi"
            try await register.take(smaller)
            let changed = try await register.runs.apply(
                run, of: provider, confirmation: previewed.code, by: .command)
            #expect(changed.step == .previewed && changed.code != previewed.code)
            let applied = try await register.runs.apply(run, of: provider, confirmation: changed.code, by: .command)
            #expect(applied.step == .applied)
        }
    }

    @Test func `enrolments whose last day has come are over as well`() async throws {
        try await Register.withTown(Self.large()) { register, _ async throws -> Void in
            var town = Self.large()
            for number in 1...5 { town[.enrollments, "m\(number)"]["endDate"] = "2026-08-28" }
            #expect(try await register.take(town).state == .held)
            for number in 1...5 { town[.enrollments, "m\(number)"]["endDate"] = "2027-08-28" }
            #expect(try await register.take(town).state == .applied)
        }
    }
}
