import Base
import Directory
import Testing

@testable import Rostering

@Suite struct RecordTests {
    @Test func `the Finnish fields are read`() async throws {
        let set = try await RosterFixture.town().read()
        let users = try #require(set).users.active
        let aino = try #require(users.first { $0.sourcedId == "aino" })
        #expect(aino.name == PersonName(given: "Aino Maria", called: "Aino", family: "Virtanen"))
        #expect(aino.yearLevel == "7" && aino.language == "fi" && aino.isProtected == false)
        #expect(
            aino.identifiers == [
                Identifier(kind: "learner_number", value: "1.2.246.562.98.10000000009"),
                Identifier(kind: "user_id:ldap", value: "av01"), Identifier(kind: "username", value: "aino"),
            ])
        #expect(aino.contacts == [Contact(kind: "email", value: "aino@example.fi")])
        #expect(
            aino.agents == [
                AgentEntry(
                    agent: "leena", scope: .full, kinds: nil, begins: nil, ends: nil, hasBegins: true, hasEnds: true),
                AgentEntry(
                    agent: "pekka", scope: .limited, kinds: ["absences", "homework"], begins: nil,
                    ends: CivilDate("2027-01-01"), hasBegins: true, hasEnds: true),
            ])
        #expect(aino.metadata == ["primaryOrgSourcedId": "lake"])
    }

    @Test func `the called name is the first given name when none is preferred`() async throws {
        var town = RosterFixture.town()
        town[.users, "timo"].merge(["givenName": "Timo Olavi", "middleName": "Juhani"]) { $1 }
        let timo = try await town.read()?.users.active.first { $0.sourcedId == "timo" }
        #expect(timo?.name == PersonName(given: "Timo Olavi Juhani", called: "Timo", family: "Korhonen"))
    }

    @Test(arguments: [
        ("limited", [String]()), ("limited:homework", ["homework"]),
        ("limited:school+absences+school", ["absences", "school"]),
    ])
    func `a limited guardianship lists its kinds`(_ scope: String, _ kinds: [String]) async throws {
        var town = RosterFixture.town()
        town[.users, "aino"]["metadata.guardianScope"] = "information,\(scope)"
        let aino = try await town.read()?.users.active.first { $0.sourcedId == "aino" }
        #expect(aino?.agents.map(\.scope) == [.information, .limited])
        #expect(aino?.agents.last?.kinds == kinds)
    }

    @Test func `a kind that nobody knows is told of, and the rest is imported without it`() async throws {
        var town = RosterFixture.town()
        town[.users, "aino"]["metadata.guardianScope"] = "information,limited:absence+homework"
        let aino = try await town.read()?.users.active.first { $0.sourcedId == "aino" }
        #expect(aino?.agents.last?.scope == .limited)
        #expect(aino?.agents.last?.kinds == ["homework"])
        let problems = try await town.problems()
        #expect(problems.map(\.code) == [.guardianKind])
        #expect(problems.first?.severity == .notice)
        #expect(problems.first?.values == ["kind": "absence", "known": "absences, homework, school"])
        #expect(problems.first?.row == town.line(.users, "aino"))
    }

    @Test func `an identifier is an OID, a school code or metadata`() async throws {
        var town = RosterFixture.town()
        town[.orgs, "hill"] = ["name": "Mäki", "type": "school", "identifier": "NCES-1", "parentSourcedId": "town"]
        let orgs = try await town.read()?.orgs.active ?? []
        #expect(orgs.map(\.oid) == [RosterFixture.townOID, nil, nil])
        #expect(orgs.map(\.schoolCode) == [nil, "00204", nil])
        #expect(orgs.last?.metadata == ["identifier": "NCES-1"])
    }

    @Test func `a 1.1 user has a role at each organisation`() async throws {
        var old = RosterFixture()
        old.version = "1.1"
        old.extra = [:]
        old[.orgs, "town"] = ["name": "Town", "type": "district"]
        old[.orgs, "lake"] = ["name": "Lake", "type": "school", "parentSourcedId": "town"]
        old[.users, "u"] = [
            "enabledUser": "true", "orgSourcedIds": "lake,town", "role": "teacher", "username": "u", "givenName": "A",
            "familyName": "B",
        ]
        #expect(try await old.problems().isEmpty)
        let roles = try await old.read()?.users.active.flatMap(\.roles) ?? []
        #expect(roles.map(\.sourcedId) == ["u:teacher:lake", "u:teacher:town"])
        #expect(roles.map(\.isPrimary) == [true, false])
        old[.users, "u"]["role"] = "administrator"
        #expect(try await old.problems().map(\.code) == [.roleNotGranted])
    }

    @Test(arguments: [
        ("2026-09-01T06:00:00.000Z", true), ("2026-09-01T06:00:00Z", true), ("2026-09-01T06:00:00+03:00", true),
        ("2026-09-01", false), ("2026-09-31T06:00:00Z", false), ("2026-09-01 06:00:00Z", false),
        ("2026-09-01T25:00:00Z", false),
        ("2026-09-01T06:00:00", false),
    ])
    func `moments are well-formed or not`(_ text: String, _ isGood: Bool) {
        #expect(Moment.isWellFormed(text) == isGood)
    }
}
