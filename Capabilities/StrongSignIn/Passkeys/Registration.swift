import Base
import Web

/// What a browser sends after a passkey was made.
struct Registration {
    let client: ClientData
    private let object: AttestationObject
    let transports: String

    init(_ form: Form) throws(PasskeyRefusal) {
        guard let client = Base64URL.bytes(form.text("client")), let object = Base64URL.bytes(form.text("attestation"))
        else { throw .garbled }
        try self.init(client: client, object: object, transports: form.text("transports"))
    }

    init(client: [UInt8], object: [UInt8], transports: String) throws(PasskeyRefusal) {
        self.client = try ClientData(client)
        self.object = try AttestationObject(object)
        let known: Set<Substring> = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"]
        self.transports = transports.split(separator: " ").filter(known.contains).joined(separator: " ")
    }

    /// The credential, when everything that comes with it is as it must be (WebAuthn §7.1). The challenge was taken before.
    func credential(for site: RelyingParty) throws(PasskeyRefusal) -> NewCredential {
        try client.check(.registration, for: site)
        let data = try AuthenticatorData(object.authenticatorData)
        try data.check(for: site)
        guard let made = data.made else { throw .garbled }
        let (algorithm, key) = try Fido.key(of: object, clientHash: client.hash, for: site)
        try algorithm.check(key)
        return NewCredential(
            id: made.credential, algorithm: algorithm, key: key, signCount: data.signCount,
            isBackupEligible: data.flags.contains(.backupEligible), isBackedUp: data.flags.contains(.backedUp),
            aaguid: made.aaguid, transports: transports)
    }
}

/// A credential that was made on one of our pages.
struct NewCredential: Equatable {
    let id: [UInt8]
    let algorithm: KeyAlgorithm
    let key: [UInt8]
    let signCount: Int64
    let isBackupEligible: Bool
    let isBackedUp: Bool
    let aaguid: [UInt8]
    let transports: String
}
