import Accounts
import App
import Base
import Directory
import HTTPTypes
import Storage
import Synchronization
import Testing
import TestKit
import Web

@Suite struct SignInOnEngine {
    private let right: KeyValuePairs = ["name": "pupil@lake", "password": World.password]

    @Test func `name and password open a new session each time`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await house.post(ActingPath.signIn(), as: .signedOut, right)
            #expect(first.status == .seeOther)
            let token = try #require(first.newToken)
            #expect(try await house.visit(.get, "/lake/pupil", as: token).status == .ok)
            let second = try #require(try await house.post(ActingPath.signIn(), token: token, right).newToken)
            #expect(second != token)
            #expect(try await house.visit(.get, "/lake/pupil", as: token).status == .seeOther)
        }
    }

    @Test func `who signs in once more goes on with the session, and somebody else does not`() async throws {
        try await TestHouse.open { house async throws in
            let first = try #require(try await house.post(ActingPath.signIn(), as: .signedOut, right).newToken)
            let (own, others) = (try await sessions(.pupil, house), try await sessions(.teacher, house))
            let again = try await house.post(ActingPath.signIn(), token: first, right)
            let token = try #require(again.newToken)
            #expect(token != first)
            #expect(try await sessions(.pupil, house) == own)
            let other = try await house.post(
                ActingPath.signIn(), token: token, ["name": Who.teacher.signInName, "password": World.password])
            #expect(other.newToken != nil)
            #expect(try await sessions(.pupil, house).count == own.count - 1)
            #expect(try await sessions(.teacher, house).count == others.count + 1)
        }
    }

    @Test(arguments: [Proof.badge, .broker, .strongBroker])
    func `what a card or another login began does not go on as a session of one's own`(_ proof: Proof) async throws {
        try await TestHouse.open { house async throws in
            let session = World.session(.pupil)
            _ = try await house.database.write { writer in
                try writer.run("UPDATE session SET begun_by = \(proof.rawValue) WHERE session.id = \(session)")
            }
            #expect(try await house.post(ActingPath.signIn(), as: .pupil, right).newToken != nil)
            let open = try await sessions(.pupil, house)
            #expect(open.count == 1 && open != [session])
        }
    }

    /// The sessions of somebody that are open.
    private func sessions(_ who: Who, _ house: TestHouse) async throws -> [ID<Session>] {
        try await house.database.read { reader in
            let account = try reader.one(PasswordAccount.named(who.signInName)).account
            let limits = SessionLimits(idleMinutes: 480, absoluteDays: 14)
            return try reader.all(Session.open(of: account, at: World.now, limits)).map(\.session)
        }
    }

    @Test func `the cookie is bound to the host and out of reach of scripts`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(ActingPath.signIn(), as: .signedOut, right)
            let line = try #require(reply.headers[values: .setCookie].first { $0.hasPrefix("__Host-session=") })
            for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] { #expect(line.contains(part)) }
            #expect(!line.contains("Domain"))
        }
    }

    @Test func `a server that is too busy to look at a password says so, and counts no try`() async throws {
        try await TestHouse.open(hasher: PasswordHasher(cores: 1, mostWaiting: 0)) { house async throws in
            for _ in 0..<12 {
                let reply = try await house.post(ActingPath.signIn(), as: .signedOut, right)
                #expect(reply.status == .serviceUnavailable)
                #expect(reply.headers[.retryAfter] != nil)
            }
        }
    }

    @Test(arguments: [["name": "PUPIL@Lake"], ["name": "  pupil@lake "]])
    func `the name is folded`(_ fields: [String: String]) async throws {
        try await TestHouse.open { house async throws in
            let name = fields["name"] ?? ""
            let reply = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": name, "password": World.password])
            #expect(reply.newToken != nil)
        }
    }

    @Test func `an unknown name and a wrong password get the same answer`() async throws {
        try await TestHouse.open { house async throws in
            let wrong = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": "pupil@lake", "password": "väärä salasana"])
            let unknown = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": "nobody@lake", "password": "väärä salasana"])
            #expect(wrong.status == .unprocessableContent && unknown.status == .unprocessableContent)
            #expect(wrong.body.replacing("pupil@lake", with: "X") == unknown.body.replacing("nobody@lake", with: "X"))
            #expect(!wrong.body.contains("väärä salasana"))
        }
    }

    @Test func `guessing is stopped, known name or not, and the right password does not open then`() async throws {
        for name in ["pupil@lake", "nobody@lake"] {
            try await TestHouse.open { house async throws in
                for _ in 0..<10 {
                    let reply = try await house.post(
                        ActingPath.signIn(), as: .signedOut, ["name": name, "password": "arvaus numero"])
                    #expect(reply.status == .unprocessableContent)
                }
                let reply = try await house.post(
                    ActingPath.signIn(), as: .signedOut, ["name": name, "password": World.password])
                #expect(reply.status == .tooManyRequests)
            }
        }
    }

    @Test func `one address cannot close a name for others`() async throws {
        try await TestHouse.open { house async throws in
            for _ in 0..<130 {
                _ = try await house.visit(
                    .post, "/sign-in", as: nil,
                    [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
                    body: Link.form(["name": "pupil@lake", "password": "x"]))
            }
            let counted = try await house.database.read { reader in
                try reader.all(Query<Int>("SELECT attempts FROM throttle ORDER BY attempts"))
            }
            #expect(counted == [10, 130, 130])
        }
    }

    @Test func `after a quarter of an hour one may try again, and success forgives`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            for _ in 0..<11 {
                _ = try await house.post(
                    ActingPath.signIn(), as: .signedOut, ["name": "pupil@lake", "password": "arvaus numero"])
            }
            clock.withLock { $0 = $0.adding(minutes: 16) }
            for _ in 0..<30 {
                #expect(try await house.post(ActingPath.signIn(), as: .signedOut, right).newToken != nil)
            }
        }
    }

    @Test(arguments: [
        ("/lake/pupil/groups", "/lake/pupil/groups"), ("//evil.example", "/"), ("https://evil.example/", "/"),
        ("/nowhere", "/"),
    ])
    func `after signing in one comes to the page that was asked for, if it is ours`(_ to: String, _ place: String)
        async throws
    {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": "pupil@lake", "password": World.password, "to": to])
            #expect(reply.location == place)
        }
    }

    @Test func `an idle session ends, a used one lives, and none lives for ever`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let page = ActingPath.desktop(.pupil)("lake")
            clock.withLock { $0 = $0.adding(minutes: 470) }
            #expect(try await house.get(page, as: .pupil).status == .ok)
            try await house.house.flush()
            clock.withLock { $0 = $0.adding(minutes: 470) }
            #expect(try await house.get(page, as: .pupil).status == .ok)
            #expect(try await house.get(page, as: .otherPupil).status == .seeOther)
            for _ in 0..<40 {
                try await house.house.flush()
                clock.withLock { $0 = $0.adding(minutes: 470) }
                _ = try await house.get(page, as: .pupil)
            }
            try await house.house.flush()
            clock.withLock { $0 = $0.adding(minutes: 470) }
            #expect(try await house.get(page, as: .pupil).status == .seeOther)
        }
    }

    @Test func `signing out ends the session in the database`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.post(PathPattern("/sign-out")(), as: .teacher).status == .seeOther)
            #expect(try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher).status == .seeOther)
        }
    }

    @Test func `one signs a device out from another, and only one's own`() async throws {
        try await TestHouse.open { house async throws in
            let other = try #require(try await house.post(ActingPath.signIn(), as: .signedOut, right).newToken)
            let ending = PathPattern("/account/sessions/{session}/ending")
            #expect(try await house.post(ending(World.session(.teacher)), token: other).status == .notFound)
            #expect(try await house.post(ending(World.session(.pupil)), token: other).status == .seeOther)
            #expect(try await house.get(ActingPath.desktop(.pupil)("lake"), as: .pupil).status == .seeOther)
            #expect(try await house.visit(.get, "/lake/pupil", as: other).status == .ok)
        }
    }

    @Test func `changing the password needs the present one and ends other sessions`() async throws {
        try await TestHouse.open { house async throws in
            let other = try #require(try await house.post(ActingPath.signIn(), as: .signedOut, right).newToken)
            let change = PathPattern("/account/password")()
            let wrong = try await house.post(
                change, as: .pupil, ["password": "väärä salasana", "new-password": "uusi hieno virke"])
            #expect(wrong.status == .unprocessableContent)
            let changed = try await house.post(
                change, as: .pupil, ["password": World.password, "new-password": "uusi hieno virke"])
            #expect(changed.status == .seeOther)
            #expect(try await house.visit(.get, "/lake/pupil", as: other).status == .seeOther)
            #expect(try await house.post(ActingPath.signIn(), as: .signedOut, right).newToken == nil)
        }
    }

    @Test func `the language is the account's, on every device`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.post(PathPattern("/language")(), as: .pupil, ["language": "sv", "to": "/lake/pupil"])
            let page = try await house.get(ActingPath.desktop(.pupil)("lake"), as: .pupil, [.acceptLanguage: "en"])
            #expect(page.body.contains("<html lang=\"sv\">"))
            let other = try await house.get(
                ActingPath.desktop(.pupil)("lake"), as: .otherPupil, [.acceptLanguage: "en"])
            #expect(other.body.contains("<html lang=\"en\">"))
        }
    }
}
