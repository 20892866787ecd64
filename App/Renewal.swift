import Base
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// Reads the certificates again on SIGHUP, for connections that come after it; those that are open go on.
struct Renewal: Service, CustomStringConvertible {
    let certificates: Certificates?
    let logger: Logger

    var description: String { "Renewal" }

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try certificates?.reload()
                logger.notice("certificates read again", metadata: ["tls": "\(certificates != nil)"])
            } catch let fault as Fault {
                logger.error("the certificates stay as they were: \(fault.log)")
            }
        }
    }
}

/// How many files and connections the process may have open (getrlimit(2)).
enum OpenFiles {
    /// What a server needs beside its connections: the database, resources, timers.
    private static let others = 250

    /// Raises the limit as far as it may be raised; returns for how many connections that is enough, `wanted` at most.
    static func raise(for wanted: Int, _ logger: Logger) -> Int {
        let enough = most - others
        guard enough < wanted else { return wanted }
        logger.warning(
            "the limit of open files allows fewer connections than are configured",
            metadata: ["connections": "\(max(enough, 50))"])
        return max(enough, 50)
    }

    /// The limit after raising it.
    static var most: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return Int(clamping: limit.rlim_cur)
    }
}
