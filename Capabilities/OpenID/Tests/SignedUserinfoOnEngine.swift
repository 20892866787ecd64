import Base
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import Clients
@testable import OpenID

/// OIDC Core §5.3.2: what a service is told of somebody, signed.
@Suite struct SignedUserinfoOnEngine {
    private func with(
        _ algorithm: SigningAlgorithm, _ body: @escaping @Sendable (Journey) async throws -> Void
    ) async throws {
        try await TestHouse.open { house in
            try await house.database.write { writer in
                var metadata = try writer.one(Client.under(World.service)).metadata
                metadata.userinfoAlgorithm = algorithm
                try Client.change(
                    World.service, metadata, needsPKCE: true, mayRefresh: false, by: .command, at: World.now, in: writer
                )
            }
            try await body(Journey(house: house))
        }
    }

    @Test(arguments: SigningAlgorithm.own)
    func `it comes as a token of the registered algorithm, from us to the service`(
        _ algorithm: SigningAlgorithm
    ) async throws {
        try await with(algorithm) { journey in
            let reply = try await journey.userinfo(journey.tokens(as: .pupil).access)
            #expect(reply.status == .ok && reply.headers[.contentType] == "application/jwt")
            #expect(reply.headers[.cacheControl] == "no-store")
            let document = try await journey.house.visit(.get, "/oidc/keys", as: nil).body
            let claims = try await TokenCheck.claims(
                of: reply.body, in: JWKSet(json: document.utf8), algorithm: algorithm, type: nil,
                as: [String: JSONValue].self)
            #expect(claims["iss"] == "https://digione.example" && claims["aud"] == .string(World.service.description))
            #expect(claims["name"] == "Aino Niemi" && claims["sub"] != nil)
        }
    }

    @Test func `it is no access token, and no hint of who signed in`() async throws {
        try await with(.rs256) { journey in
            let told = try await journey.userinfo(journey.tokens(as: .pupil).access).body
            #expect(try await journey.userinfo(told).error == "invalid_token")
            let hinted = try await journey.authorize(as: .pupil, ["id_token_hint": told])
            #expect(try journey.returned(hinted)["error"] == "invalid_request")
        }
    }

    @Test func `a refusal is plain`() async throws {
        try await with(.es256) { journey in
            let reply = try await journey.userinfo("nonsense")
            #expect(reply.status == .unauthorized && reply.error == "invalid_token")
        }
    }
}
