import Accounts
import App
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Synchronization
import Testing
import TestKit
import Web

@testable import AccessReport

@Suite struct SignInAuditOnEngine {
    private let page = ActingPath.signInAudit("lake")
    private let exports = PathPattern("/lake/administrator/sign-in-audit/exports")()
    private let reason = "Selvityspyyntö 15/2026"

    private func signIn(_ house: TestHouse, _ who: Who, _ password: String = World.password) async throws {
        _ = try await house.post(
            ActingPath.signIn(), as: .signedOut, ["name": who.signInName, "password": password])
        try await house.house.flush()
    }

    private func body(_ house: TestHouse, _ query: KeyValuePairs<String, String> = [:]) async throws -> String {
        let reply = try await house.get(page.with(query), as: .administrator)
        #expect(reply.status == .ok)
        return reply.body
    }

    private func table(_ house: TestHouse, _ query: KeyValuePairs<String, String> = [:]) async throws -> String {
        let body = try await body(house, query)
        guard let begins = body.firstRange(of: "<table"), let ends = body.firstRange(of: "</table>") else { return "" }
        return String(body[begins.lowerBound..<ends.lowerBound])
    }

    @Test func `sign-ins, refused ones and acts stand in one list`() async throws {
        try await TestHouse.open { house async throws in
            try await signIn(house, .pupil)
            try await signIn(house, .teacher, "väärä salasana")
            _ = try await house.post(
                PathPattern("/lake/administrator/access-log/searches")(), as: .administrator,
                ["reason": reason, "from": "2026-11-01"])
            let all = try await table(house)
            for word in [
                "Kirjautuminen: salasana", "Hylätty kirjautuminen: salasana", "Katselutietoja haettu", "Aino",
                "Leena Salo",
            ] { #expect(all.contains(word), "\(word)") }
        }
    }

    @Test func `it is narrowed by kind, person, maker and days`() async throws {
        try await TestHouse.open { house async throws in
            try await signIn(house, .pupil)
            try await signIn(house, .teacher, "väärä salasana")
            _ = try await house.post(
                PathPattern("/lake/administrator/access-log/searches")(), as: .administrator,
                ["reason": reason, "from": "2026-11-01"])
            let (signIns, refused, search) = ("Kirjautuminen: salasana", "Hylätty", "Katselutietoja haettu")
            let asked: [(KeyValuePairs<String, String>, [String])] = [
                (["topic": "sign-in"], [signIns]), (["topic": "refused"], [refused]), (["topic": "searches"], [search]),
                (["person": "Leena Salo"], [refused]), (["person": World.name(.pupil).called + " Niemi"], [signIns]),
                (["maker": Who.administrator.signInName], [search]), (["person": "pupil@lake"], [signIns]),
                (["person": "Leena Salo", "maker": Who.administrator.signInName], []),
                (["from": "2026-11-23", "to": "2026-11-23"], [signIns, refused, search]), (["to": "2026-11-22"], []),
            ]
            for (query, words) in asked {
                let found = try await table(house, query)
                for word in [signIns, refused, search] {
                    #expect(found.contains(word) == words.contains(word), "\(query): \(word)")
                }
            }
            let unclear = try await house.get(page.with(["person": "Nobody There"]), as: .administrator)
            #expect(unclear.status == .unprocessableContent && unclear.body.contains("ei löydy"))
        }
    }

    @Test func `it goes back in time by pages, and nothing is left out`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            for _ in 0..<60 {
                clock.withLock { $0 = $0.adding(minutes: 1) }
                try await house.database.write { writer in
                    let account = try writer.one(PasswordAccount.named("pupil@lake")).account
                    try SignInEvent.write(
                        .stepUp, by: .code, of: account, browser: "", at: clock.withLock { $0 }, in: writer)
                }
            }
            let first = try await body(house)
            #expect(first.components("Vahvistus: kertakoodi") == 50)
            let begins = try #require(first.firstRange(of: "after="))
            let after = String(first[begins.upperBound...].prefix { $0.isLetter || $0.isNumber })
            #expect(try await body(house, ["after": after]).components("Vahvistus: kertakoodi") == 10)
        }
    }

    @Test func `people of another provider are not in it, and looking leaves a trace`() async throws {
        try await TestHouse.open { house async throws in
            try await signIn(house, .guardian)
            try await signIn(house, .pupil)
            try await signIn(house, .otherAdministrator)
            let all = try await table(house)
            #expect(all.contains(World.name(.guardian).full))
            #expect(!all.contains(World.name(.otherAdministrator).full))
            try await house.house.flush()
            let log = try await house.get(ActingPath.accessLog(), as: .pupil)
            #expect(log.body.contains("kirjautumisten valvonta"))
        }
    }

    @Test func `a file needs a reason, is safe for spreadsheets and names nobody who is protected`() async throws {
        try await TestHouse.open { house async throws in
            try await signIn(house, .pupil)
            try await signIn(house, .protectedPupil)
            let refused = try await house.post(exports, as: .administrator, ["reason": "-"])
            #expect(refused.status == .unprocessableContent)
            let made = try await house.post(exports, as: .administrator, ["reason": reason, "topic": "sign-in"])
            let file = try await house.visit(.get, #require(made.location), as: Who.administrator.token)
            #expect(file.status == .ok)
            #expect(file.headers[.contentDisposition]?.contains("sign-ins-2026-11-23.csv") == true)
            #expect(file.body.contains("2026-11-23 10:15;Kirjautuminen: salasana;\(World.name(.pupil).full);itse"))
            #expect(file.body.contains("(turvakielto)"))
            #expect(!file.body.contains(World.name(.protectedPupil).family))
            let link = try #require(made.location)
            #expect(try await house.visit(.get, link, as: Who.office.token).status == .notFound)
            let trace = try await table(house, ["topic": "searches"])
            #expect(trace.contains("Kirjautumisten tiedosto ladattu"))
        }
    }

    @Test func `a file is there for an hour`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let made = try await house.post(exports, as: .administrator, ["reason": reason])
            clock.withLock { $0 = $0.adding(minutes: 61) }
            #expect(
                try await house.visit(.get, #require(made.location), as: Who.administrator.token).status == .notFound)
        }
    }

    @Test func `however it is asked, rows are found in their order by an index`() async throws {
        let person = World.person(.pupil)
        let topics: [AuditTopic?] = [nil, .event(.refused), .act(.roles)]
        try await TestHouse.open { house async throws in
            for topic in topics {
                for question in [AuditQuestion(topic: topic), AuditQuestion(topic: topic, person: person)] {
                    let events = try await house.plan(of: question.events(in: World.lake, most: 51).sql) ?? []
                    let acts = try await house.plan(of: question.acts(in: World.lake, by: nil, most: 51).sql) ?? []
                    let platform =
                        try await house.plan(of: question.platformActs(concerning: World.lake, most: 51).sql) ?? []
                    #expect(
                        (events + acts + platform).allSatisfy { !$0.hasPrefix("SCAN") },
                        "\(events) \(acts) \(platform)")
                    #expect(platform.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(platform)")
                    #expect(events.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(events)")
                    #expect(question.person != nil || acts.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(acts)")
                }
            }
        }
    }
}

extension String {
    fileprivate func components(_ word: String) -> Int { ranges(of: word).count }
}
