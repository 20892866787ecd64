import Crypto

/// The signatures that we verify, by their numbers in COSE, the most wanted first.
enum KeyAlgorithm: Int32, CaseIterable, Sendable {
    /// ECDSA on P-256 with SHA-256.
    case es256 = -7
    /// Ed25519.
    case eddsa = -8
    /// RSA PKCS #1 with SHA-256, 2048 bits.
    case rs256 = -257

    /// That a key is one: a point on the curve, a modulus of full length with the usual exponent.
    func check(_ key: [UInt8]) throws(PasskeyRefusal) {
        let isGood =
            switch self {
            case .es256: (try? P256.Signing.PublicKey(x963Representation: [4] + key)) != nil
            case .eddsa: key.count == 32 && (try? Curve25519.Signing.PublicKey(rawRepresentation: key)) != nil
            case .rs256: key.count == 259 && key[0] >= 0x80 && Array(key[256...]) == [1, 0, 1]
            }
        guard isGood else { throw .weakKey }
    }
}
