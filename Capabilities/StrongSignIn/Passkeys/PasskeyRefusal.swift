/// Why what a browser sent about a passkey is not believed. Whoever sent it learns no more than that it was refused.
enum PasskeyRefusal: Error, Hashable {
    /// Not of the form that the specification gives it.
    case garbled
    /// Client data for the other ceremony, another page, or a page inside another's.
    case wrongType, wrongOrigin, crossOrigin
    /// No question of ours, or one that was answered, asked of another session, or asked too long ago.
    case noChallenge
    /// For another site than ours.
    case wrongSite
    /// Nobody touched the authenticator, or it did not make sure who did.
    case notPresent, notVerified
    /// A copy that must not exist, or one that may exist now and could not before.
    case wrongBackup
    case unknownAlgorithm, weakKey
    case unknownAttestation, badAttestation
    case badSignature
    /// Nobody's, or another account's.
    case unknownCredential
}
