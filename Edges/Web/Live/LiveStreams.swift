import Synchronization

/// Counts the streams that are open.
final class LiveStreams: Sendable {
    let limits: LiveLimits
    private let open = Mutex<[String: Int]>([:])

    init(_ limits: LiveLimits) { self.limits = limits }

    var count: Int { open.withLock { $0.values.reduce(0, +) } }

    func hasRoom(for session: String) -> Bool { open.withLock { hasRoom($0, session) } }

    /// False when there is no room; otherwise `leave` MUST follow.
    func enter(_ session: String) -> Bool {
        open.withLock { open in
            guard hasRoom(open, session) else { return false }
            open[session, default: 0] += 1
            return true
        }
    }

    func leave(_ session: String) {
        open.withLock { open in
            let rest = (open[session] ?? 0) - 1
            open[session] = rest > 0 ? rest : nil
        }
    }

    private func hasRoom(_ open: [String: Int], _ session: String) -> Bool {
        open[session, default: 0] < limits.ofOneSession && open.values.reduce(0, +) < limits.together
    }
}
