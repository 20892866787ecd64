import Audit
import Base
import Directory
import Foundation
import Storage
import TestKit
import Testing

@testable import Rostering

/// Identity codes by import: at the edge of reading they become keyed hashes, and nothing else of them is anywhere.
@Suite struct IdentityCodeOnEngine {
    /// Artificial: they belong to nobody.
    private static let code = "010594Y9021"
    private static let other = "010594-9021"
    private static let later = Register.start.adding(days: 1)

    private static func town(_ code: String? = code) -> RosterFixture {
        var town = RosterFixture.town()
        guard let code else { return town }
        town.extra[.users]?.append("metadata.identityCode")
        town[.users, "leena"]["metadata.identityCode"] = code
        return town
    }

    private static func hash(_ code: String) throws -> [UInt8] {
        PersonIdentity.hash(of: try #require(PersonalIdentityCode(code)), by: try World.seal())
    }

    /// What the register has said, by the sourcedIds of people.
    private static func known(_ register: Register) async throws -> [String: [UInt8]] {
        let pairs = try await register.database.read { reader in
            try reader.all(
                Query(
                    """
                    SELECT person.source_id, person_identity.code_hash FROM person_identity
                    JOIN person ON person.provider_id = person_identity.provider_id
                        AND person.id = person_identity.person_id
                    WHERE person_identity.source = 'register'
                    """
                ) { (try $0.next(String.self), try $0.next([UInt8].self)) })
        }
        return Dictionary(pairs) { $1 }
    }

    /// Every text and every run of bytes of the rooms that an import writes to.
    private static func everything(_ register: Register) async throws -> [(place: String, bytes: [UInt8])] {
        let rooms = try Audit.migrations() + Directory.migrations() + Rostering.migrations()
        var found: [(place: String, bytes: [UInt8])] = []
        for statement in rooms.flatMap(\.statements) {
            guard let table = try /CREATE TABLE (\w+) \(([\s\S]*)\)/.wholeMatch(in: statement) else { continue }
            for column in String(table.2).matches(of: /(\w+) (TEXT|BYTEA|JSONB)/) {
                let place = "\(table.1).\(column.1)"
                let sql = SQL(stringLiteral: "SELECT \(place) FROM \(table.1) WHERE \(place) IS NOT NULL")
                let kind = String(column.2)
                // A table that a later migration has dropped is not there.
                let values: [[UInt8]]? = try? await register.database.read { reader in
                    try reader.all(
                        Query(sql) { row in
                            switch kind {
                            case "TEXT": Array(try row.next(String.self).utf8)
                            case "JSONB": Array(try row.next(JSONDocument.self).text.utf8)
                            default: try row.next([UInt8].self)
                            }
                        })
                }
                found += (values ?? []).map { (place, $0) }
            }
        }
        return found
    }

    private static func expectNowhere(_ codes: [String], _ register: Register) async throws {
        for (place, bytes) in try await everything(register) {
            let text = String(decoding: bytes, as: UTF8.self)
            for code in codes { #expect(!text.contains(code) && !text.contains(code.dropFirst(6)), "\(place)") }
        }
    }

    @Test func `a code becomes its keyed hash, and no row has it, neither of the package nor of the preview`()
        async throws
    {
        try await Register.withTown { register, provider in
            let run = try await register.receive(Self.town(" 010594y9021"), for: provider)
            try await Self.expectNowhere(["010594Y9021", "010594y9021"], register)
            let previewed = try await register.runs.preview(run, of: provider, by: .command)
            #expect(previewed.counts[.person] == ImportCounts(changed: 1, unchanged: 3))
            let changes = try await register.changes(of: run, provider)
            #expect(changes.map(\.fields) == [[.init(field: "identity_code", before: nil, after: "given")]])
            _ = try await register.runs.apply(run, of: provider, confirmation: nil, by: .command)
            #expect(try await Self.known(register) == ["leena": try Self.hash(Self.code)])
            try await Self.expectNowhere(["010594Y9021", "010594y9021"], register)
            // Another code: that there is one is shown, which one is not.
            let next = try await register.receive(Self.town(Self.other), for: provider)
            _ = try await register.runs.preview(next, of: provider, by: .command)
            let differences = try await register.changes(of: next, provider)
            #expect(differences.map(\.fields) == [[.init(field: "identity_code", before: "given", after: "changed")]])
            _ = try await register.runs.apply(next, of: provider, confirmation: nil, by: .command)
            #expect(try await Self.known(register) == ["leena": try Self.hash(Self.other)])
            #expect(try await register.runs.undo(next, of: provider, by: .command) == [])
            #expect(try await Self.known(register) == ["leena": try Self.hash(Self.code)])
            try await Self.expectNowhere([Self.code, Self.other], register)
        }
    }

    @Test func `of a package that was kept before packages were closed the bytes are still read`() async throws {
        try await Register.withTown { register, provider in
            let run = try await register.receive(Self.town(nil), for: provider)
            let kept = try await register.database.read {
                try $0.one(Query<[UInt8]>("SELECT content FROM roster_run_chunk"))
            }
            let open = try World.seal().open(kept, for: "roster_run_chunk.content")
            _ = try await register.database.write {
                try $0.run("UPDATE roster_run_chunk SET content = \(open), is_sealed = NULL")
            }
            #expect(try await register.runs.preview(run, of: provider, by: .command).step == .previewed)
        }
    }

    @Test func `a new person has it at once, a file without the column changes nothing, a blank cell takes it away`()
        async throws
    {
        try await Register.with { register in
            try await register.take(Self.town())
            #expect(try await Self.known(register) == ["leena": try Self.hash(Self.code)])
            #expect(try await register.take(Self.town(), at: Self.later).state == .unchanged)
            #expect(try await register.take(Self.town(nil), at: Self.later).state == .unchanged)
            var delta = RosterFixture.delta(
                .users, "leena",
                ["enabledUser": "true", "username": "leena", "givenName": "Leena", "familyName": "Uusi"])
            try await register.take(delta, at: Self.later)
            #expect(try await Self.known(register).count == 1)
            delta.extra[.users]?.append("metadata.identityCode")
            try await register.take(delta, at: Self.later)
            #expect(try await Self.known(register).isEmpty)
        }
    }

    @Test func `what a login has shown is not the register's to take away`() async throws {
        try await Register.withTown { register, provider in
            let person = try await register.database.read {
                try $0.one(Query<ID<Person>>("SELECT id FROM person WHERE source_id = 'leena'"))
            }
            let hash = try Self.hash(Self.code)
            let isKept = try await register.database.write {
                try PersonIdentity.keep(hash, of: person, in: provider, at: Register.start, in: $0)
            }
            #expect(isKept)
            try await register.take(Self.town(Self.other), at: Self.later)
            try await register.take(Self.town(""), at: Self.later)
            let hashes = try await register.database.read {
                try $0.all(PersonIdentity.hashes(of: person, in: provider))
            }
            #expect(hashes == [hash])
            // Somebody who is known by another code is somebody else.
            let other = try Self.hash(Self.other)
            let isOther = try await register.database.write {
                try PersonIdentity.keep(other, of: person, in: provider, at: Self.later, in: $0)
            }
            #expect(!isOther)
        }
    }

    @Test func `a record that becomes another's gives it what is known, and gets it back`() async throws {
        try await Register.withTown(Self.town()) { register, provider in
            let people = try await register.database.read { reader in
                try ["leena", "pekka"].map { try reader.one(Person.from(source: $0, in: provider)) }
            }
            let pair = MergeFollower.Pair(kept: people[1], merged: people[0], in: provider, at: Self.later)
            let rows = try await register.database.write { try PersonIdentity.follower.follow(pair, $0) }
            #expect(try await Self.known(register).keys.sorted() == ["pekka"])
            try await register.database.write { try PersonIdentity.follower.giveBack(pair, rows, $0) }
            #expect(try await Self.known(register).keys.sorted() == ["leena"])
        }
    }

    @Test(arguments: [
        ("010594Y902A", ProblemCode.identityCodeFormat, ImportProblem.Severity.error),
        ("310294-9021", .identityCodeFormat, .error), ("salaisuus", .identityCodeFormat, .error),
        (code, .identityCodeArtificial, .notice),
    ])
    func `a wrong code is told by its place and never shown`(
        _ value: String, _ code: ProblemCode, _ severity: ImportProblem.Severity
    ) async throws {
        let problems = try await Self.town(value).problems()
        #expect(problems.map(\.code) == [code] && problems[0].severity == severity)
        #expect(problems[0].column == "metadata.identityCode" && problems[0].row == 3)
        #expect(!"\(problems)".contains(value))
    }

    @Test func `two records with one code are told, by the sourcedId`() async throws {
        var town = Self.town()
        town[.users, "pekka"]["metadata.identityCode"] = Self.code
        let problems = try await town.problems().filter { $0.code == .identityCodeShared }
        #expect(problems.map(\.values) == [["id": "leena"]])
    }

    @Test(arguments: ["metadata.IdentityCode", "metadata.identitycode", "identityCode", "IDENTITYCODE"])
    func `a column of another spelling is refused or passed over, and never kept`(_ column: String) async throws {
        var town = RosterFixture.town()
        town.extra[.users]?.append(column)
        // Wrong on purpose: what is no code is looked for by nobody.
        town[.users, "leena"][column] = "010594Y902A"
        let read = try #require(try await town.read())
        #expect(read.users.active.allSatisfy { $0.identity == nil && !"\($0)".contains("902A") })
        town[.users, "leena"][column] = Self.code
        #expect(try await town.problems().contains { $0.code == .identityCode && $0.severity == .error })
    }

    @Test func `an export has no such column`() async throws {
        try await Register.withTown(Self.town()) { register, _ in
            let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            try await register.export(to: folder)
            let users = try String(contentsOf: folder.appending(path: "users.csv"), encoding: .utf8)
            #expect(!users.lowercased().contains("identitycode") && !users.contains("9021"))
            #expect(try await register.take(folder).state == .unchanged)
        }
    }
}
