import Base
import Web

/// What a browser sends after a passkey was used.
struct Assertion {
    let client: ClientData
    let credential: [UInt8]
    /// Whose passkey the authenticator says it is; some say it only when no passkey was named in the question.
    let userHandle: [UInt8]?
    private let authenticatorData: [UInt8]
    private let signature: [UInt8]

    init(_ form: Form) throws(PasskeyRefusal) {
        func bytes(_ name: String) throws(PasskeyRefusal) -> [UInt8] {
            guard let bytes = Base64URL.bytes(form.text(name)), !bytes.isEmpty else { throw .garbled }
            return bytes
        }
        try self.init(
            client: try bytes("client"), credential: try bytes("credential"),
            authenticatorData: try bytes("authenticator"), signature: try bytes("signature"),
            userHandle: form.text("user").isEmpty ? nil : try bytes("user"))
    }

    init(
        client: [UInt8], credential: [UInt8], authenticatorData: [UInt8], signature: [UInt8], userHandle: [UInt8]?
    ) throws(PasskeyRefusal) {
        self.client = try ClientData(client)
        (self.credential, self.authenticatorData, self.signature) = (credential, authenticatorData, signature)
        self.userHandle = userHandle
    }

    /// What the passkey is like now, when everything is as it must be (WebAuthn §7.2). The challenge was taken before.
    func use(of passkey: Passkey, for site: RelyingParty) throws(PasskeyRefusal) -> PasskeyUse {
        try client.check(.assertion, for: site)
        // Step 6: the handle, where it comes, is the owner's.
        guard userHandle == nil || userHandle == passkey.userHandle else { throw .unknownCredential }
        let data = try AuthenticatorData(authenticatorData)
        try data.check(for: site)
        // Step 19: whether a passkey can be copied never changes.
        guard data.flags.contains(.backupEligible) == passkey.isBackupEligible else { throw .wrongBackup }
        try Fido.verify(
            signature, over: authenticatorData, clientHash: client.hash, by: passkey.key, passkey.algorithm, for: site)
        return PasskeyUse(signCount: data.signCount, isBackedUp: data.flags.contains(.backedUp))
    }
}

/// What is kept of a passkey's use.
struct PasskeyUse: Equatable {
    let signCount: Int64
    let isBackedUp: Bool

    /// Step 22: an authenticator that counts counts upwards. Many passkeys never count.
    func isBefore(_ known: Int64) -> Bool { (signCount != 0 || known != 0) && signCount <= known }
}
