/// Why a token or a set of keys is not accepted; the same for every wrong one of a kind, so that nothing is learnt from it.
package enum TokenFault: Error, Hashable, Sendable {
    /// Not three parts of base64url, not JSON, or with a header that must be understood and is not.
    case malformed
    /// Signed in another way than was agreed.
    case wrongAlgorithm
    /// Another kind of token (RFC 8725 §3.11).
    case wrongType
    /// No key, or more than one, that it could be signed with.
    case unknownKey
    case badSignature
    /// Encrypted, and not to be opened with our keys: whichever step it was (RFC 7516 §11.5).
    case undecipherable
}
