import Accounts
import Base
import Clients
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import OpenID

/// Back-Channel Logout §2: who hears of a sign-out, how often, and what when nobody answers.
@Suite struct SignOutNoticesOnEngine {
    /// What was sent, and what is answered.
    private final class Post: Sendable {
        private let sent = Mutex<[String]>([])
        private let status: Int?
        init(answering status: Int?) { self.status = status }
        var addresses: [String] { sent.withLock { $0 } }
        func send(_ address: OutsideAddress) -> Int? {
            sent.withLock { $0.append(address.description) }
            return status
        }
    }

    private func notices(
        _ house: TestHouse, _ post: Post, at now: Instant, lookingBack minutes: Int64 = 5
    ) async throws {
        let seal = try Seal(key: Array(repeating: 1, count: 32))
        let ring = KeyRing(database: house.database, seal: seal, now: { now })
        try await SignOutNotices(
            database: house.database, now: { now }, issuer: "https://digione.example", ring: ring,
            send: { address, _ in post.send(address) }
        ).deliver(lookingBack: minutes)
    }

    private func signedOut(_ house: TestHouse) async throws {
        _ = try await Journey(house: house).tokens(as: .pupil)
        _ = try await Journey(house: house).tokens(as: .teacher)
        _ = try await house.post(PathPattern("/sign-out")(), as: .pupil)
    }

    @Test func `the client of the session hears it once, and of no other session`() async throws {
        try await TestHouse.open { house in
            try await signedOut(house)
            let post = Post(answering: 200)
            for seconds in 1...3 { try await notices(house, post, at: World.now.adding(seconds: Int64(seconds))) }
            #expect(post.addresses == ["https://palvelu.example/logout"])
        }
    }

    @Test func `who does not answer is told again, later each time, and five times at most`() async throws {
        try await TestHouse.open { house in
            try await signedOut(house)
            let post = Post(answering: nil)
            for seconds: Int64 in [1, 2, 12, 80, 700, 4400, 30_000, 60_000, 90_000] {
                try await notices(house, post, at: World.now.adding(seconds: seconds))
            }
            #expect(post.addresses.count == 5)
        }
    }

    @Test func `a server that was away looks back further`() async throws {
        try await TestHouse.open { house in
            try await signedOut(house)
            let post = Post(answering: 204)
            let later = World.now.adding(minutes: 60)
            try await notices(house, post, at: later)
            #expect(post.addresses.isEmpty)
            try await notices(house, post, at: later, lookingBack: 24 * 60)
            #expect(post.addresses.count == 1)
        }
    }

    @Test func `who rests too long on a shared device is signed out of the services too`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house in
            let token = try #require(
                try await house.post(
                    ActingPath.signIn(), as: .signedOut,
                    ["name": "office@lake", "password": World.password, "device": "asked", "shared": "yes"]
                ).newToken)
            let journey = Journey(house: house)
            let code = try #require(try await journey.returned(journey.authorize(token: token))["code"])
            #expect(try await journey.redeem(code).status == .ok)
            let post = Post(answering: 200)
            for _ in 0..<2 {
                clock.withLock { $0 = $0.adding(minutes: 15) }
                let now = clock.withLock { $0 }
                try await house.database.write { try Session.endDue(at: now, in: $0) }
                try await notices(house, post, at: now)
                #expect(post.addresses.count == (now < World.now.adding(minutes: 16) ? 0 : 1))
            }
        }
    }
}
