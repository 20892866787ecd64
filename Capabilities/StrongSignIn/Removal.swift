import Accounts
import Base
import Directory

/// Whether a way in may be removed by its owner.
enum Removal {
    enum Refusal: Hashable, Sendable {
        /// Nothing would be left to sign in with.
        case lastWayIn
        /// An administrator cannot be without something that proves more than a password.
        case administratorNeedsOne
    }

    /// What can be removed.
    enum Way: Sendable { case passkey, codes }

    /// Why `way` stays; nil when it may go.
    static func refusal(of way: Way, from factors: SecondFactors, isAdministrator: Bool) -> Refusal? {
        let passkeys = factors.passkeys - (way == .passkey ? 1 : 0)
        let hasCodes = factors.hasCodes && way != .codes
        // A code alone signs nobody in.
        if !factors.hasPassword && passkeys <= 0 && factors.logins == 0 { return .lastWayIn }
        return isAdministrator && passkeys <= 0 && !hasCodes ? .administratorNeedsOne : nil
    }
}

extension Viewer {
    /// Administers a provider, now.
    var isAdministrator: Bool { records.contains { $0.roles.contains { $0.role == .administrator } } }

    /// May add a way in: confirmed with one that is there, or signed in a moment ago when there is none.
    func mayAdd(to factors: SecondFactors, at now: Instant) -> Bool {
        isStrong(at: now) || factors.isEmpty && isFresh(at: now)
    }
}
