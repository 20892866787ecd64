import Base
import HTTPTypes
import Synchronization
import Testing
import TestKit
import Web

@testable import Accounts

@Suite struct SessionSpanTests {
    private let noon = Instant(milliseconds: 1_795_421_700_000)
    private func span(_ idle: Int64) -> SessionSpan {
        SessionSpan(begunAt: noon, SessionLimits(idleMinutes: idle, absoluteDays: 14))
    }

    @Test func `a page that is a use of its own begins the time anew`() {
        let later = noon.adding(minutes: 30)
        #expect(span(480).lapses(usedAt: noon, seen: later) == later.adding(minutes: 480))
    }

    @Test func `a page whose use is not written counts from the one that is`() {
        #expect(span(480).lapses(usedAt: noon, seen: noon.adding(minutes: 4)) == noon.adding(minutes: 480))
    }

    @Test func `nothing goes beyond the end`() {
        let last = noon.adding(days: 14).adding(minutes: -1)
        #expect(span(480).lapses(usedAt: last, seen: last) == noon.adding(days: 14))
    }

    @Test(arguments: [(Int64(480), Int64(5 * 60)), (15, 150), (5, 50)])
    func `short sessions are written more often`(_ idle: Int64, _ seconds: Int64) {
        #expect(!span(idle).isNoted(usedAt: noon, at: noon.adding(seconds: seconds)))
        #expect(span(idle).isNoted(usedAt: noon, at: noon.adding(seconds: seconds + 1)))
    }
}

@Suite struct SessionEndOnEngine {
    private func number(_ name: String, in page: String) -> Int? {
        page.firstRange(of: "data-\(name)=\"").flatMap { Int(page[$0.upperBound...].prefix { $0.isNumber }) }
    }

    private func text(after start: String, in page: String) -> String? {
        page.firstRange(of: start).map { String(page[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    @Test func `every page of somebody signed in says when the session ends, and no other page does`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let page = try await house.get(ActingPath.account(), as: .pupil).body
            #expect(number("idle", in: page) == 480 * 60)
            #expect(page.contains("role=\"alertdialog\"") && page.contains("data-leads-back=\"yes\""))
            clock.withLock { $0 = $0.adding(minutes: 3) }
            #expect(number("idle", in: try await house.get(ActingPath.account(), as: .pupil).body) == 477 * 60)
            #expect(!(try await house.get(ActingPath.signIn(), as: .signedOut).body.contains("session-end")))
        }
    }

    @Test func `an answer to a form has no address to come back to`() async throws {
        try await TestHouse.open { house async throws in
            let refused = try await house.post(
                PathPattern("/account/password")(), as: .pupil, ["password": "x", "new-password": "y"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("id=\"session-end\"") && !refused.body.contains("data-leads-back"))
        }
    }

    @Test func `staying signed in is written at once, and only a session that is there goes on`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            clock.withLock { $0 = $0.adding(minutes: 479) }
            let stayed = try await house.post(ActingPath.sessionExtension(), as: .pupil)
            #expect(stayed.status == .seeOther && stayed.location == ActingPath.session().description)
            clock.withLock { $0 = $0.adding(minutes: 479) }
            let page = try await house.get(ActingPath.session(), as: .pupil)
            #expect(page.status == .ok && number("idle", in: page.body) == 480 * 60)
            clock.withLock { $0 = $0.adding(minutes: 481) }
            #expect(try await house.post(ActingPath.sessionExtension(), as: .pupil).location == "/sign-in")
            #expect(try await house.get(ActingPath.session(), as: .pupil).status == .seeOther)
        }
    }

    @Test func `a form that comes too late is kept for its account, and another cannot send it`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let path = PathPattern("/{provider}/administrator/access-log/searches")("lake")
            let fields: KeyValuePairs = ["reason": "Selvityspyyntö 12/2026", "from": "2026-11-01"]
            clock.withLock { $0 = $0.adding(minutes: 481) }
            let kept = try await house.post(path, as: .administrator, fields)
            let owner = try #require(text(after: "name=\"kept-for\" value=\"", in: kept.body))
            #expect(kept.status == .unauthorized && owner.count == 26)
            let token = try #require(
                try await house.post(
                    ActingPath.signIn(), as: .signedOut, ["name": "pupil@lake", "password": World.password]
                ).newToken)
            let other = try await house.post(
                path, token: token, ["reason": "Selvityspyyntö 12/2026", "kept-for": owner])
            #expect(other.status == .forbidden && !other.body.contains("Selvityspyyntö"))
        }
    }
}
