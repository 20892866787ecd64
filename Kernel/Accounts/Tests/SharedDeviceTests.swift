import App
import Base
import HTTPTypes
import Storage
import Synchronization
import Testing
import TestKit
import Web

@testable import Accounts

/// A device that one uses after another.
@Suite struct SharedDeviceOnEngine {
    private func signIn(_ house: TestHouse, _ name: String, shared: Bool = true) async throws -> Reply {
        try await house.post(
            ActingPath.signIn(), as: .signedOut,
            shared
                ? ["name": name, "password": World.password, "device": "asked", "shared": "yes"]
                : ["name": name, "password": World.password, "device": "asked"])
    }

    private func cookie(_ name: String, of reply: Reply) -> String? {
        reply.headers[values: .setCookie].first { $0.hasPrefix("\(name)=") }
    }

    @Test func `the session ends with the browser, and the device remembers what it is`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await signIn(house, "pupil@lake")
            #expect(cookie("__Host-session", of: reply)?.contains("Max-Age") == false)
            #expect(cookie("__Host-shared", of: reply)?.contains("Max-Age=31536000") == true)
            let door = try await house.visit(.get, "/sign-in", as: nil, [.cookie: "__Host-shared=yes"])
            #expect(door.body.contains("name=\"shared\"") && door.body.contains(" checked"))
            let own = try await signIn(house, "pupil@lake", shared: false)
            #expect(cookie("__Host-session", of: own)?.contains("Max-Age") == true)
            #expect(cookie("__Host-shared", of: own) == nil)
        }
    }

    @Test func `it ends with the lesson of a pupil and of a teacher`() async throws {
        for name in ["pupil@lake", "teacher@lake"] {
            let clock = Mutex(World.now)
            try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
                let token = try #require(try await signIn(house, name).newToken)
                // Maths is on from 10.15 to 11.00.
                for _ in 0..<4 {
                    clock.withLock { $0 = $0.adding(minutes: 11) }
                    #expect(try await house.visit(.get, "/account", as: token).status == .ok, "\(name)")
                    try await house.house.flush()
                }
                clock.withLock { $0 = $0.adding(minutes: 1) }
                #expect(try await house.visit(.get, "/account", as: token).status == .seeOther, "\(name)")
            }
        }
    }

    @Test func `without a lesson it ends after an hour, and after a quarter of an hour of rest`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let token = try #require(try await signIn(house, "office@lake").newToken)
            let resting = try #require(try await signIn(house, "principal@lake").newToken)
            for _ in 0..<5 {
                clock.withLock { $0 = $0.adding(minutes: 11) }
                #expect(try await house.visit(.get, "/account", as: token).status == .ok)
                try await house.house.flush()
            }
            #expect(try await house.visit(.get, "/account", as: resting).status == .seeOther)
            clock.withLock { $0 = $0.adding(minutes: 5) }
            #expect(try await house.visit(.get, "/account", as: token).status == .seeOther)
        }
    }

    @Test func `the way out is in sight, the list of devices tells, and no passkey is offered`() async throws {
        try await TestHouse.open { house async throws in
            let token = try #require(try await signIn(house, "pupil@lake").newToken)
            let page = try await house.visit(.get, "/account", as: token)
            #expect(page.body.contains("class=\"shared-bar\"") && page.body.contains("Yhteiskäyttöinen"))
            #expect(!page.body.contains("/account/passkeys/new"))
            let own = try await house.get(ActingPath.account(), as: .teacher)
            #expect(!own.body.contains("shared-bar") && own.body.contains("/account/passkeys/new"))
        }
    }

    @Test func `it stays shared when the session is confirmed`() async throws {
        try await TestHouse.open { house async throws in
            let token = try #require(try await signIn(house, "pupil@lake").newToken)
            // The device's cookie is not sent here: the session knows by itself.
            let again = try await house.post(
                PathPattern("/strong/password")(), token: token, ["password": World.password])
            #expect(cookie("__Host-session", of: again)?.contains("Max-Age") == false)
            let page = try await house.visit(.get, "/account", as: again.newToken)
            #expect(page.body.contains("class=\"shared-bar\""))
        }
    }

    @Test func `what says where somebody is from is forgotten, and not remembered again`() async throws {
        try await TestHouse.open { house async throws in
            let answer = try await house.visit(
                .post, "/sign-in/device", as: nil,
                [
                    .contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin",
                    .cookie: "__Host-place=lake",
                ], body: Link.form(["device": "asked", "shared": "yes", "to": "/account"]))
            #expect(answer.location == "/sign-in?to=%2Faccount")
            #expect(cookie("__Host-place", of: answer)?.contains("Max-Age=0") == true)
            let place = try await house.visit(.get, "/where/lake", as: nil, [.cookie: "__Host-shared=yes"])
            #expect(place.status == .ok && cookie("__Host-place", of: place) == nil)
        }
    }

    @Test func `sessions that have come to their end are ended for the services too`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            _ = try await signIn(house, "pupil@lake")
            try await house.house.tellOfSignOuts(lookingBack: 5)
            #expect(try await house.database.read { try $0.one(Session.isAnyDue(at: World.now)) } == false)
            clock.withLock { $0 = $0.adding(minutes: 46) }
            let later = World.now.adding(minutes: 46)
            #expect(try await house.database.read { try $0.one(Session.isAnyDue(at: later)) })
            try await house.house.tellOfSignOuts(lookingBack: 5)
            #expect(try await house.database.read { try $0.one(Session.isAnyDue(at: later)) } == false)
        }
    }

    @Test func `what rests too long is ended for the services too, and not while it is used`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            _ = try await signIn(house, "office@lake")
            let used = try #require(try await signIn(house, "principal@lake").newToken)
            let own = try #require(try await signIn(house, "teacher@lake", shared: false).newToken)
            func isAnyDue(after minutes: Int64) async throws -> Bool {
                let now = clock.withLock { clock in
                    clock = clock.adding(minutes: minutes)
                    return clock
                }
                return try await house.database.read { try $0.one(Session.isAnyDue(at: now)) }
            }
            #expect(try await !isAnyDue(after: 10))
            #expect(try await house.visit(.get, "/account", as: used).status == .ok)
            try await house.house.flush()
            // Nobody is let in any more, but a use might still wait to be written.
            #expect(try await !isAnyDue(after: 5))
            #expect(try await isAnyDue(after: 1))
            try await house.house.tellOfSignOuts(lookingBack: 5)
            #expect(try await !isAnyDue(after: 0))
            #expect(try await house.visit(.get, "/account", as: used).status == .ok)
            #expect(try await house.visit(.get, "/account", as: own).status == .ok)
        }
    }
}
