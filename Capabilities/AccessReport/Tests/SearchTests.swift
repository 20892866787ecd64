import Accounts
import App
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

@Suite struct LogSearchOnEngine {
    private let searches = PathPattern("/lake/administrator/access-log/searches")()
    private let reason = "Selvityspyyntö 14/2026"

    @Test func `a search by person, by reader and by time finds the rows`() async throws {
        let asked: [KeyValuePairs<String, String>] = [
            ["person": "Aino Niemi"], ["reader": "teacher@lake"], ["reader": "Leena Sal"],
            ["from": "2026-11-23", "to": "2026-11-23"], ["person": "pupil@lake", "reader": "Leena Salo"],
        ]
        for fields in asked {
            try await TestHouse.open { house async throws in
                _ = try await house.get(ActingPath.person(.teacher)("lake", World.person(.pupil)), as: .teacher)
                try await house.house.flush()
                let made = try await house.post(searches, as: .administrator, fields.with(reason))
                let page = try await house.visit(.get, #require(made.location), as: Who.administrator.token)
                #expect(page.status == .ok)
                for word in ["Leena Salo", "Aino Niemi", "henkilön tiedot", "Selvityspyyntö 14/2026"] {
                    #expect(page.body.contains(word), "\(fields): \(word)")
                }
            }
        }
    }

    @Test(
        arguments: [
            (["person": "Aino Niemi"], "perustelu"),
            (["reason": "Selvityspyyntö 14/2026"], "Kerro henkilö"),
            (["reason": "Selvityspyyntö 14/2026", "person": "Nobody There"], "ei löydy"),
            (["reason": "Selvityspyyntö 14/2026", "from": "2026-11-23", "to": "2026-11-01"], "ennen ensimmäistä"),
        ] as [([String: String], String)])
    func `what a search lacks is said`(_ fields: [String: String], _ words: String) async throws {
        try await TestHouse.open { house async throws in
            let body = fields.map { "\($0.key)=\($0.value.replacing(" ", with: "+"))" }.joined(separator: "&")
            let reply = try await house.visit(
                .post, searches.description, as: Who.administrator.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains(words))
        }
    }

    @Test func `among several of one name the administrator chooses`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(searches, as: .administrator, ["reason": reason, "person": "E"])
            #expect(reply.status == .unprocessableContent)
            let choice = World.person(.classmate).description
            #expect(reply.body.contains("name=\"person-id\" value=\"\(choice)\""))
            let chosen = try await house.post(
                searches, as: .administrator, ["reason": reason, "person-id": choice])
            #expect(chosen.status == .seeOther)
        }
    }

    @Test func `the search is kept, in the change log, seen by those it shows, and nobody else's to read`() async throws
    {
        try await TestHouse.open { house async throws in
            _ = try await house.get(ActingPath.person(.teacher)("lake", World.person(.pupil)), as: .teacher)
            try await house.house.flush()
            let made = try await house.post(searches, as: .administrator, ["reason": reason, "person": "Aino Niemi"])
            let path = try #require(made.location)
            _ = try await house.visit(.get, path, as: Who.administrator.token)
            try await house.house.flush()
            let kept = try await house.database.read { reader in
                try reader.all(
                    Query<String>(
                        """
                        SELECT access_log_search.reason
                        FROM change_log
                        JOIN access_log_search ON access_log_search.provider_id = change_log.provider_id
                            AND access_log_search.id = change_log.entity_id
                        WHERE change_log.action = 'search'
                        """))
            }
            #expect(kept == [reason])
            let log = try await house.get(ActingPath.accessLog(), as: .pupil)
            #expect(log.body.contains("Outi Ranta") && log.body.contains("katselutiedot"))
            for who in [Who.otherAdministrator, .principal, .office] {
                #expect(try await house.visit(.get, path, as: who.token).status == .notFound)
            }
        }
    }

    @Test func `rows of one moment go over pages without loss`() async throws {
        try await TestHouse.open { house async throws in
            try await house.database.write { writer in
                let accounts = try Who.allCases.filter { $0 != .signedOut }.map {
                    try writer.one(PasswordAccount.named($0.signInName)).account
                }
                for (index, account) in accounts.enumerated() {
                    for purpose in ["person", "group", "school", "desktop"] {
                        let look = PersonLook(
                            provider: World.lake.uuid, person: World.person(index % 2 == 0 ? .pupil : .teacher).uuid,
                            account: account.uuid, purpose: purpose, relation: "teacher")
                        try AccessLog.write(look, at: World.now, in: writer)
                    }
                }
            }
            let made = try await house.post(searches, as: .administrator, ["reason": reason, "from": "2026-11-23"])
            var rows = 0
            var link = made.location
            while let path = link {
                let body = try await house.visit(.get, path, as: Who.administrator.token).body
                rows += LoggedPast.counts(in: body).count
                link = LoggedPast.older(in: body)
            }
            #expect(rows == (Who.allCases.count - 1) * 4)
        }
    }
}

extension KeyValuePairs<String, String> {
    /// The same fields with a reason, in the order that the type keeps.
    fileprivate func with(_ reason: String) -> KeyValuePairs<String, String> {
        func value(_ key: String) -> String { first { $0.key == key }?.value ?? "" }
        return [
            "reason": reason, "person": value("person"), "reader": value("reader"), "from": value("from"),
            "to": value("to"),
        ]
    }
}
