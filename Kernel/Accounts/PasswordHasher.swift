package import Base
import CSodium
import Foundation
import Synchronization

/// Argon2id by libsodium (19 MiB, 2 passes), off the event loops, as many at a time as there are cores.
package final class PasswordHasher: Sendable {
    private let queue: OperationQueue
    private let waiting = Mutex(0)
    private let worked = Mutex(Duration.zero)
    private let mostWaiting: Int
    private let dummy: Secret<String>

    private static let passes: UInt64 = 2
    private static let memory = 19 * 1024 * 1024

    /// - Parameters:
    ///   - cores: how many hashes run at a time.
    ///   - mostWaiting: beyond this many, callers get 503 at once.
    package init(cores: Int = ProcessInfo.processInfo.activeProcessorCount, mostWaiting: Int = 256) throws {
        guard sodium_init() >= 0 else { throw Fault(.broken, log: "libsodium cannot start") }
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = cores
        self.mostWaiting = mostWaiting
        dummy = Secret(try PasswordHasher.hashNow("a password that nobody has"))
    }

    /// Hashes that run or wait now.
    package var load: Int { waiting.withLock { $0 } }

    /// CPU time of all hashes so far, as the threads that made them counted it.
    package var cpuSeconds: Double { worked.withLock { $0 / .seconds(1) } }

    /// The hash with its parameters and salt, in libsodium's own text form.
    package func hash(_ password: Secret<String>) async throws -> String {
        try await turn { try PasswordHasher.hashNow(password.reveal()) }
    }

    /// Whether `password` is the one behind `hash`. Without a hash as much work is done, and the answer is false.
    package func verify(_ password: Secret<String>, against hash: String?) async throws -> Bool {
        let known = hash ?? dummy.reveal()
        let isRight = try await turn { PasswordHasher.verifyNow(password.reveal(), known) }
        return isRight && hash != nil
    }

    /// Whether the parameters were raised since `hash` was made.
    package func isOutdated(_ hash: String) -> Bool {
        crypto_pwhash_str_needs_rehash(hash, PasswordHasher.passes, PasswordHasher.memory) != 0
    }

    private func turn<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let hasRoom = waiting.withLock { count in
            guard count < mostWaiting else { return false }
            count += 1
            return true
        }
        guard hasRoom else { throw Fault(.unavailable, log: "too many passwords wait for their hash") }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { [self] in
                let before = PasswordHasher.threadTime
                let result = Result(catching: work)
                worked.withLock { $0 += PasswordHasher.threadTime - before }
                continuation.resume(with: result)
            }
        }
    }

    /// What this thread has used of its CPU (clock_gettime(2)).
    private static var threadTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func hashNow(_ password: String) throws -> String {
        var out = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let bytes = Array(password.utf8CString)
        guard crypto_pwhash_str(&out, bytes, UInt64(bytes.count - 1), passes, memory) == 0 else {
            throw Fault(.unavailable, log: "no memory for a password hash")
        }
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func verifyNow(_ password: String, _ hash: String) -> Bool {
        let bytes = Array(password.utf8CString)
        return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count - 1)) == 0
    }
}
