import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import StrongSignIn

@Suite struct PasskeysOnEngine {
    private let teacherPage = ActingPath.desktop(.teacher)("lake")

    /// A browser in which `who` was signed in a moment ago by password, with a passkey already if `isKeyed`.
    private func browser(_ who: Who, in house: TestHouse, isKeyed: Bool = true) async throws -> KeyedBrowser {
        try await house.weaken(who)
        var browser = KeyedBrowser(house: house, token: who.token)
        if isKeyed { try browser.follow(try await browser.add()) }
        return browser
    }

    private func page(_ house: TestHouse) async throws -> Link {
        let ids = try await house.database.read { try StrongTrial.passkeys(in: $0) }
        return StrongSignInPath.passkey(try #require(ids.first))
    }

    private func ending(_ house: TestHouse) async throws -> Link {
        let ids = try await house.database.read { try StrongTrial.passkeys(in: $0) }
        return StrongSignInPath.passkeyEnding(try #require(ids.first))
    }

    @Test func `a passkey is made, signs in without a name, and is on the account page with what it did`() async throws
    {
        try await TestHouse.open { house async throws in
            var browser = try await browser(.teacher, in: house, isKeyed: false)
            let made = try await browser.add("Työpuhelin", to: "/lake/teacher")
            #expect(made.status == .seeOther && made.location == "/lake/teacher")
            let reply = try await browser.signIn(to: "/lake/teacher/groups")
            #expect(reply.status == .seeOther && reply.location == "/lake/teacher/groups")
            let token = try #require(reply.newToken)
            #expect(try await house.visit(.get, teacherPage.description, as: token).status == .ok)
            let account = try await house.visit(.get, "/account", as: token).body
            #expect(account.contains("Työpuhelin") && account.contains("Käytetty viimeksi tänään"))
            #expect(
                account.contains("Kirjautuminen: Avainkoodi") && account.contains("Lisätty: Avainkoodi: Työpuhelin"))
        }
    }

    @Test func `a sign-in by passkey is strong, and ends the session that the browser had`() async throws {
        try await TestHouse.open { house async throws in
            let browser = try await browser(.administrator, in: house)
            let question = try await browser.ask(StrongSignInPath.signIn)
            let reply = try await browser.answer(question.challenge, at: StrongSignInPath.signInAnswer)
            let token = try #require(reply.newToken)
            #expect(try await house.visit(.get, "/lake/administrator", as: token).status == .ok)
            #expect(try await house.visit(.get, "/account", as: browser.token).status == .seeOther)
        }
    }

    @Test func `a question is answered once, by who was asked, and for what it was asked`() async throws {
        try await TestHouse.open { house async throws in
            let browser = try await browser(.teacher, in: house)
            let question = try await browser.ask(StrongSignInPath.signIn).challenge
            var door = browser
            door.token = nil
            #expect(try await door.answer(question, at: StrongSignInPath.signInAnswer).newToken != nil)
            #expect(try await door.answer(question, at: StrongSignInPath.signInAnswer).newToken == nil)
            let forSignIn = try await browser.ask(StrongSignInPath.signIn).challenge
            #expect(try await browser.answerMade(forSignIn).status == .unprocessableContent)
            var other = try await self.browser(.office, in: house)
            other.authenticator = SoftAuthenticator()
            let question2 = try await other.ask(StrongSignInPath.asking)
            #expect(question2.challenge.count == 32 && question2.handle.count == 32)
            var thief = browser
            thief.token = try await browser.signIn().newToken
            thief.authenticator = SoftAuthenticator()
            #expect(try await thief.answerMade(question2.challenge).status == .unprocessableContent)
            // The wrong answer has used the question up.
            #expect(try await other.answerMade(question2.challenge).status == .unprocessableContent)
        }
    }

    @Test func `a question is good for five minutes, and old ones go with the next`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let browser = try await browser(.teacher, in: house)
            let question = try await browser.ask(StrongSignInPath.signIn).challenge
            clock.withLock { $0 = $0.adding(minutes: 5) }
            #expect(try await browser.answer(question, at: StrongSignInPath.signInAnswer).newToken == nil)
            for _ in 0..<3 { _ = try await browser.ask(StrongSignInPath.signIn) }
            clock.withLock { $0 = $0.adding(minutes: 6) }
            _ = try await browser.ask(StrongSignInPath.signIn)
            #expect(try await house.database.read { try StrongTrial.questions(in: $0) } == 1)
        }
    }

    @Test(arguments: [
        SoftAuthenticator.Words(origin: "https://evil.example"), .init(site: "evil.example"), .init(flags: 0x01),
        .init(flags: 0x04), .init(crossOrigin: true), .init(breaksSignature: true), .init(type: "webauthn.create"),
    ])
    func `a wrong answer signs nobody in and looks like any other`(_ words: SoftAuthenticator.Words) async throws {
        try await TestHouse.open { house async throws in
            let browser = try await browser(.teacher, in: house)
            let wrong = try await browser.signIn(words)
            var stranger = browser
            stranger.authenticator = SoftAuthenticator()
            let unknown = try await stranger.signIn()
            #expect(wrong.status == .unprocessableContent && wrong.newToken == nil)
            func still(_ reply: Reply) -> String { reply.body.replacing(/data-challenge="[^"]*"/, with: "") }
            #expect(still(wrong) == still(unknown))
        }
    }

    @Test func `one address asks for so many questions, and others go on`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            // Tests come from the address "local"; what another one asked for closes nothing.
            for address in ["203.0.113.9", "local"] {
                #expect(try await house.post(StrongSignInPath.signIn(), as: .signedOut).status == .ok)
                try await house.database.write { writer in
                    for _ in 0..<3000 {
                        _ = try Throttle.refusal([.brokers(at: address)], at: World.now, in: writer)
                    }
                }
            }
            let kept = try await house.database.read { try StrongTrial.questions(in: $0) }
            let stopped = try await house.post(StrongSignInPath.signIn(), as: .signedOut)
            #expect(stopped.status == .tooManyRequests && stopped.headers[.retryAfter] != nil)
            #expect(try await house.database.read { try StrongTrial.questions(in: $0) } == kept)
            clock.withLock { $0 = $0.adding(minutes: 16) }
            #expect(try await house.post(StrongSignInPath.signIn(), as: .signedOut).status == .ok)
        }
    }

    @Test func `without the handle nobody is signed in`() async throws {
        try await TestHouse.open { house async throws in
            let browser = try await browser(.teacher, in: house)
            let question = try await browser.ask(StrongSignInPath.signIn).challenge
            let reply = try await browser.answer(question, at: StrongSignInPath.signInAnswer, handle: false)
            #expect(reply.newToken == nil)
        }
    }

    @Test(arguments: [["client": "%%"], ["client": "e30", "credential": "AA"], [:]])
    func `garbage is answered like a wrong passkey`(_ fields: [String: String]) async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                StrongSignInPath.signInAnswer(), as: .signedOut,
                ["client": fields["client"] ?? "", "credential": fields["credential"] ?? "", "authenticator": "AAAA"])
            #expect(reply.status == .unprocessableContent && reply.newToken == nil)
        }
    }

    @Test func `a count that goes back is refused, flagged and told to the owner`() async throws {
        try await TestHouse.open { house async throws in
            let browser = try await browser(.teacher, in: house)
            #expect(try await browser.signIn(.init(count: 5)).newToken != nil)
            #expect(try await browser.signIn(.init(count: 5)).newToken == nil)
            #expect(try await browser.signIn(.init(count: 4)).newToken == nil)
            let token = try #require(try await browser.signIn(.init(count: 6)).newToken)
            let account = try await house.visit(.get, "/account", as: token).body
            #expect(account.contains("tarkista") && account.contains("Hylätty, laskuri kulki taaksepäin"))
            let page = try await house.visit(.get, try await page(house).description, as: token)
            #expect(page.body.contains("Avainkoodista voi olla kopio"))
        }
    }

    @Test func `a credential is one account's, and one's own are not made twice`() async throws {
        try await TestHouse.open { house async throws in
            let browser = try await browser(.teacher, in: house)
            let again = try await browser.ask(StrongSignInPath.asking)
            #expect(again.known == [browser.authenticator.credential])
            #expect(again.handle == browser.authenticator.handle)
            #expect(try await browser.answerMade(again.challenge).status == .unprocessableContent)
            var other = try await self.browser(.office, in: house, isKeyed: false)
            other.authenticator = browser.authenticator
            #expect(try await other.add().status == .unprocessableContent)
            #expect(try await house.database.read { try StrongTrial.passkeys(in: $0).count } == 1)
        }
    }

    @Test func `adding asks for a sign-in of a moment ago, or for what is there already`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.teacher, begunAt: World.now.adding(minutes: -16))
            let stale = try await KeyedBrowser(house: house, token: Who.teacher.token).ask(StrongSignInPath.asking)
            #expect(stale.status == .seeOther && stale.location == "/strong?to=%2Faccount")
            var browser = try await browser(.office, in: house)
            let password = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": Who.office.signInName, "password": World.password])
            browser.token = password.newToken
            let weak = try await browser.ask(StrongSignInPath.asking)
            #expect(weak.status == .seeOther && weak.location == "/strong?to=%2Faccount")
        }
    }

    @Test(arguments: ["", "   ", String(repeating: "a", count: 61)])
    func `a passkey has a name of at most sixty characters`(_ title: String) async throws {
        try await TestHouse.open { house async throws in
            var browser = try await browser(.teacher, in: house, isKeyed: false)
            let reply = try await browser.add(title)
            #expect(reply.status == .unprocessableContent && reply.body.contains("field-title-error"))
        }
    }

    @Test func `a passkey is renamed and removed by a strong session, and signs nobody in afterwards`() async throws {
        try await TestHouse.open { house async throws in
            var browser = try await browser(.teacher, in: house)
            let (page, ending) = (try await page(house), try await ending(house))
            let name = PathPattern(stringLiteral: "\(page)/name")()
            let renamed = try await house.post(name, token: browser.token, ["title": "Vanha <puhelin>"])
            #expect(renamed.location == "/account")
            #expect(try await house.visit(.get, "/account", as: browser.token).body.contains("Vanha &lt;puhelin&gt;"))
            let weak = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": Who.teacher.signInName, "password": World.password])
            let refused = try await house.post(ending, token: weak.newToken)
            #expect(refused.status == .seeOther && refused.location == "/strong")
            #expect(try await house.post(ending, as: .office).status == .notFound)
            #expect(try await house.post(ending, token: browser.token).location == "/account")
            #expect(try await browser.signIn().newToken == nil)
            browser.token = nil
            let events = try await house.database.read { try StrongTrial.events(of: .teacher, in: $0) }
            #expect(events.contains("added passkey") && events.contains("removed passkey"))
        }
    }

    @Test func `the last way in stays, and an administrator's second factor too`() async throws {
        try await TestHouse.open { house async throws in
            let teacher = try await browser(.teacher, in: house)
            let last = try await ending(house)
            try await house.database.write { try StrongTrial.removePassword(of: .teacher, in: $0) }
            let stays = try await house.post(last, token: teacher.token)
            #expect(stays.status == .unprocessableContent && stays.body.contains("ainoa tapasi kirjautua"))
            #expect(try await house.database.read { try StrongTrial.passkeys(in: $0).count } == 1)
        }
        try await TestHouse.open { house async throws in
            let administrator = try await browser(.administrator, in: house)
            let stays = try await house.post(try await ending(house), token: administrator.token)
            #expect(stays.status == .unprocessableContent && stays.body.contains("Pääkäyttäjällä"))
        }
    }

    @Test func `where there is a passkey, the password alone does not change the password`() async throws {
        try await TestHouse.open { house async throws in
            let browser = try await browser(.teacher, in: house)
            let weak = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": Who.teacher.signInName, "password": World.password])
            let path = PathPattern("/account/password")()
            let typed: KeyValuePairs = ["password": World.password, "new-password": "uusi hieno virke"]
            let refused = try await house.post(path, token: weak.newToken, typed)
            #expect(refused.location == "/strong?to=%2Faccount")
            #expect(try await house.post(path, token: browser.token, typed).location == "/account")
        }
    }

    @Test func `passkeys go when somebody's way in is renewed`() async throws {
        try await TestHouse.open { house async throws in
            let pupil = try await browser(.pupil, in: house)
            let slip = PathPattern("/{provider}/teacher/people/{person}/sign-in/slip")
            #expect(try await house.post(slip("lake", World.person(.pupil)), as: .teacher).status == .ok)
            #expect(try await pupil.signIn().newToken == nil)
            let events = try await house.database.read { try StrongTrial.events(of: .pupil, in: $0) }
            #expect(events.contains("reset invitation"))
        }
    }
}
