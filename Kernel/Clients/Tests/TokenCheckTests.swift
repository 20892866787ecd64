import Base
import Storage
import TestKit
import Testing

@testable import Clients

/// RFC 8725: which key, which algorithm, which kind of token.
@Suite struct TokenCheckTests {
    struct Claims: Codable, Equatable, Sendable { let sub: String }

    private let now = World.now
    private let seal = try! Seal(key: Array(repeating: 1, count: 32))

    private func signer(_ algorithm: SigningAlgorithm) throws -> (NewKey, ID<SigningKey>) {
        let id = ID<SigningKey>.new(at: now)
        return (try NewKey(algorithm, id: id), id)
    }

    private func set(_ keys: [PublishedKey]) throws -> JWKSet {
        try JWKSet(json: JSONDocument(encoding: ["keys": keys]).text.utf8)
    }

    private func token(_ key: NewKey, _ id: ID<SigningKey>, _ algorithm: SigningAlgorithm, type: String) async throws
        -> String
    {
        let row = SigningKey(
            id: id, algorithm: algorithm, number: 1, publicKey: key.publicKey,
            sealedPrivateKey: try seal.close(Array(key.privateKey.reveal().utf8), for: SigningKey.place),
            createdAt: now,
            signsFrom: now)
        return try await TokenSigner(row, seal).sign(Claims(sub: "a"), type: type)
    }

    @Test(arguments: SigningAlgorithm.allCases)
    func `what one key signs only that key verifies`(_ algorithm: SigningAlgorithm) async throws {
        let ((key, id), (other, _)) = (try signer(algorithm), try signer(algorithm))
        let token = try await token(key, id, algorithm, type: "JWT")
        let claims = try await TokenCheck.claims(
            of: token, in: set([key.publicKey, other.publicKey]), algorithm: algorithm, type: "jwt", as: Claims.self)
        #expect(claims == Claims(sub: "a"))
        await #expect(throws: TokenFault.unknownKey) {
            try await TokenCheck.claims(
                of: token, in: set([other.publicKey]), algorithm: algorithm, type: nil, as: Claims.self)
        }
    }

    @Test func `RFC 8725 §3.1: the algorithm is the agreed one, whatever the token says`() async throws {
        let (key, id) = try signer(.es256)
        let token = try await token(key, id, .es256, type: "JWT")
        await #expect(throws: TokenFault.wrongAlgorithm) {
            try await TokenCheck.claims(
                of: token, in: set([key.publicKey]), algorithm: .rs256, type: nil, as: Claims.self)
        }
    }

    @Test(arguments: ["at+jwt", "application/at+jwt", "AT+JWT"])
    func `RFC 8725 §3.11: one kind of token never passes as another`(_ type: String) async throws {
        let (key, id) = try signer(.es256)
        let token = try await token(key, id, .es256, type: type)
        let keys = try set([key.publicKey])
        #expect(try await TokenCheck.own(token, in: keys, type: "at+jwt", as: Claims.self).sub == "a")
        await #expect(throws: TokenFault.wrongType) {
            try await TokenCheck.own(token, in: keys, type: "logout+jwt", as: Claims.self)
        }
    }

    @Test(arguments: [
        "", ".", "..", "a.b", "a.b.c.d", "e30.e30.e30", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJub25lIn0.e30.AA",
        "eyJhbGciOiJFUzI1NiIsImNyaXQiOlsiYiJdfQ.e30.AA",
    ])
    func `RFC 7515 §5.2: garbage, no algorithm and what must be understood are refused`(_ token: String) async throws {
        let keys = try set([try signer(.es256).0.publicKey])
        await #expect(throws: TokenFault.self) {
            try await TokenCheck.claims(of: token, in: keys, algorithm: .es256, type: nil, as: Claims.self)
        }
    }

    @Test(arguments: [
        #"{"keys":[{"kty":"oct","k":"AAAA","kid":"a"}]}"#,
        #"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}]}"#,
        #"{"keys":[{"kty":"EC","crv":"P-256","x":"A","y":"A","kid":"a"},{"kty":"EC","kid":"a"}]}"#,
        #"{"keys":{}}"#, "[]", "",
    ])
    func `RFC 7517: private and symmetric keys and one id twice refuse the whole set`(_ text: String) {
        #expect(throws: TokenFault.malformed) { _ = try JWKSet(json: Array(text.utf8)) as JWKSet }
    }
}
