package import Base
import Web

/// How long a session lasts that is there.
package struct SessionSpan: Hashable, Sendable {
    /// It ends when it is not used for this long.
    package let idleMilliseconds: Int64
    /// It ends then, whatever is done.
    package let endsAt: Instant
    /// Whether its device is one that many use.
    package let isShared: Bool

    init(idleMilliseconds: Int64, endsAt: Instant, isShared: Bool = false) {
        (self.idleMilliseconds, self.endsAt, self.isShared) = (idleMilliseconds, endsAt, isShared)
    }

    init(begunAt: Instant, _ limits: SessionLimits, _ term: SessionTerm = .usual) {
        let idle = term.isShared ? min(limits.idleMinutes, SharedDevice.idleMinutes) : limits.idleMinutes
        let last = begunAt.adding(days: limits.absoluteDays)
        self.init(
            idleMilliseconds: idle * 60_000, endsAt: term.endsAt.map { min($0, last) } ?? last, isShared: term.isShared)
    }

    private static let precision: Int64 = 5 * 60_000

    /// A use is written when the last one written is older than this: five minutes, and a sixth of what is short.
    var usePrecision: Int64 { min(SessionSpan.precision, idleMilliseconds / 6) }

    /// When it ends if nothing more is done, seen at `now`.
    ///
    /// - Parameter usedAt: the last use that is written.
    package func lapses(usedAt: Instant, seen now: Instant) -> Instant {
        let last = isNoted(usedAt: usedAt, at: now) ? now : usedAt
        return min(last.adding(milliseconds: idleMilliseconds), endsAt)
    }

    func isNoted(usedAt: Instant, at now: Instant) -> Bool { now > usedAt.adding(milliseconds: usePrecision) }
}

extension Viewer {
    package var owner: String { account.description }

    /// Whether a use at this moment is written.
    func isUseNoted(at now: Instant) -> Bool { span.isNoted(usedAt: usedAt, at: now) }

    /// When the session ends if nothing more is done after this page.
    package func lapses(seen now: Instant) -> Instant { span.lapses(usedAt: usedAt, seen: now) }

    /// The same for the script of the page.
    func sessionEnd(seen visit: Visit) -> Frame.SessionEnd {
        func seconds(until end: Instant) -> Int { Int(max(0, end.milliseconds - visit.now.milliseconds) / 1000) }
        return Frame.SessionEnd(
            idle: seconds(until: lapses(seen: visit.now)), whole: seconds(until: span.endsAt), owner: owner,
            extending: ActingPath.sessionExtension(), signIn: ActingPath.signIn(), leadsBack: visit.isGet)
    }
}
