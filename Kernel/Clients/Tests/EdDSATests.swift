import Base
import Crypto
import Foundation
import Storage
import TestKit
import Testing

@testable import Clients

/// RFC 8037: keys on Ed25519 and what they sign.
@Suite struct EdDSATests {
    /// RFC 8037 appendix A.2.
    private static let key = #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
    /// RFC 8037 appendix A.4.
    private static let token = """
        eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
        hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg
        """

    private func set(_ key: String) throws -> JWKSet { try JWKSet(json: #"{"keys":[\#(key)]}"#.utf8) }

    private func fault(_ token: String, _ algorithm: SigningAlgorithm = .eddsa) async throws -> TokenFault? {
        do {
            _ = try await TokenCheck.claims(
                of: token, in: set(Self.key), algorithm: algorithm, type: nil, as: [String: JSONValue].self)
            return nil
        } catch let fault as TokenFault { return fault }
    }

    @Test func `RFC 8037 A.4, A.5: the signature is good, and one changed bit is not`() async throws {
        // What it signs is a sentence and no claims: said only of a good signature.
        #expect(try await fault(Self.token) == .malformed)
        #expect(try await fault(Self.token.replacing("hgyY", with: "hgyZ")) == .badSignature)
        #expect(try await fault(Self.token.replacing("RXhh", with: "RXhi")) == .badSignature)
    }

    @Test func `RFC 8725 §3.1: a key of one kind verifies nothing that was agreed in another`() async throws {
        for algorithm in SigningAlgorithm.own { #expect(try await fault(Self.token, algorithm) == .wrongAlgorithm) }
    }

    @Test func `RFC 8037 A.3: the thumbprint`() throws {
        let key = try #require(try set(Self.key).keys.first)
        #expect(key.thumbprint?.rawValue == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    }

    @Test(arguments: [
        #"{"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUQ"}"#,
        #"{"kty":"OKP","crv":"Ed25519","alg":"ES256","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        #"{"kty":"OKP","crv":"Ed25519"}"#,
    ])
    func `this is no key of it`(_ key: String) throws { #expect(try set(key).keys.isEmpty) }

    @Test func `RFC 8032 §5.1.7: a point for which anybody makes signatures is no key`() throws {
        var points = [0, 1].map { first -> [UInt8] in [first] + Array(repeating: 0, count: 31) }
        points += [0xEC, 0xED, 0xEE].map { first -> [UInt8] in [first] + Array(repeating: 0xFF, count: 30) + [0x7F] }
        // The same with the other sign.
        for point in points + points.map({ $0.dropLast() + [$0[31] | 0x80] }) {
            let text = #"{"kty":"OKP","crv":"Ed25519","x":"\#(Base64URL.text(point))"}"#
            #expect(try set(text).keys.isEmpty, "\(point)")
        }
    }

    @Test func `a private key in a set refuses it`() {
        #expect(throws: TokenFault.malformed) {
            try set(
                #"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
            )
        }
    }

    @Test func `RFC 9449 §4.2: a proof of such a key counts`() async throws {
        let now = World.now
        let (own, nonces) = (
            Curve25519.Signing.PrivateKey(), DPoPNonce(seal: try Seal(key: Array(repeating: 1, count: 32)))
        )
        let key: [String: JSONValue] = [
            "kty": "OKP", "crv": "Ed25519", "x": .string(Base64URL.text(own.publicKey.rawRepresentation)),
        ]
        let head: [String: JSONValue] = ["typ": "dpop+jwt", "alg": "EdDSA", "jwk": .object(key)]
        let claims: [String: JSONValue] = [
            "jti": "one", "htm": "POST", "htu": "https://digione.example/oidc/token",
            "iat": .number(Double(now.milliseconds / 1000)), "nonce": .string(nonces.made(at: now)),
        ]
        let signed = [head, claims].map { Base64URL.text(Array(JSONValue.object($0).text.utf8)) }.joined(separator: ".")
        let signature = try own.signature(for: Data(signed.utf8))
        let proof = try await DPoPProof("\(signed).\(Base64URL.text(signature))")
        #expect(throws: Never.self) {
            try proof.check("POST", "https://digione.example/oidc/token", with: nil, at: now, nonces)
        }
    }
}
