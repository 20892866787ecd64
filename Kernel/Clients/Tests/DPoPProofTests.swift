import Base
import Storage
import TestKit
import Testing

@testable import Clients

/// RFC 9449: which proofs of possession are one.
@Suite struct DPoPProofTests {
    private static let address = "https://digione.example/oidc/token"
    private let nonces: DPoPNonce
    private let key = ProofKey()

    init() throws { nonces = DPoPNonce(seal: try Seal(key: Array(repeating: 1, count: 32))) }

    /// What is wrong with a proof, or nil.
    private func fault(
        _ proof: String, method: String = "POST", address: String = address, token: String? = nil,
        at now: Instant = World.now
    ) async throws -> OAuthError.Code? {
        do {
            try await DPoPProof(proof).check(method, address, with: token, at: now, nonces)
            return nil
        } catch let error as OAuthError {
            return error.code
        }
    }

    private func proof(
        _ method: String = "POST", _ address: String = address, at now: Instant = World.now, token: String? = nil,
        header: [String: JSONValue] = [:], claims: [String: JSONValue] = [:]
    ) throws -> String {
        try key.proof(
            method, address, nonce: nonces.made(at: World.now), at: now, token: token, header: header, claims: claims)
    }

    @Test func `§4.2: a proof made for this request is one, and says whose key it is`() async throws {
        let proof = try proof()
        #expect(try await fault(proof) == nil)
        #expect(try await DPoPProof(proof).key.rawValue == key.thumbprint)
    }

    @Test func `RFC 7638 §3.1: the thumbprint of the example key`() throws {
        let modulus =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3ok"
            + "njhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHz"
            + "u6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU"
            + "8awapJzKnqDKgw"
        let example = PublicKey(["kty": "RSA", "n": modulus, "e": "AQAB", "alg": "RS256"])
        #expect(example?.thumbprint?.rawValue == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    }

    @Test(
        arguments: [
            ["typ": "JWT"], ["typ": "at+jwt"], ["typ": .null], ["alg": "none"], ["alg": "HS256"], ["alg": "RS256"],
            ["alg": .null], ["jwk": .null], ["jwk": "key"], ["jwk": ["kty": "oct", "k": "AAAA"]],
            ["crit": ["exp"], "exp": 1],
        ] as [[String: JSONValue]])
    func `§4.3, 2 to 7: another type, algorithm or key is none`(_ header: [String: JSONValue]) async throws {
        #expect(try await fault(proof(header: header)) == .invalidDPoPProof)
    }

    @Test func `§4.3, 6 and 7: another's key and a private one are refused`() async throws {
        #expect(try await fault(proof(header: ["jwk": .object(ProofKey().jwk)])) == .invalidDPoPProof)
        let open = key.jwk.merging(["d": "AAAA"]) { $1 }
        #expect(try await fault(proof(header: ["jwk": .object(open)])) == .invalidDPoPProof)
        #expect(try await fault("nonsense") == .invalidDPoPProof)
    }

    @Test(
        arguments: [
            ["htm": "GET"], ["htm": .null], ["htu": "https://digione.example/oidc/userinfo"],
            ["htu": "http://digione.example/oidc/token"], ["htu": "https://other.example/oidc/token"], ["htu": .null],
            ["htu": "/oidc/token"], ["jti": .null], ["jti": ""], ["iat": .null], ["iat": "now"],
            ["jti": .string(String(repeating: "j", count: 256))],
        ] as [[String: JSONValue]])
    func `§4.3, 3, 8 and 9: it names this request, whole`(_ claims: [String: JSONValue]) async throws {
        #expect(try await fault(proof(claims: claims)) == .invalidDPoPProof)
    }

    @Test(arguments: [
        "https://digione.example/oidc/token?a=b", "https://digione.example/oidc/token#a",
        "HTTPS://DigiOne.example:443/oidc/token",
    ])
    func `§4.3, 9: query and fragment do not count, nor how the same host is written`(_ address: String) async throws {
        #expect(try await fault(proof("POST", address)) == nil)
    }

    @Test func `§8: a nonce that is missing, foreign or too old is asked for`() async throws {
        let foreign = DPoPNonce(seal: try Seal(key: Array(repeating: 2, count: 32))).made(at: World.now)
        for nonce in [.null, "", "x", .string(foreign)] as [JSONValue] {
            #expect(try await fault(proof(claims: ["nonce": nonce])) == .useDPoPNonce)
        }
        #expect(try await fault(proof(), at: World.now.adding(minutes: 6)) == .useDPoPNonce)
        #expect(try await fault(proof(), at: World.now.adding(minutes: -1)) == .useDPoPNonce)
    }

    @Test func `§8: another node with the same key knows the nonce`() async throws {
        let other = DPoPNonce(seal: try Seal(key: Array(repeating: 1, count: 32)))
        #expect(other.isGood(nonces.made(at: World.now), at: World.now.adding(minutes: 4)))
        #expect(!other.isGood(String(nonces.made(at: World.now).dropLast()) + "A", at: World.now))
    }

    @Test(arguments: [(-301, false), (-299, true), (299, true), (301, false)])
    func `§11.1: iat is now, as far as clocks agree`(_ seconds: Int, _ isGood: Bool) async throws {
        let proof = try proof(at: World.now.adding(seconds: Int64(seconds)))
        #expect(try await fault(proof) == (isGood ? nil : .invalidDPoPProof))
    }

    @Test func `§4.3, 12: with an access token it names that token`() async throws {
        #expect(try await fault(proof(token: "a"), token: "a") == nil)
        #expect(try await fault(proof(token: "b"), token: "a") == .invalidDPoPProof)
        #expect(try await fault(proof(), token: "a") == .invalidDPoPProof)
    }
}
