import Base
import Synchronization
import TestKit

/// A clock of the world that a test moves.
final class TestClock: Sendable {
    private let seconds = Mutex<Int64>(0)

    var now: Instant { World.now.adding(seconds: seconds.withLock { $0 }) }

    func move(toSeconds later: Int64) { seconds.withLock { $0 = later } }
}
