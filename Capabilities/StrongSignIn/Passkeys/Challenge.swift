import Accounts
import Base
import Crypto
import Foundation
import Storage

/// A question to an authenticator: 32 random bytes that are answered once, within five minutes.
struct Challenge: Sendable {
    let bytes: [UInt8]
    /// What the answer is good for.
    let purpose: Purpose
    /// The session that asked; nil before anybody is signed in.
    let session: ID<Session>?
    /// For whom a passkey is being made.
    let userHandle: [UInt8]?

    enum Purpose: String, Sendable {
        case signIn = "sign-in"
        case stepUp = "step-up"
        case registration
    }

    static let minutes: Int64 = 5

    init(for purpose: Purpose, by session: ID<Session>? = nil, userHandle: [UInt8]? = nil) {
        bytes = Challenge.random()
        (self.purpose, self.session, self.userHandle) = (purpose, session, userHandle)
    }

    /// 32 bytes of the system's randomness: a question, or a handle that tells nothing about its owner.
    static func random() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// What the table keeps.
    static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: Data(bytes))) }
}
