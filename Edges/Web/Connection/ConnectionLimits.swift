package import NIOCore

/// What one connection may cost: the framework's own idle limit covers neither a slow request nor a slow reader.
package struct ConnectionLimits: Sendable {
    /// From the first byte of a request's head to its last.
    package var head: TimeAmount = .seconds(10)
    /// For a whole body.
    package var body: TimeAmount = .seconds(30)
    /// What a body must bring at least, taken over `rateWindow`.
    package var bytesPerSecond = 500
    package var rateWindow: TimeAmount = .seconds(5)
    /// What of a body is still read after its answer was given, so that the answer is not lost in a reset.
    package var rest: TimeAmount = .seconds(5)
    /// How long an answer may wait without one byte of it being taken.
    package var stall: TimeAmount = .seconds(30)
    /// Between requests; and when three quarters of the connections are taken.
    package var idle: TimeAmount = .seconds(120)
    package var idleWhenCrowded: TimeAmount = .seconds(10)
    /// How often an idle connection asks whether it has become crowded.
    package var crowdCheck: TimeAmount = .seconds(15)
    /// All header fields of a request together, and one of them.
    package var headBytes = 32 * 1024
    package var fieldBytes = 16 * 1024
    package var fields = 100
    /// Open at one time; more wait to be accepted.
    package var connections: Int

    package init(connections: Int = 16_000) { self.connections = connections }
}

/// Which limit ended a connection; the metric's label.
package enum ConnectionEnd: String, CaseIterable, Sendable {
    case slowHead = "slow_head"
    case slowBody = "slow_body"
    case slowReader = "slow_reader"
    case idle
}

/// What a route says of the body that it expects, before it reads it.
package struct BodyAllowance: Sendable {
    /// nil: as long as it takes, if only it comes at this rate.
    package let time: TimeAmount?
    package let bytesPerSecond: Int

    package init(time: TimeAmount?, bytesPerSecond: Int) { (self.time, self.bytesPerSecond) = (time, bytesPerSecond) }

    /// A large file: no time in all, 20 kB a second at least.
    package static let upload = BodyAllowance(time: nil, bytesPerSecond: 20_000)
}
