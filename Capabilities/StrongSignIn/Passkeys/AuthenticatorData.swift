import Crypto
import Foundation

/// What an authenticator signs beside the client data (WebAuthn §6.1).
struct AuthenticatorData: Equatable {
    let siteHash: [UInt8]
    let flags: Flags
    let signCount: Int64
    /// The credential that was made; nil when one was only used.
    let made: Made?

    struct Flags: OptionSet, Equatable {
        let rawValue: UInt8
        static let present = Flags(rawValue: 0x01)
        static let verified = Flags(rawValue: 0x04)
        static let backupEligible = Flags(rawValue: 0x08)
        static let backedUp = Flags(rawValue: 0x10)
        static let hasCredential = Flags(rawValue: 0x40)
        static let hasExtensions = Flags(rawValue: 0x80)
    }

    struct Made: Equatable {
        let aaguid: [UInt8]
        let credential: [UInt8]
    }

    /// The parts in their order; nothing may be left over.
    init(_ bytes: [UInt8]) throws(PasskeyRefusal) {
        guard bytes.count >= 37 else { throw .garbled }
        siteHash = Array(bytes[..<32])
        flags = Flags(rawValue: bytes[32])
        signCount = bytes[33..<37].reduce(0) { $0 << 8 | Int64($1) }
        var walk = CBORWalk(bytes, at: 37)
        if flags.contains(.hasCredential) {
            guard bytes.count >= 55 else { throw .garbled }
            let length = Int(bytes[53]) << 8 | Int(bytes[54])
            // Credential ids have at most 1023 bytes (WebAuthn §7.1).
            guard (1...1023).contains(length), bytes.count >= 55 + length else { throw .garbled }
            made = Made(aaguid: Array(bytes[37..<53]), credential: Array(bytes[55..<55 + length]))
            walk = CBORWalk(bytes, at: 55 + length)
            _ = try walk.item()
        } else {
            made = nil
        }
        if flags.contains(.hasExtensions) { _ = try walk.item() }
        guard walk.isAtEnd else { throw .garbled }
    }

    /// For our site, by somebody whom the authenticator has made sure of.
    func check(for site: RelyingParty) throws(PasskeyRefusal) {
        // WebAuthn §7.1 step 14, §7.2 step 15.
        guard siteHash == Array(SHA256.hash(data: Data(site.id.utf8))) else { throw .wrongSite }
        guard flags.contains(.present) else { throw .notPresent }
        guard flags.contains(.verified) else { throw .notVerified }
        // WebAuthn §6.1: what is backed up must be eligible for it.
        guard !flags.contains(.backedUp) || flags.contains(.backupEligible) else { throw .wrongBackup }
    }
}
