import Base
import Clients

/// A device that asks to be signed in, and how far it has come (RFC 8628 §1).
struct DeviceRequest: Sendable {
    let client: ID<Client>
    let scope: Scope
    let createdAt: Instant
    let expiresAt: Instant
    /// How many seconds the device lets pass between its questions, at least.
    let interval: Int64
    let polledAt: Instant?
    let answer: Answer?
    let isRedeemed: Bool

    /// What somebody said at the page.
    enum Answer: Equatable, Sendable {
        case approved(ID<ClientGrant>)
        case refused
    }

    /// So long somebody may take to type the code (RFC 8628 §3.2 `expires_in`).
    static let minutes: Int64 = 10
    /// RFC 8628 §3.2 `interval`, in seconds.
    static let firstInterval: Int64 = 5
    /// RFC 8628 §3.5: so much longer after each `slow_down`.
    static let intervalStep: Int64 = 5

    /// Whether it waits for somebody to answer.
    func isOpen(at now: Instant) -> Bool { answer == nil && now < expiresAt }
}

/// What a device is told when it asks.
enum DeviceStep: Equatable, Sendable {
    case wait
    /// It asks too often: from now on with this many seconds between.
    case slowDown(Int64)
    case expired
    case refused
    case redeem(ID<ClientGrant>)
    /// It was given tokens before.
    case replayed(ID<ClientGrant>)

    /// RFC 8628 §3.5.
    static func next(for request: DeviceRequest, at now: Instant) -> DeviceStep {
        if case .approved(let grant) = request.answer, request.isRedeemed { return .replayed(grant) }
        guard now < request.expiresAt else { return .expired }
        switch request.answer {
        case .approved(let grant): return .redeem(grant)
        case .refused: return .refused
        case nil:
            // A question that was on its way a second less than the one before is not too early.
            let isEarly = request.polledAt.map { now < $0.adding(seconds: request.interval - 1) } ?? false
            return isEarly ? .slowDown(request.interval + DeviceRequest.intervalStep) : .wait
        }
    }
}
