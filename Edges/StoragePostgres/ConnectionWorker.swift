import Foundation
import Storage

/// A thread with one connection: it takes bodies from the queue and reconnects when the server goes away.
struct ConnectionWorker: Sendable {
    let address: PostgresAddress
    let limits: PostgresLimits
    let isShared: Bool
    let queue: JobQueue
    let log: @Sendable (String) -> Void

    func start() {
        let thread = Thread { work() }
        thread.name = "postgres"
        thread.start()
    }

    private func work() {
        defer { queue.workerEnded() }
        while let connection = connected() {
            serve(with: connection)
            connection.close()
            if queue.closes { return }
        }
    }

    /// Runs bodies until the connection is lost or the queue is closed.
    private func serve(with connection: Connection) {
        while let job = queue.take() {
            guard connection.isAlive() else {
                log("the connection to \(address.shown) was lost while idle")
                return queue.giveBack(job)
            }
            job.run(connection)
            if connection.isLost { return log("the connection to \(address.shown) was lost") }
        }
    }

    /// Tries until it succeeds, after 0.1 s, 0.2 s … 5 s with jitter, so that nodes do not return in step.
    private func connected() -> Connection? {
        var delay = 0.1
        while !queue.closes {
            do {
                return try Connection(address, limits, isShared: isShared)
            } catch {
                log("no connection to \(address.shown): \(error.reason)")
            }
            guard queue.pause(seconds: delay * Double.random(in: 0.5...1)) else { return nil }
            delay = min(delay * 2, 5)
        }
        return nil
    }
}
