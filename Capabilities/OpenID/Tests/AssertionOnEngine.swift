import Base
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import Clients
@testable import OpenID

/// RFC 7523 §3, OIDC Core §9: clients that sign who they are.
@Suite struct AssertionOnEngine {
    /// A client with a key of its own, and the assertions that it or somebody else might send.
    private struct Signer: Sendable {
        let house: TestHouse
        let client: ID<Client>
        let signer: TokenSigner

        static func make(_ house: TestHouse, algorithm: SigningAlgorithm = .es256) async throws -> Signer {
            let (id, keyID) = (ID<Client>.new(at: World.now), ID<SigningKey>.new(at: World.now))
            let key = try NewKey(algorithm, id: keyID)
            var metadata = ClientMetadata(clientName: "Allekirjoittaja")
            metadata.tokenEndpointAuthMethod = .privateKey
            metadata.assertionAlgorithm = algorithm
            metadata.grantTypes = [.clientCredentials]
            metadata.scope = "roster.read"
            metadata.keys = JSONObject(text: try JSONDocument(encoding: ["keys": [key.publicKey]]).text)
            let kept = metadata
            try await house.database.write { writer in
                try Client.add(id, kept, secretHash: nil, by: .command, at: World.now, in: writer)
            }
            let seal = try Seal(key: Array(repeating: 3, count: 32))
            let row = SigningKey(
                id: keyID, algorithm: algorithm, number: 1, publicKey: key.publicKey,
                sealedPrivateKey: try seal.close(Array(key.privateKey.reveal().utf8), for: SigningKey.place),
                createdAt: World.now, signsFrom: World.now)
            return Signer(house: house, client: id, signer: try await TokenSigner(row, seal))
        }

        func assertion(
            audience: String = "https://digione.example", subject: String? = nil, seconds: Int64 = 60,
            jti: String = "one"
        ) async throws -> String {
            let claims = AssertionClaims(
                iss: client.description, sub: subject ?? client.description, aud: Audience(audience),
                exp: NumericDate(World.now.adding(seconds: seconds)), iat: NumericDate(World.now), nbf: nil, jti: jti)
            return try await signer.sign(claims, type: "JWT")
        }

        func ask(_ assertion: String) async throws -> Reply {
            let type = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            return try await house.visit(
                .post, "/oidc/token", as: nil, [.contentType: "application/x-www-form-urlencoded"],
                body: "grant_type=client_credentials&client_assertion_type=\(type)&client_assertion=\(assertion)")
        }
    }

    @Test(arguments: SigningAlgorithm.allCases)
    func `a signed assertion is worth one token`(_ algorithm: SigningAlgorithm) async throws {
        try await TestHouse.open { house in
            let signer = try await Signer.make(house, algorithm: algorithm)
            let assertion = try await signer.assertion()
            #expect(try await signer.ask(assertion).status == .ok)
            let again = try await signer.ask(assertion)
            #expect(again.status == .unauthorized)
            #expect(again.error == "invalid_client")
        }
    }

    @Test(arguments: ["https://digione.example", "https://digione.example/oidc/token"])
    func `it may be addressed to the issuer or the endpoint`(_ audience: String) async throws {
        try await TestHouse.open { house in
            let signer = try await Signer.make(house)
            #expect(try await signer.ask(signer.assertion(audience: audience)).status == .ok)
        }
    }

    @Test func `another audience, another subject, too old, too long and no name are refused`() async throws {
        try await TestHouse.open { house in
            let signer = try await Signer.make(house)
            let wrong = [
                try await signer.assertion(audience: "https://other.example"),
                try await signer.assertion(subject: World.service.description),
                try await signer.assertion(seconds: -1), try await signer.assertion(seconds: 3600),
                try await signer.assertion(jti: ""),
            ]
            for assertion in wrong { #expect(try await signer.ask(assertion).status == .unauthorized) }
        }
    }

    @Test func `another's key, a secret in its place and a changed letter are refused`() async throws {
        try await TestHouse.open { house in
            let (signer, other) = (try await Signer.make(house), try await Signer.make(house))
            let forged = Signer(house: house, client: signer.client, signer: other.signer)
            #expect(try await forged.ask(forged.assertion()).status == .unauthorized)
            let good = try await signer.assertion()
            #expect(try await signer.ask(String(good.dropLast(2)) + "AA").status == .unauthorized)
            let basic = "Basic " + Data("\(signer.client):secret".utf8).base64EncodedString()
            let reply = try await house.visit(
                .post, "/oidc/token", as: nil,
                [.contentType: "application/x-www-form-urlencoded", .authorization: basic],
                body: "grant_type=client_credentials")
            #expect(reply.status == .unauthorized)
        }
    }

    @Test func `RFC 6749 §2.3: who shows who it is in two ways is refused`() async throws {
        try await TestHouse.open { house in
            let reply = try await house.visit(
                .post, "/oidc/token", as: nil,
                [
                    .contentType: "application/x-www-form-urlencoded",
                    .authorization: "Basic "
                        + Data("\(World.service):\(World.serviceSecret)".utf8).base64EncodedString(),
                ],
                body: "grant_type=client_credentials&client_id=\(World.service)&client_secret=\(World.serviceSecret)")
            #expect(reply.error == "invalid_request")
        }
    }
}
