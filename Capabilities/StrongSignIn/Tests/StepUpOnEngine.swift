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

@Suite struct StepUpOnEngine {
    private let administration = ActingPath.desktop(.administrator)("lake")
    private let door = "/strong?to=%2Flake%2Fadministrator"

    @Test func `an administrator without a second factor reaches the page that sets one up, and nothing else`()
        async throws
    {
        try await TestHouse.open { house async throws in
            try await house.weaken(.administrator)
            let led = try await house.get(administration, as: .administrator)
            #expect(led.status == .seeOther && led.location == door)
            let page = try await house.visit(.get, door, as: Who.administrator.token)
            #expect(page.body.contains("Ota käyttöön toinen tapa") && page.body.contains("/account/passkeys/new"))
            var browser = KeyedBrowser(house: house, token: Who.administrator.token)
            let made = try await browser.add(to: "/lake/administrator")
            #expect(made.location == "/lake/administrator")
            let token = try #require(made.newToken)
            #expect(try await house.visit(.get, administration.description, as: token).status == .ok)
            // The token from before the confirmation is worth nothing.
            #expect(try await house.get(ActingPath.account(), as: .administrator).status == .seeOther)
        }
    }

    @Test func `who signed in long ago shows the password once more before setting one up`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.administrator, begunAt: World.now.adding(minutes: -16))
            let page = try await house.visit(.get, door, as: Who.administrator.token)
            #expect(page.body.contains("/strong/password") && !page.body.contains("/account/passkeys/new"))
            let wrong = try await house.post(
                StrongSignInPath.strongPassword(), as: .administrator,
                ["password": "arvaus", "to": "/lake/administrator"])
            #expect(wrong.status == .unprocessableContent && !wrong.body.contains("arvaus") && wrong.newToken == nil)
            let right = try await house.post(
                StrongSignInPath.strongPassword(), as: .administrator,
                ["password": World.password, "to": "/lake/administrator"])
            #expect(right.location == door)
            let fresh = try await house.visit(.get, door, as: right.newToken)
            #expect(fresh.body.contains("/account/passkeys/new"))
            // A password is no second factor.
            #expect(
                try await house.visit(.get, administration.description, as: right.newToken).location == door)
        }
    }

    @Test func `a passkey confirms the session for an hour`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            try await house.weaken(.administrator)
            var browser = KeyedBrowser(house: house, token: Who.administrator.token)
            try browser.follow(try await browser.add())
            clock.withLock { $0 = $0.adding(minutes: 59) }
            #expect(try await house.visit(.get, administration.description, as: browser.token).status == .ok)
            clock.withLock { $0 = $0.adding(minutes: 1) }
            #expect(try await house.visit(.get, administration.description, as: browser.token).location == door)
            let asked = try await house.visit(.get, door, as: browser.token)
            #expect(asked.body.contains("/strong/passkey") && !asked.body.contains("/account/passkeys/new"))
            let confirmed = try await browser.confirm(to: "/lake/administrator")
            #expect(confirmed.location == "/lake/administrator")
            try browser.follow(confirmed)
            #expect(try await house.visit(.get, administration.description, as: browser.token).status == .ok)
            let events = try await house.database.read { try StrongTrial.events(of: .administrator, in: $0) }
            #expect(events.sorted() == ["added passkey", "step-up passkey", "step-up passkey"])
        }
    }

    @Test func `another's passkey confirms nothing`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.administrator)
            try await house.weaken(.teacher)
            var teacher = KeyedBrowser(house: house, token: Who.teacher.token)
            _ = try await teacher.add()
            var browser = KeyedBrowser(house: house, token: Who.administrator.token)
            _ = try await browser.add()
            let weak = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": Who.administrator.signInName, "password": World.password])
            browser.token = weak.newToken
            let question = try await browser.ask(StrongSignInPath.strongPasskey)
            #expect(question.known == [browser.authenticator.credential])
            browser.authenticator = teacher.authenticator
            let reply = try await browser.answer(question.challenge, at: StrongSignInPath.strongAnswer)
            #expect(reply.status == .unprocessableContent && reply.newToken == nil)
        }
    }

    @Test func `guessing a second factor is stopped like guessing a password`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.administrator)
            let browser = KeyedBrowser(house: house, token: Who.administrator.token)
            for _ in 0..<10 {
                let reply = try await house.post(
                    StrongSignInPath.strongAnswer(), token: browser.token, ["client": "AA"])
                #expect(reply.status != .tooManyRequests)
            }
            let reply = try await house.post(StrongSignInPath.strongAnswer(), token: browser.token, ["client": "AA"])
            #expect(reply.status == .tooManyRequests)
        }
    }

    @Test(arguments: ["/strong/password", "/account/password"])
    func `a password that is asked once more is counted as at the door: from everywhere, and never by a busy server`(
        _ path: String
    ) async throws {
        let link = PathPattern(stringLiteral: path)()
        let right: KeyValuePairs = ["password": World.password, "new-password": "uusi hieno virke"]
        try await TestHouse.open { house async throws in
            try await house.database.write { writer in
                for _ in 0..<100 { _ = try Throttle.refusal([.name("pupil@lake")], at: World.now, in: writer) }
            }
            #expect(try await house.post(link, as: .pupil, right).status == .tooManyRequests)
            #expect(try await house.post(link, as: .otherPupil, right).status == .seeOther)
        }
        try await TestHouse.open(hasher: PasswordHasher(cores: 1, mostWaiting: 0)) { house async throws in
            for _ in 0..<12 {
                #expect(try await house.post(link, as: .pupil, right).status == .serviceUnavailable)
            }
        }
    }

    @Test func `what was typed is kept, and sent again after the confirmation it is done`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.administrator)
            let searches = PathPattern("/{provider}/administrator/access-log/searches")("lake")
            let typed: KeyValuePairs = ["reason": "Selvityspyyntö 12/2026", "from": "2026-11-01"]
            let kept = try await house.post(searches, as: .administrator, typed)
            #expect(kept.status == .forbidden && kept.body.contains("Selvityspyyntö 12/2026"))
            #expect(kept.body.contains("href=\"/strong\" target=\"_blank\""))
            var browser = KeyedBrowser(house: house, token: Who.administrator.token)
            browser.token = try await browser.add().newToken
            #expect(try await house.post(searches, token: browser.token, typed).status == .seeOther)
            let done = try await house.visit(.get, "/strong", as: browser.token)
            #expect(done.body.contains("palaa siihen ja lähetä uudelleen"))
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/nowhere"])
    func `after the confirmation one comes to pages of ours alone`(_ to: String) async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.administrator)
            var browser = KeyedBrowser(house: house, token: Who.administrator.token)
            let made = try await browser.add(to: to)
            #expect(made.location == "/account")
            browser.token = made.newToken
            #expect(try await browser.confirm(to: to).location == "/strong")
            let page = try await house.visit(.get, "/strong?to=\(to)", as: browser.token)
            #expect(!page.body.contains("href=\"\(to)\""))
        }
    }
}
