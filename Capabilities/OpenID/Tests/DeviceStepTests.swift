import Base
import Clients
import TestKit
import Testing

@testable import OpenID

/// What a device shows, and what it is told, without a database.
@Suite struct DeviceStepTests {
    private func request(
        interval: Int64 = 5, polled: Int64? = nil, answer: DeviceRequest.Answer? = nil, isRedeemed: Bool = false
    ) -> DeviceRequest {
        DeviceRequest(
            client: World.service, scope: Scope("openid"), createdAt: World.now,
            expiresAt: World.now.adding(minutes: DeviceRequest.minutes), interval: interval,
            polledAt: polled.map { World.now.adding(seconds: $0) }, answer: answer, isRedeemed: isRedeemed)
    }

    private func step(_ request: DeviceRequest, after seconds: Int64) -> DeviceStep {
        DeviceStep.next(for: request, at: World.now.adding(seconds: seconds))
    }

    private let grant = ID<ClientGrant>.new(at: World.now)

    @Test func `RFC 8628 §6.1: a code has eight letters in two groups, none like another`() {
        let codes = (0..<200).map { _ in UserCode.random() }
        for code in codes {
            #expect(code.shown.wholeMatch(of: /[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}/) != nil)
            #expect(UserCode(typed: code.shown) == code)
        }
        #expect(Set(codes.map(\.shown)).count == codes.count)
    }

    @Test(arguments: ["WDJB-MJHT", "wdjbmjht", " wdjb mjht ", "WdJb–MjHt", "WDJB.MJHT"])
    func `RFC 8628 §6.1: a code is typed in any case, with or without what stands between`(_ typed: String) {
        #expect(UserCode(typed: typed)?.shown == "WDJB-MJHT")
    }

    @Test(arguments: [
        "", "WDJB-MJH", "WDJB-MJHTT", "WDJB-MJHA", "WDJB-MJH1", "1WDJB-MJHT", "ẞDJB-MJHT", "WDJBÄMJHT",
        "ﬀDJB-MJHT",
    ])
    func `what cannot be a code is none`(_ typed: String) {
        #expect(UserCode(typed: typed) == nil)
    }

    @Test func `RFC 8628 §3.5: until somebody answers the device waits`() {
        #expect(step(request(), after: 0) == .wait)
        #expect(step(request(polled: 5), after: 10) == .wait)
        #expect(step(request(polled: 5), after: 9) == .wait)
    }

    @Test func `RFC 8628 §3.5: who asks too often waits five seconds longer, every time`() {
        #expect(step(request(polled: 5), after: 8) == .slowDown(10))
        #expect(step(request(interval: 10, polled: 5), after: 13) == .slowDown(15))
        #expect(step(request(interval: 10, polled: 5), after: 15) == .wait)
    }

    @Test func `RFC 8628 §3.5: the answer ends the waiting, whenever it is asked for`() {
        #expect(step(request(polled: 5, answer: .approved(grant)), after: 6) == .redeem(grant))
        #expect(step(request(polled: 5, answer: .refused), after: 6) == .refused)
        #expect(step(request(answer: .approved(grant), isRedeemed: true), after: 6) == .replayed(grant))
    }

    @Test func `RFC 8628 §3.5: after ten minutes it is over, answered or not`() {
        #expect(step(request(), after: 599) == .wait)
        #expect(step(request(), after: 600) == .expired)
        #expect(step(request(answer: .approved(grant)), after: 600) == .expired)
        #expect(step(request(answer: .approved(grant), isRedeemed: true), after: 601) == .replayed(grant))
    }
}
