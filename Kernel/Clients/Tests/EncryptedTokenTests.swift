import Base
import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Clients

/// RFC 7516 and RFC 7518 §4, §5: what others encrypt for us, with a refusal for every line.
@Suite struct EncryptedTokenTests {
    private static func key(_ algorithm: KeyEncryption, _ id: String = "ours") throws -> DecryptionKey {
        let pem = algorithm == .rsaOAEP256 ? ForeignTokens.rsaPEM : ForeignTokens.pointPEM
        return try DecryptionKey(pem: Secret(pem), id: id, for: algorithm)
    }

    private static func open(
        _ token: String, _ algorithm: KeyEncryption, _ content: ContentEncryption, keys: [DecryptionKey]? = nil
    ) throws -> String {
        try EncryptedToken.text(
            of: token, with: try keys ?? [key(algorithm)], AgreedEncryption(key: algorithm, content: content))
    }

    private static let gcm = ForeignTokens.tokens[0].2

    /// The same token with another part.
    private static func replaced(_ token: String, _ part: Int, _ change: ([UInt8]) -> [UInt8]) -> String {
        var parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        parts[part] = Base64URL.text(change(Base64URL.bytes(parts[part]) ?? []))
        return parts.joined(separator: ".")
    }

    /// The same token with another header; the header is authenticated, so it is for what is refused before.
    private static func header(_ token: String, _ change: (inout [String: Any]) -> Void) throws -> String {
        replaced(token, 0) { bytes in
            guard var members = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
                return []
            }
            change(&members)
            return (try? Array(JSONSerialization.data(withJSONObject: members))) ?? []
        }
    }

    @Test(arguments: ForeignTokens.tokens.indices)
    func `what another hand encrypted is opened`(_ index: Int) throws {
        let (algorithm, content, token) = ForeignTokens.tokens[index]
        #expect(try Self.open(token, algorithm, content) == ForeignTokens.text)
    }

    @Test(arguments: ForeignTokens.tokens.indices, 0..<5)
    func `RFC 7516 §5.2: one changed bit in any part opens nothing`(_ index: Int, _ part: Int) throws {
        let (algorithm, content, token) = ForeignTokens.tokens[index]
        let changed = Self.replaced(token, part) { bytes in
            guard let last = bytes.last else { return [1] }
            return Array(bytes.dropLast()) + [last ^ 1]
        }
        #expect(throws: TokenFault.self) { try Self.open(changed, algorithm, content) }
        // Which step it was is not told, beyond what everybody can read in the header.
        if part > 0 { #expect(throws: TokenFault.undecipherable) { try Self.open(changed, algorithm, content) } }
    }

    @Test(arguments: ForeignTokens.tokens.indices)
    func `RFC 7516 §11.5: a broken key, start, text and tag all fail alike`(_ index: Int) throws {
        let (algorithm, content, token) = ForeignTokens.tokens[index]
        for part in 1..<5 {
            for change in [{ _ in [] }, { Array($0.dropLast()) }, { $0 + [0] }] as [([UInt8]) -> [UInt8]] {
                let changed = Self.replaced(token, part, change)
                guard changed != token else { continue }
                #expect(throws: TokenFault.undecipherable, "part \(part)") {
                    try Self.open(changed, algorithm, content)
                }
            }
        }
    }

    @Test func `RFC 7516 §4.1.3: compressed text is refused`() throws {
        let token = try Self.header(Self.gcm) { $0["zip"] = "DEF" }
        #expect(throws: TokenFault.malformed) { try Self.open(token, .rsaOAEP256, .a256GCM) }
    }

    @Test func `RFC 7516 §4.1.13: extensions that must be understood are refused`() throws {
        let token = try Self.header(Self.gcm) { $0["crit"] = ["exp"] }
        #expect(throws: TokenFault.malformed) { try Self.open(token, .rsaOAEP256, .a256GCM) }
    }

    @Test(
        arguments: [
            ("alg", "RSA-OAEP"), ("alg", "RSA1_5"), ("alg", "dir"), ("alg", "ECDH-ES"), ("enc", "A128GCM"),
            ("enc", "A128CBC-HS256"),
        ])
    func `RFC 8725 §3.1: nothing is opened but what was agreed`(_ member: String, _ value: String) throws {
        let token = try Self.header(Self.gcm) { $0[member] = value }
        #expect(throws: TokenFault.wrongAlgorithm) { try Self.open(token, .rsaOAEP256, .a256GCM) }
    }

    @Test func `another of our keys, two that fit and none open nothing`() throws {
        let other = try Self.key(.rsaOAEP256, "other")
        #expect(throws: TokenFault.unknownKey) { try Self.open(Self.gcm, .rsaOAEP256, .a256GCM, keys: [other]) }
        #expect(throws: TokenFault.unknownKey) { try Self.open(Self.gcm, .rsaOAEP256, .a256GCM, keys: []) }
        let unnamed = try Self.header(Self.gcm) { $0["kid"] = nil }
        #expect(throws: TokenFault.unknownKey) {
            try Self.open(unnamed, .rsaOAEP256, .a256GCM, keys: [other, try Self.key(.rsaOAEP256)])
        }
        let foreign = try DecryptionKey(
            pem: Secret(_RSA.Signing.PrivateKey(keySize: .bits2048).pemRepresentation), id: "ours", for: .rsaOAEP256)
        #expect(throws: TokenFault.undecipherable) {
            try Self.open(Self.gcm, .rsaOAEP256, .a256GCM, keys: [foreign])
        }
    }

    /// RFC 7518 §4.6.1.1; the invalid curve attack of RFC 8725 §3.4.
    @Test(
        arguments: [
            [
                "kty": "EC", "crv": "P-256", "x": Base64URL.text([UInt8](repeating: 1, count: 32)),
                "y": Base64URL.text([UInt8](repeating: 2, count: 32)),
            ],
            ["kty": "EC", "crv": "P-256", "x": "", "y": ""], ["kty": "EC", "crv": "P-384"], ["kty": "OKP"], [:],
        ] as [[String: String]])
    func `a sender's key that is no point of the curve opens nothing`(_ point: [String: String]) throws {
        for (algorithm, content, token) in ForeignTokens.tokens where algorithm != .rsaOAEP256 {
            let changed = try Self.header(token) { $0["epk"] = point }
            #expect(throws: TokenFault.undecipherable) { try Self.open(changed, algorithm, content) }
        }
    }

    @Test(arguments: [
        "", ".", "....", "a.b.c", "a.b.c.d.e", "....." + String(repeating: "a", count: 40_001), "=.=.=.=.=",
    ])
    func `garbage is malformed`(_ token: String) {
        #expect(throws: TokenFault.malformed) { try Self.open(token, .rsaOAEP256, .a256GCM) }
    }

    @Test func `a signed token is no encrypted one`() {
        #expect(!EncryptedToken.isOne(ForeignTokens.text))
        #expect(EncryptedToken.isOne(Self.gcm))
    }

    @Test func `RFC 7518 appendix C: the key that Alice and Bob derive`() throws {
        func number(_ text: String) throws -> [UInt8] { try #require(Base64URL.bytes(text)) }
        let alice = try P256.KeyAgreement.PrivateKey(
            rawRepresentation: number("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"))
        let bob = try P256.KeyAgreement.PublicKey(
            rawRepresentation: number("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ")
                + number("e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck"))
        let key = ConcatKDF.key(
            try alice.sharedSecretFromKeyAgreement(with: bob), algorithm: "A128GCM", from: Array("Alice".utf8),
            to: Array("Bob".utf8), bytes: 16)
        #expect(key.withUnsafeBytes { Base64URL.text($0) } == "VqqN6vgjbSBcIijNcacQGg")
    }

    @Test func `RFC 7518 appendix B.1: AES_128_CBC_HMAC_SHA_256`() throws {
        func bytes(_ text: String) -> [UInt8] {
            let digits = text.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
            return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
        }
        let cipher = bytes(
            """
            c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9a94ac9b47ad2655c5f10f9aef71427e2
            fc6f9b3f399a221489f16362c703233609d45ac69864e3321cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b
            384c486f3a54c51078158ee5d79de59fbd34d848b3d69550a67646344427ade54b8851ffb598f7f80074b9473c82e2db
            """)
        let plain = try ContentEncryption.a128CBCHS256.open(
            cipher, start: bytes("1af38c2dc2b96ffdd86694092341bc04"), tag: bytes("652c3fa36b0a7c5b3219fab3a30bc1c4"),
            header: Array("The second principle of Auguste Kerckhoffs".utf8),
            key: SymmetricKey(data: Array(UInt8(0)..<32)))
        #expect(String(decoding: plain, as: UTF8.self).hasPrefix("A cipher system must not be required to be secret"))
        #expect(plain.count == 128)
    }
}
