import Foundation
import Synchronization

/// Folders, and servers in them, go with the process of the tests: at its normal end, or by a watchdog.
enum Leftovers {
    private static let folders = Mutex<[String]>([])

    static func watch(_ folder: String) throws {
        let isFirst = folders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        if isFirst { atexit { Leftovers.clear() } }
        let watchdog = """
            while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 1; done
            [ -f "$2/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$2/data/postmaster.pid")" && sleep 1
            rm -rf "$2"
            """
        _ = try ChildProcess(["sh", "-c", watchdog, "watchdog", String(getpid()), folder], inOwnSession: true)
    }

    private static func clear() {
        for folder in folders.withLock({ $0 }) {
            let file = try? String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
            if let id = file?.split(separator: "\n").first.flatMap({ pid_t($0) }) {
                kill(id, SIGQUIT)
                for _ in 0..<100 where kill(id, 0) == 0 { usleep(20_000) }
            }
            try? FileManager.default.removeItem(atPath: folder)
        }
    }
}
