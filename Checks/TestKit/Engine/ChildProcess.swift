package import Foundation

/// A program started beside the tests, its output in a file. (Foundation's `Process` needs a run loop to see an end.)
package struct ChildProcess: Sendable {
    package let id: pid_t

    /// Starts `arguments[0]`, found in PATH; in a session of its own, Ctrl-C in the terminal does not reach it.
    package init(_ arguments: [String], output: String = "/dev/null", inOwnSession: Bool = false) throws {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // POSIX_SPAWN_SETSID, which glibc's header shows to GNU programs only.
        if inOwnSession { posix_spawnattr_setflags(&attributes, 0x80) }
        let words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id = pid_t()
        let status = posix_spawnp(&id, arguments[0], &actions, &attributes, words, environ)
        guard status == 0 else {
            throw TestEngineFailure(description: "\(arguments[0]): \(String(cString: strerror(status)))")
        }
        self.id = id
    }

    package func kill(_ signal: Int32) { _ = Foundation.kill(id, signal) }

    /// The exit code, or 128 and the signal that ended it.
    @discardableResult package func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(id, &status, 0) == -1 && errno == EINTR {}
                continuation.resume(returning: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F))
            }
        }
    }
}
