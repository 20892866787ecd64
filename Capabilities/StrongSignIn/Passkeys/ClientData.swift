import Base
import Crypto
import Foundation

/// What the browser says about the question that it asked the authenticator (WebAuthn §5.8.1).
struct ClientData {
    let challenge: [UInt8]
    /// SHA-256 of the text as it came, which the authenticator signs.
    let hash: [UInt8]
    private let fields: Fields

    /// What was asked for.
    enum Ceremony: String, Sendable {
        case registration = "webauthn.create"
        case assertion = "webauthn.get"
    }

    private struct Fields: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
        let topOrigin: String?
    }

    init(_ bytes: [UInt8]) throws(PasskeyRefusal) {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)),
            let challenge = Base64URL.bytes(fields.challenge)
        else { throw .garbled }
        (self.fields, self.challenge) = (fields, challenge)
        hash = Array(SHA256.hash(data: Data(bytes)))
    }

    /// That it is about this ceremony, on one of our own pages that stands in no other page. The challenge is checked by
    /// taking its row.
    func check(_ ceremony: Ceremony, for site: RelyingParty) throws(PasskeyRefusal) {
        // WebAuthn §7.1 step 7, §7.2 step 11.
        guard fields.type == ceremony.rawValue else { throw .wrongType }
        // Steps 9 and 13: the origin, character by character.
        guard fields.origin == site.origin else { throw .wrongOrigin }
        guard fields.crossOrigin != true, fields.topOrigin == nil else { throw .crossOrigin }
    }
}
