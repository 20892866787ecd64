import Base
import Directory
import Storage
import Testing

@testable import Rostering

@Suite struct RosterChangesOnEngine {
    private static let later = Register.start.adding(days: 1)

    @Test func `who is missing from a bulk file is over, with everything that hangs on them`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            var town = RosterFixture.town()
            town.remove(.users, "aino")
            town.remove(.roles, "r-aino")
            town.remove(.enrollments, "e1")
            town.remove(.enrollments, "e2")
            town.remove(.demographics, "aino")
            let report = try await register.force(town, at: Self.later)
            #expect(report.state == .applied)
            #expect(report.counts[.person] == ImportCounts(ended: 1, unchanged: 3))
            #expect(report.counts[.membership] == ImportCounts(ended: 2, unchanged: 1))
            #expect(report.counts[.guardianship]?.ended == 2)
            #expect(try await register.count("person WHERE ended_at = \(Self.later)") == 1)
            let back = try await register.force(.town(), at: Self.later.adding(days: 1))
            #expect(back.counts[.person] == ImportCounts(changed: 1, unchanged: 3))
            #expect(try await register.count("guardianship WHERE ended_at IS NULL") == 2)
            #expect(try await register.count("person") == 4)
        }
    }

    @Test func `a group corrected and ended by hand is the source's again, with its members`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            let before = try await register.text("SELECT title FROM school_group ORDER BY id")
            try await register.database.write { writer in
                let ended: SQL = "ended_at = \(Self.later)"
                try writer.run("UPDATE school_group SET title = 'Muu', sort_key = 'muu', \(ended)")
                try writer.run("UPDATE membership SET \(ended)")
                try writer.run("DELETE FROM group_session")
            }
            let preview = try await register.take(.town(), dryRun: true, at: Self.later.adding(days: 1))
            #expect(preview.counts[.group] == ImportCounts(changed: before.count))
            try await register.force(.town(), at: Self.later.adding(days: 1))
            #expect(try await register.text("SELECT title FROM school_group ORDER BY id") == before)
            #expect(try await register.count("school_group WHERE ended_at IS NOT NULL") == 0)
            #expect(try await register.count("membership WHERE ended_at IS NOT NULL") == 0)
            #expect(try await register.count("group_session") > 0)
            #expect(try await register.count("group_name WHERE sort_key = 'muu'") == 0)
        }
    }

    @Test func `a delta ends what it says and what hangs on it`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            var delta = RosterFixture.delta(.users, "timo", ["status": "tobedeleted"])
            delta.addDelta(.users, "ghost", ["status": "tobedeleted"])
            let report = try await register.force(delta)
            #expect(report.state == .applied && report.problems.map(\.code) == [.deleteUnknown])
            #expect(report.counts[.person] == ImportCounts(ended: 1))
            #expect(report.counts[.role]?.ended == 1 && report.counts[.membership]?.ended == 1)
            #expect(report.counts[.group] == ImportCounts())
            #expect(try await register.force(delta).state == .unchanged)
        }
    }

    @Test func `a delta may refer to what the register has`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            var delta = RosterFixture()
            delta.addDelta(.enrollments, "e9", delta.enrollment(of: "timo", in: "7a", as: "ext:aide"))
            #expect(try await register.force(delta).counts[.membership] == ImportCounts(created: 1))
            delta.addDelta(.enrollments, "e9", delta.enrollment(of: "timo", in: "9z", as: "teacher"))
            #expect(try await register.force(delta).problems.map(\.code) == [.referenceMissing])
        }
    }

    @Test func `a guardian who is not named any more is none, and one who lost the role neither`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            var delta = RosterFixture.delta(.users, "aino", RosterFixture.town()[.users, "aino"])
            delta[.users, "aino"].merge(
                ["agentSourcedIds": "pekka", "metadata.guardianScope": "", "metadata.guardianTo": ""]) { $1 }
            let report = try await register.force(delta)
            #expect(report.counts[.guardianship] == ImportCounts(changed: 1, ended: 1))
            let loss = RosterFixture.delta(.roles, "r-pekka", ["status": "tobedeleted"])
            #expect(try await register.force(loss).counts[.guardianship] == ImportCounts(ended: 1))
        }
    }

    @Test func `what a student granted is not touched`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            let granted = Register.start.adding(minutes: 5)
            try await register.database.write { _ = try $0.run("UPDATE guardianship SET granted_at = \(granted)") }
            var town = RosterFixture.town()
            town[.users, "aino"]["metadata.guardianScope"] = "information,information"
            #expect(try await register.force(town).counts[.guardianship] == ImportCounts(changed: 2))
            #expect(try await register.count("guardianship WHERE granted_at = \(granted)") == 2)
        }
    }

    @Test func `identifiers are dated, contact details replaced, sessions exchanged`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            var town = RosterFixture.town()
            town[.users, "aino"].merge(["userIds": "{ldap:av02}", "email": "", "phone": "+358401234567"]) { $1 }
            town[.classes, "7a"]["termSourcedIds"] = "autumn,year"
            let report = try await register.force(town, at: Self.later)
            #expect(report.counts[.person] == ImportCounts(changed: 1, unchanged: 3))
            #expect(report.counts[.group] == ImportCounts(changed: 1, unchanged: 1))
            #expect(
                try await register.text("SELECT value FROM person_identifier WHERE ends_on = \(Self.later.day)") == [
                    "av01"
                ])
            #expect(try await register.text("SELECT kind FROM contact") == ["phone"])
            #expect(try await register.count("group_session") == 3)
            try await register.force(.town(), at: Self.later)
            #expect(try await register.count("person_identifier WHERE value = 'av01' AND ends_on IS NULL") == 1)
            #expect(try await register.count("group_session") == 2)
            #expect(try await register.force(.town()).state == .unchanged)
        }
    }

    @Test func `what the file does not speak of stays: protection and the scope of guardians`() async throws {
        try await Register.with { register in
            var town = RosterFixture.town()
            town[.users, "aino"]["metadata.protected"] = "true"
            try await register.force(town)
            let limited: SQL = "guardianship WHERE scope = 'limited' AND ends_on IS NOT NULL"
            #expect(try await register.count(limited) == 1)
            town.extra[.users] = ["metadata.learnerNumber", "metadata.language", "metadata.teacherCode"]
            let report = try await register.force(town)
            #expect(report.errorCount == 0)
            #expect(try await register.count("person WHERE protected = TRUE") == 1)
            #expect(try await register.count(limited) == 1)
        }
    }

    @Test func `a protection set by hand is lifted by hand alone, and the import tells that it stays`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            try await register.protect("aino", true)
            for day: Int64 in 1...2 {
                let report = try await register.force(.town(), at: Self.later.adding(days: day))
                #expect(report.problems.map(\.code).contains(.protectionKept))
                #expect(try await register.count("person WHERE protected = \(true)") == 1)
            }
            try await register.protect("aino", false, at: Self.later.adding(days: 2))
            var marked = RosterFixture.town()
            marked[.users, "aino"]["metadata.protected"] = "true"
            try await register.force(marked, at: Self.later.adding(days: 3))
            #expect(try await register.count("person WHERE protected = \(true)") == 1)
            let lifted = try await register.force(.town(), at: Self.later.adding(days: 4))
            #expect(lifted.problems.map(\.code).contains(.protectionEnded))
            #expect(try await register.count("person WHERE protected = \(true)") == 0)
        }
    }

    @Test func `what makes a person more visible is told, and a misspelt column is refused`() async throws {
        try await Register.with { register in
            var town = RosterFixture.town()
            town[.users, "aino"]["metadata.protected"] = "true"
            try await register.force(town)
            var open = RosterFixture.town()
            open[.users, "aino"]["metadata.guardianScope"] = ""
            let codes = try await register.force(open).problems.map(\.code)
            #expect(codes.contains(.protectionEnded) && codes.contains(.guardianshipWidened))
            var misspelt = RosterFixture.town()
            misspelt.extra[.users] = ["metadata.Protected"]
            let refused = try await register.force(misspelt)
            #expect(refused.state == .refused && refused.problems.contains { $0.code == .headerMisspelt })
        }
    }

    @Test func `a birth date follows demographics alone`() async throws {
        try await Register.with { register in
            try await register.force(.town())
            var town = RosterFixture.town()
            town.modes[.demographics] = .absent
            #expect(try await register.force(town).state == .unchanged)
            let delta = RosterFixture.delta(.demographics, "aino", ["birthDate": "2013-05-05"])
            #expect(try await register.force(delta).counts[.person] == ImportCounts(changed: 1))
            let gone = RosterFixture.delta(.demographics, "aino", ["status": "tobedeleted"])
            #expect(try await register.force(gone).counts[.person] == ImportCounts(changed: 1))
            #expect(try await register.count("person WHERE birth_date IS NOT NULL") == 0)
        }
    }

    @Test func `a 1.1 package brings roles with its users`() async throws {
        try await Register.with { register in
            var old = RosterFixture()
            old.version = "1.1"
            old.extra = [:]
            old[.orgs, "town"] = ["name": "Town", "type": "district"]
            old[.orgs, "lake"] = ["name": "Lake", "type": "school", "parentSourcedId": "town"]
            let user = ["enabledUser": "true", "orgSourcedIds": "lake", "givenName": "A", "familyName": "B"]
            old[.users, "child"] = user.merging(["role": "student", "agentSourcedIds": "mother"]) { $1 }
            old[.users, "mother"] = user.merging(["role": "parent"]) { $1 }
            let report = try await register.force(old)
            #expect(report.errorCount == 0 && report.counts[.role]?.created == 2)
            #expect(report.counts[.guardianship]?.created == 1)
            #expect(try await register.force(old).state == .unchanged)
            old[.users, "child"]["orgSourcedIds"] = "town"
            #expect(try await register.force(old).counts[.role] == ImportCounts(created: 1, ended: 1, unchanged: 1))
        }
    }

    @Test func `a record that was merged away leads to the kept one, and is not made anew`() async throws {
        try await Register.with { register in
            var town = RosterFixture.town()
            town.person("twin", "Aino", "Virtanen", role: "student")
            town[.enrollments, "e9"] = town.enrollment(of: "twin", in: "7a", as: "student")
            try await register.take(town)
            try await register.merge("twin", into: "aino")
            let again = try await register.take(town, at: Self.later)
            #expect(again.counts[.person]?.created == 0 && again.counts[.person]?.ended == 0)
            #expect(again.counts[.membership]?.changed == 0)
            #expect(try await register.count("person WHERE ended_at IS NULL") == 4)
            #expect(try await register.names(of: "e9") == ["aino"])
        }
    }

    @Test func `the kept record lives on when the source has only the merged one left`() async throws {
        try await Register.with { register in
            var town = RosterFixture.town()
            town.person("twin", "Aino", "Virtanen", role: "student")
            try await register.take(town)
            try await register.merge("twin", into: "aino")
            town.remove(.users, "aino")
            town.remove(.roles, "r-aino")
            town.remove(.enrollments, "e1")
            town.remove(.enrollments, "e2")
            town.remove(.demographics, "aino")
            let report = try await register.force(town, at: Self.later)
            #expect(report.state == .applied)
            #expect(try await register.count("person WHERE source_id = 'aino' AND ended_at IS NULL") == 1)
            #expect(try await register.count("person WHERE source_id = 'twin' AND ended_at IS NULL") == 0)
        }
    }
}
