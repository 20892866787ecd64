package import Base
import Clients
import Directory
import Foundation
package import Storage

/// The platform's operator lets an identity provider confirm administrators (decision 0026). What is kept of it is a keyed
/// hash of the settings that they looked at, so any other setting ends it, whoever makes it and however.
extension IdentityProvider {
    private static let place = "identity_provider.vouched"

    /// Everything that decides who comes from there and how strongly; not what the button says, and for whom it speaks.
    private func settings(_ seal: Seal) throws -> [UInt8] {
        var manner = manner
        manner.mandates = nil
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let secret = sealedSecret.map { sealed in
            (try? seal.open(sealed, for: Self.secretPlace)).map { seal.keyedHash($0, for: Self.place) } ?? []
        }
        return Array(
            try encoder.encode(
                Settings(
                    profile: profile.rawValue, issuer: issuer, clientID: clientID, secret: secret,
                    authentication: authentication.rawValue, algorithm: algorithm.rawValue, mapping: mapping,
                    allowsTestNumbers: allowsTestNumbers, manner: manner)))
    }

    private struct Settings: Encodable {
        let profile: String
        let issuer: String
        let clientID: String
        let secret: [UInt8]?
        let authentication: String
        let algorithm: String
        let mapping: ClaimMapping
        let allowsTestNumbers: Bool
        let manner: Manner
    }

    /// The settings as they are now.
    func seen(by seal: Seal) throws -> [UInt8] { seal.keyedHash(try settings(seal), for: Self.place) }

    /// Whether its logins may ever confirm anybody who administers.
    var mayBeVouchedFor: Bool { profile.mayBeStrong && manner.hasStrong && !allowsTestNumbers }

    /// How the operator's word stands.
    func standing(_ seal: Seal) -> Vouching {
        guard let vouched else { return .none }
        return mayBeVouchedFor && (try? seen(by: seal)) == vouched ? .good : .changed
    }
}

/// How the operator's word for an identity provider stands.
package enum Vouching: String, Sendable {
    case none
    /// It confirms administrators.
    case good
    /// Somebody has changed its settings since, so it confirms no administrator.
    case changed
}

/// An identity provider as the platform's operator sees it.
package struct VouchedParty: Sendable {
    package let id: String
    package let provider: String
    package let title: String
    package let issuer: String
    package let clientID: String
    /// The classes and methods that count as strong.
    package let strong: [String]
    package let vouching: Vouching

    init(_ connected: ConnectedParty, _ seal: Seal) {
        let party = connected.party
        (id, provider, title) = (party.id.description, connected.provider.slug, party.title)
        (issuer, clientID, vouching) = (party.issuer, party.clientID, party.standing(seal))
        strong = party.manner.strongClasses + party.manner.strongMethods
    }

    /// Every identity provider that has not ended, by the addresses of their education providers.
    package static func all(_ seal: Seal, in reader: any Reader) throws -> [VouchedParty] {
        try reader.all(ConnectedParty.every).map { VouchedParty($0, seal) }
    }

    /// Why the operator's word was not taken.
    package enum Refusal: Error, Sendable {
        case unknown
        /// Nothing of it counts as strong, or it lets people in who belong to nobody.
        case notStrong
    }

    /// Lets one confirm administrators from now on, as it is set now, or takes that back.
    package static func set(
        _ id: String, vouches: Bool, _ seal: Seal, at now: Instant, in writer: any Writer
    ) throws -> VouchedParty {
        guard let key = ID<IdentityProvider>(id), let connected = try writer.first(ConnectedParty.under(key)) else {
            throw Refusal.unknown
        }
        let party = connected.party
        guard !vouches || party.mayBeVouchedFor else { throw Refusal.notStrong }
        try party.vouch(vouches ? try party.seen(by: seal) : nil, at: now, in: writer)
        return VouchedParty(try writer.one(ConnectedParty.under(key)), seal)
    }
}
