import Base
import Crypto
import Foundation
import Storage
import Testing

@testable import StrongSignIn

/// What WebAuthn asks of a site, section by section, and every lie that must not be believed.
@Suite struct PasskeyRulesTests {
    private typealias Words = SoftAuthenticator.Words
    private let site: RelyingParty
    private let challenge = Challenge.random()

    init() throws { site = try RelyingParty(origin: "https://digione.example") }

    private func refusal(_ body: () throws -> Void) -> PasskeyRefusal? {
        do {
            try body()
            return nil
        } catch {
            return error as? PasskeyRefusal
        }
    }

    private static let authenticators: [SoftAuthenticator] = [
        SoftAuthenticator(), SoftAuthenticator(.eddsa(Curve25519.Signing.PrivateKey())),
    ]

    private func made(_ authenticator: SoftAuthenticator, _ words: Words = Words()) throws -> NewCredential {
        let (client, object) = try authenticator.make(challenge, words)
        return try Registration(client: client, object: object, transports: "internal evil hybrid")
            .credential(for: site)
    }

    @Test(arguments: [0, 1], ["none", "packed"])
    func `7.1: a credential is taken with no attestation, and with its own`(_ index: Int, _ format: String) throws {
        let authenticator = Self.authenticators[index]
        let made = try made(authenticator, Words(flags: 0x1D, count: 9, format: format))
        #expect(made.id == authenticator.credential && made.signCount == 9)
        #expect(made.isBackupEligible && made.isBackedUp && made.transports == "internal hybrid")
        #expect(made.algorithm == (index == 0 ? .es256 : .eddsa))
    }

    @Test(arguments: [
        (Words(type: "webauthn.get"), PasskeyRefusal.wrongType),
        (Words(origin: "https://evil.example"), .wrongOrigin), (Words(origin: "http://digione.example"), .wrongOrigin),
        (Words(origin: "https://digione.example:444"), .wrongOrigin),
        (Words(origin: "https://digione.example.evil.example"), .wrongOrigin),
        (Words(crossOrigin: true), .crossOrigin), (Words(topOrigin: "https://evil.example"), .crossOrigin),
        (Words(site: "evil.example"), .wrongSite), (Words(flags: 0x04), .notPresent),
        (Words(flags: 0x01), .notVerified),
        (Words(flags: 0x15), .wrongBackup), (Words(format: "tpm"), .unknownAttestation),
        (Words(format: "packed", breaksSignature: true), .badAttestation), (Words(extra: [0]), .garbled),
    ])
    func `7.1: this registration is refused`(
        _ words: SoftAuthenticator.Words, _ expected: PasskeyRefusal
    ) throws {
        #expect(refusal { _ = try made(SoftAuthenticator(), words) } == expected)
    }

    @Test func `8.7: a format of none comes with an empty statement`() throws {
        let authenticator = SoftAuthenticator()
        let (client, object) = try authenticator.make(challenge, Words(format: "packed"))
        let packed = SoftAuthenticator.text("packed")
        let at = try #require(object.indices.first { object[$0...].starts(with: packed) })
        let lying = object[..<at] + SoftAuthenticator.text("none") + object[(at + packed.count)...]
        let found = refusal {
            _ = try Registration(client: client, object: Array(lying), transports: "").credential(for: site)
        }
        #expect(found == .badAttestation)
    }

    @Test func `a point that is not on the curve is no key`() throws {
        #expect(refusal { try KeyAlgorithm.es256.check(Array(repeating: 1, count: 64)) } == .weakKey)
        #expect(refusal { try KeyAlgorithm.eddsa.check([1]) } == .weakKey)
        let rsa = [UInt8](repeating: 0xC0, count: 256)
        #expect(refusal { try KeyAlgorithm.rs256.check(rsa + [1, 0, 1]) } == nil)
        #expect(refusal { try KeyAlgorithm.rs256.check(rsa + [0, 0, 1]) } == .weakKey)
        #expect(refusal { try KeyAlgorithm.rs256.check([0] + rsa.dropFirst() + [1, 0, 1]) } == .weakKey)
    }

    @Test func `garbage is refused, however it is cut`() throws {
        let (client, object) = try SoftAuthenticator().make(challenge, Words(format: "packed"))
        for length in 0..<object.count {
            #expect(refusal { _ = try AttestationObject(Array(object[..<length])) } == .garbled, "\(length)")
        }
        #expect(refusal { _ = try AttestationObject(object + [0]) } == .garbled)
        for length in 0..<client.count {
            #expect(refusal { _ = try ClientData(Array(client[..<length])) } == .garbled)
        }
        // Arrays in arrays without an end, a length beyond every memory, an indefinite length, a tag.
        for bytes in [
            [UInt8](repeating: 0x81, count: 5000), [0x5B] + [UInt8](repeating: 0xFF, count: 8), [0x5F, 0xFF],
            [0xC0, 0x00], [0x9B] + [UInt8](repeating: 0xFF, count: 8) + [0],
        ] {
            #expect(
                refusal {
                    var walk = CBORWalk(bytes); _ = try walk.item()
                } == .garbled)
        }
        for length in 0..<37 {
            #expect(refusal { _ = try AuthenticatorData([UInt8](repeating: 0, count: length)) } == .garbled)
        }
    }

    @Test(arguments: [0, 1])
    func `7.2: a use is taken`(_ index: Int) throws {
        let authenticator = Self.authenticators[index]
        let passkey = try Passkey(of: authenticator, made(authenticator))
        let use = try use(authenticator, of: passkey, Words(count: 3))
        #expect(use == PasskeyUse(signCount: 3, isBackedUp: false))
    }

    private func use(
        _ authenticator: SoftAuthenticator, of passkey: Passkey, _ words: Words, handle: [UInt8]? = nil
    ) throws -> PasskeyUse {
        let said = try authenticator.use(challenge, words)
        return try Assertion(
            client: said.client, credential: authenticator.credential, authenticatorData: said.data,
            signature: said.signature, userHandle: handle ?? authenticator.handle
        ).use(of: passkey, for: site)
    }

    @Test(arguments: [
        (Words(type: "webauthn.create"), PasskeyRefusal.wrongType),
        (Words(origin: "https://evil.example"), .wrongOrigin), (Words(crossOrigin: true), .crossOrigin),
        (Words(site: "evil.example"), .wrongSite), (Words(flags: 0x04), .notPresent),
        (Words(flags: 0x01), .notVerified),
        (Words(flags: 0x0D), .wrongBackup), (Words(flags: 0x15), .wrongBackup),
        (Words(breaksSignature: true), .badSignature), (Words(extra: [0xA0]), .garbled),
    ])
    func `7.2: this use is refused`(
        _ words: SoftAuthenticator.Words, _ expected: PasskeyRefusal
    ) throws {
        let authenticator = SoftAuthenticator()
        let passkey = try Passkey(of: authenticator, made(authenticator))
        #expect(refusal { _ = try use(authenticator, of: passkey, words) } == expected)
    }

    @Test func `7.2: another's key, and another's handle, are refused`() throws {
        let (own, other) = (SoftAuthenticator(), SoftAuthenticator())
        let passkey = try Passkey(of: own, made(own))
        #expect(refusal { _ = try use(other, of: passkey, Words()) } == .badSignature)
        #expect(refusal { _ = try use(own, of: passkey, Words(), handle: [1]) } == .unknownCredential)
    }

    @Test func `RS256 is verified with a key and a signature that were made elsewhere`() throws {
        let key = try #require(Base64URL.bytes(RSASample.modulus)) + [1, 0, 1]
        var signature = try #require(Base64URL.bytes(RSASample.signature))
        let data = Array(SHA256.hash(data: Data("digione.example".utf8))) + [5, 0, 0, 0, 7]
        let hash = Array(SHA256.hash(data: Data("client data".utf8)))
        try KeyAlgorithm.rs256.check(key)
        try Fido.verify(signature, over: data, clientHash: hash, by: key, .rs256, for: site)
        signature[100] ^= 1
        let broken = signature
        #expect(
            refusal { try Fido.verify(broken, over: data, clientHash: hash, by: key, .rs256, for: site) }
                == .badSignature)
    }

    @Test(arguments: [(0, 0, false), (0, 1, false), (4, 5, false), (5, 5, true), (5, 4, true), (5, 0, true)])
    func `7.2 step 22: a count goes upwards, or stays at nothing`(_ known: Int64, _ new: Int64, _ isBefore: Bool) {
        #expect(PasskeyUse(signCount: new, isBackedUp: false).isBefore(known) == isBefore)
    }

    @Test(arguments: ["http://digione.example", "ftp://localhost", "https://", "", "http://127.0.0.1"])
    func `a site without https is none, but for this machine`(_ origin: String) {
        #expect(throws: Fault.self) { try RelyingParty(origin: origin) }
    }

    @Test func `the name of a site is its host`() throws {
        #expect(try RelyingParty(origin: "http://localhost:8080").id == "localhost")
        #expect(site.id == "digione.example")
    }

    @Test func `a question is 32 bytes of chance`() {
        let questions = (0..<50).map { _ in Challenge(for: .signIn).bytes }
        #expect(Set(questions).count == 50 && questions.allSatisfy { $0.count == 32 })
    }
}

/// A key of 2048 bits, and its signature over the data of the test above; made with OpenSSL.
private enum RSASample {
    static let modulus =
        "4aTM4A11aHKJ7K_hJ7K4gTl5hADA29bsCcdjtEh2d_qFrYHb1oJowdmVGG-gnt6-KarYJxTcjWvh9cbyEw6Lz51mxiHn2RdhD-QPBek0"
        + "QB6yFwsbEy0cVC0L6qwcI2kChtZXfE_fiSwwuC8Zj0naAyx4cw628cCm-9Yq50PU3wcy9PsI0ylltyqnkfI7eWyWE4qjjV-1cbqEzjwc"
        + "wEoVryKdvaVMkpjfjEhpnHBIqOsXjFuA1ayXojCwCWwVb-FYStAhnhET1Jm_tSNcszDRAn2E3tM5GGbYJn5RSxM0aOmDT44yvXK1Uqj7"
        + "F6SfzgXfpueulhFapGoqQEIp7aOLkw"
    static let signature =
        "ZqdTBgS6ai1rnDmo6gl-HlHJ-DUtGn9sZAxiAnfpmsZ1hPNh7JdWjwliP5QFspDvUVU4nh-HIr7h7gE5eJQWVKVJF6fBECIQZs_yW53v"
        + "xsPeww7sFzgI54NCnK9bQWRpC9kWvw8O579nwYr3p7NHAAxDTCjpBnWGGua2iAJInaJneKYkuTJeB8YBtjgOWP3eLaAl6GItVU5DBAuk"
        + "nX4N87jjDeVyQqPbSoya2BaXPaEqEcqGJMvuAbXk9pF5fiYyGep7E7n0H0DNMYsoEhZ3BYLUtZqEw_BIg-uHHvXdWoFM1rLfoVEoUvnJ"
        + "IccFJT6LWppvXIDhfjQ6g__lMXg0uA"
}

extension Passkey {
    /// The passkey that was made by an authenticator.
    init(of authenticator: SoftAuthenticator, _ made: NewCredential) throws {
        self.init(
            account: .new(at: Instant(milliseconds: 0)), id: .new(at: Instant(milliseconds: 0)), credential: made.id,
            userHandle: authenticator.handle, algorithm: made.algorithm, key: made.key, signCount: made.signCount,
            isBackupEligible: made.isBackupEligible)
    }
}
