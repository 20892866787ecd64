import Accounts
import Base

/// Hashing costs on purpose; the world has one hash for everyone.
enum PasswordHash {
    static let hasher = Result { try PasswordHasher() }
    private static let task = Task { try await hasher.get().hash(Secret(World.password)) }
    static func ofWorld() async throws -> String { try await task.value }
}
