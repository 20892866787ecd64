import CFido2

/// The cryptography of passkeys, by libfido2.
enum Fido {
    /// The key of a credential that was made, after the attestation is verified: none, or packed.
    static func key(
        of object: AttestationObject, clientHash: [UInt8], for site: RelyingParty
    ) throws(PasskeyRefusal) -> (KeyAlgorithm, [UInt8]) {
        // The library takes a credential only for the algorithm that it was told to expect.
        for algorithm in KeyAlgorithm.allCases {
            guard let credential = Credential(object.authenticatorData, algorithm) else { continue }
            try credential.verify(object, clientHash: clientHash, for: site)
            return (algorithm, credential.key)
        }
        throw .unknownAlgorithm
    }

    /// That the signature is the key's, over this data, by somebody who was there and made sure of.
    static func verify(
        _ signature: [UInt8], over authenticatorData: [UInt8], clientHash: [UInt8], by key: [UInt8],
        _ algorithm: KeyAlgorithm, for site: RelyingParty
    ) throws(PasskeyRefusal) {
        var assertion = fido_assert_new()
        defer { fido_assert_free(&assertion) }
        guard fido_assert_set_count(assertion, 1) == 0,
            fido_assert_set_clientdata_hash(assertion, clientHash, clientHash.count) == 0,
            fido_assert_set_rp(assertion, site.id) == 0,
            fido_assert_set_up(assertion, FIDO_OPT_TRUE) == 0, fido_assert_set_uv(assertion, FIDO_OPT_TRUE) == 0,
            fido_assert_set_authdata_raw(assertion, 0, authenticatorData, authenticatorData.count) == 0,
            fido_assert_set_sig(assertion, 0, signature, signature.count) == 0
        else { throw .garbled }
        let status = withKey(key, algorithm) { fido_assert_verify(assertion, 0, algorithm.rawValue, $0) }
        guard status == 0 else { throw .badSignature }
    }

    /// Runs `body` with the library's form of a key; -1 when it takes the key for none.
    private static func withKey(
        _ key: [UInt8], _ algorithm: KeyAlgorithm, _ body: (UnsafeRawPointer) -> Int32
    ) -> Int32 {
        switch algorithm {
        case .es256:
            var made = es256_pk_new()
            defer { es256_pk_free(&made) }
            guard let made, es256_pk_from_ptr(made, key, key.count) == 0 else { return -1 }
            return body(UnsafeRawPointer(made))
        case .eddsa:
            var made = eddsa_pk_new()
            defer { eddsa_pk_free(&made) }
            guard let made, eddsa_pk_from_ptr(made, key, key.count) == 0 else { return -1 }
            return body(UnsafeRawPointer(made))
        case .rs256:
            var made = rs256_pk_new()
            defer { rs256_pk_free(&made) }
            guard let made, rs256_pk_from_ptr(made, key, key.count) == 0 else { return -1 }
            return body(UnsafeRawPointer(made))
        }
    }

    /// A credential of the library, freed with this.
    private final class Credential {
        private var pointer: OpaquePointer?

        /// nil when the data holds no credential of this algorithm.
        init?(_ authenticatorData: [UInt8], _ algorithm: KeyAlgorithm) {
            pointer = fido_cred_new()
            guard fido_cred_set_type(pointer, algorithm.rawValue) == 0,
                fido_cred_set_authdata_raw(pointer, authenticatorData, authenticatorData.count) == 0
            else { return nil }
        }

        deinit { fido_cred_free(&pointer) }

        var key: [UInt8] {
            guard let bytes = fido_cred_pubkey_ptr(pointer) else { return [] }
            return Array(UnsafeBufferPointer(start: bytes, count: fido_cred_pubkey_len(pointer)))
        }

        func verify(
            _ object: AttestationObject, clientHash: [UInt8], for site: RelyingParty
        ) throws(PasskeyRefusal) {
            switch object.format {
            case "none":
                // WebAuthn §8.7: an empty map, and nothing to verify.
                guard object.statement == [0xA0] else { throw .badAttestation }
            case "packed":
                guard fido_cred_set_fmt(pointer, object.format) == 0,
                    fido_cred_set_attstmt(pointer, object.statement, object.statement.count) == 0,
                    fido_cred_set_clientdata_hash(pointer, clientHash, clientHash.count) == 0,
                    fido_cred_set_rp(pointer, site.id, nil) == 0, fido_cred_set_uv(pointer, FIDO_OPT_TRUE) == 0
                else { throw .badAttestation }
                let isSelf = fido_cred_x5c_len(pointer) == 0
                guard (isSelf ? fido_cred_verify_self(pointer) : fido_cred_verify(pointer)) == 0 else {
                    throw .badAttestation
                }
            default: throw .unknownAttestation
            }
        }
    }
}
