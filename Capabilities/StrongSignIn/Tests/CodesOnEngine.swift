import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import StrongSignIn

@Suite struct CodesOnEngine {
    private let administration = "/lake/administrator"

    /// An app: the key that the page shows, and the code at a moment.
    private struct App {
        let key: [UInt8]

        init(_ page: Reply) throws {
            let text = try #require(page.body.firstMatch(of: /<code>([A-Z2-7 ]{39})<\/code>/)).output.1
            let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
            let values = try text.filter { $0 != " " }.map { UInt64(try #require(digits.firstIndex(of: $0))) }
            key = stride(from: 0, to: values.count, by: 8).flatMap { at -> [UInt8] in
                let bits = values[at..<at + 8].reduce(UInt64(0)) { $0 << 5 | $1 }
                return (0..<5).map { UInt8(truncatingIfNeeded: bits >> (32 - 8 * UInt64($0))) }
            }
        }

        func code(at now: Instant, step: Int64 = 0) -> String {
            OneTimeCode.code(key, count: OneTimeCode.step(at: now) + step)
        }
    }

    private func recovery(_ page: Reply) -> [String] {
        page.body.matches(of: /<code>([0-9a-z]{4}(?:-[0-9a-z]{4}){3})<\/code>/).map { String($0.output.1) }
    }

    /// An administrator of a moment ago who sets codes up.
    private func setUp(_ house: TestHouse, at now: Instant = World.now) async throws -> (App, Reply) {
        try await house.weaken(.administrator)
        let page = try await house.post(
            StrongSignInPath.codeAsking(), as: .administrator, ["to": administration])
        let app = try App(page)
        let done = try await house.post(
            StrongSignInPath.codeProof(), as: .administrator, ["secret-code": app.code(at: now), "to": administration])
        return (app, done)
    }

    private func weak(_ house: TestHouse) async throws -> String? {
        try await house.post(
            ActingPath.signIn(), as: .signedOut, ["name": Who.administrator.signInName, "password": World.password]
        ).newToken
    }

    private func confirm(_ code: String, _ token: String?, in house: TestHouse) async throws -> Reply {
        try await house.post(StrongSignInPath.strongCode(), token: token, ["secret-code": code, "to": administration])
    }

    @Test func `an app is set up with its first code, and ten recovery codes are shown once`() async throws {
        try await TestHouse.open { house async throws in
            let (app, done) = try await setUp(house)
            #expect(app.key.count == 20 && done.status == .ok)
            #expect(Set(recovery(done)).count == 10 && done.body.contains("href=\"\(administration)\""))
            let token = done.newToken
            #expect(try await house.visit(.get, administration, as: token).status == .ok)
            let page = try await house.visit(.get, "/account/codes", as: token)
            #expect(page.body.contains("10 käyttämätöntä varakoodia") && recovery(page).isEmpty)
            #expect(!page.body.contains(Base32.spaced(app.key)))
            #expect(try await house.visit(.get, "/account", as: token).body.contains("Lisätty: Kertakoodi"))
        }
    }

    @Test func `the key is shown as squares and as text, and stays the same when the code was wrong`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.administrator)
            let page = try await house.post(StrongSignInPath.codeAsking(), as: .administrator)
            let again = try await house.post(
                StrongSignInPath.codeProof(), as: .administrator, ["secret-code": "000000"])
            #expect(page.body.contains("class=\"squares\"") && again.status == .unprocessableContent)
            #expect(try App(page).key == App(again).key)
            // It proves nothing before its first code.
            let page2 = try await house.visit(.get, "/strong", as: Who.administrator.token)
            #expect(!page2.body.contains("/strong/code"))
        }
    }

    @Test func `the database keeps key and recovery codes so that it does not tell them`() async throws {
        try await TestHouse.open { house async throws in
            let (app, done) = try await setUp(house)
            let kept = try await house.database.read { try StrongTrial.keptCodes(in: $0) }
            #expect(!kept.key.isEmpty && kept.hashes.count == 10)
            #expect(
                kept.key.count > app.key.count && !kept.key.indices.contains { kept.key[$0...].starts(with: app.key) })
            for code in recovery(done) { #expect(kept.hashes.contains(Token(text: code).hash)) }
        }
    }

    @Test func `a code confirms once, and not again within its time`() async throws {
        try await TestHouse.open { house async throws in
            let (app, _) = try await setUp(house)
            let token = try await weak(house)
            #expect(try await confirm(app.code(at: World.now), token, in: house).status == .unprocessableContent)
            let next = app.code(at: World.now, step: 1)
            let done = try await confirm(next, token, in: house)
            #expect(done.location == administration)
            #expect(try await house.visit(.get, administration, as: done.newToken).status == .ok)
            #expect(try await confirm(next, weak(house), in: house).status == .unprocessableContent)
            #expect(try await house.visit(.get, administration, as: token).status == .seeOther)
        }
    }

    @Test func `a recovery code confirms once, however it is typed, and the owner reads of it`() async throws {
        try await TestHouse.open { house async throws in
            let (_, page) = try await setUp(house)
            let code = try #require(recovery(page).first)
            let typed = code.uppercased().replacing("-", with: " ")
            let done = try await confirm(typed, weak(house), in: house)
            #expect(done.location == administration)
            #expect(try await confirm(code, weak(house), in: house).status == .unprocessableContent)
            let account = try await house.visit(.get, "/account", as: done.newToken)
            #expect(account.body.contains("Vahvistus: Varakoodi"))
            let codes = try await house.visit(.get, "/account/codes", as: done.newToken)
            #expect(codes.body.contains("9 käyttämätöntä"))
            let renewed = try await house.post(StrongSignInPath.recovery(), token: done.newToken)
            let last = try #require(recovery(page).last)
            #expect(recovery(renewed).count == 10)
            #expect(try await confirm(last, weak(house), in: house).status == .unprocessableContent)
        }
    }

    @Test func `guessing codes is stopped, and the right one does not open then`() async throws {
        try await TestHouse.open { house async throws in
            let (app, _) = try await setUp(house)
            let token = try await weak(house)
            for _ in 0..<10 {
                #expect(try await confirm("000000", token, in: house).status == .unprocessableContent)
            }
            let late = try await confirm(app.code(at: World.now, step: 1), token, in: house)
            #expect(late.status == .tooManyRequests && late.newToken == nil)
        }
    }

    @Test func `another's code confirms nothing`() async throws {
        try await TestHouse.open { house async throws in
            let (app, page) = try await setUp(house)
            try await house.weaken(.office)
            _ = try await house.post(StrongSignInPath.codeAsking(), as: .office)
            let code = try #require(recovery(page).first)
            for typed in [app.code(at: World.now, step: 1), code] {
                let reply = try await house.post(StrongSignInPath.strongCode(), as: .office, ["secret-code": typed])
                #expect(reply.status == .unprocessableContent && reply.newToken == nil)
            }
        }
    }

    @Test func `codes in use are not replaced by setting up, and an administrator's only factor stays`() async throws {
        try await TestHouse.open { house async throws in
            let (_, done) = try await setUp(house)
            let again = try await house.post(StrongSignInPath.codeAsking(), token: done.newToken)
            #expect(again.location == "/account/codes")
            let stays = try await house.post(StrongSignInPath.codeEnding(), token: done.newToken)
            #expect(stays.status == .unprocessableContent && stays.body.contains("Pääkäyttäjällä"))
            var browser = KeyedBrowser(house: house, token: done.newToken)
            try browser.follow(try await browser.add())
            let gone = try await house.post(StrongSignInPath.codeEnding(), token: browser.token)
            #expect(gone.location == "/account")
            let kept = try await house.database.read { try StrongTrial.keptCodes(in: $0) }
            #expect(kept.key.isEmpty && kept.hashes.isEmpty)
        }
    }
}
