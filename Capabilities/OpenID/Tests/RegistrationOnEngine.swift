import Base
import Clients
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import OpenID

/// RFC 7591: services that register themselves with an initial access token.
@Suite struct RegistrationOnEngine {
    private static let document =
        #"{"client_name":"Uusi","redirect_uris":["https://uusi.example/back"],"subject_type":"public"}"#

    private func register(_ house: TestHouse, _ token: String?, _ body: String = document) async throws -> Reply {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let token { headers[.authorization] = "Bearer \(token)" }
        return try await house.visit(.post, "/oidc/clients", as: nil, headers, body: body)
    }

    private func token(_ house: TestHouse, uses: Int64 = 1, days: Int64 = 1) async throws -> String {
        try await house.database.write { writer in
            try RegistrationToken.add(
                label: "Testi", uses: uses, until: World.now.adding(days: days), at: World.now, in: writer)
        }
    }

    @Test func `§3.2.1: what was taken comes back with secrets that are shown once`() async throws {
        try await TestHouse.open { house in
            let reply = try await register(house, token(house))
            #expect(reply.status == .created)
            let members = try reply.members
            #expect(members["client_secret_expires_at"] == .number(0))
            #expect(members["token_endpoint_auth_method"] == .string("client_secret_basic"))
            // Whoever registers from outside has pairwise subjects.
            #expect(members["subject_type"] == .string("pairwise"))
            guard case .string(let address)? = members["registration_client_uri"],
                case .string(let access)? = members["registration_access_token"]
            else {
                Issue.record("no address")
                return
            }
            let path = String(address.dropFirst("https://digione.example".count))
            let look = try await house.visit(.get, path, as: nil, [.authorization: "Bearer \(access)"])
            #expect(look.status == .ok)
            #expect(try look.members["client_secret"] == nil)
            #expect(try await house.visit(.get, path, as: nil, [.authorization: "Bearer x"]).status == .unauthorized)
        }
    }

    @Test func `§3: a token is good for so many services and no longer than it says`() async throws {
        try await TestHouse.open { house in
            let once = try await token(house)
            #expect(try await register(house, once).status == .created)
            #expect(try await register(house, once).error == "invalid_token")
            #expect(try await register(house, token(house, days: -1)).status == .unauthorized)
            #expect(try await register(house, nil).status == .unauthorized)
        }
    }

    @Test(arguments: [
        ("[]", "invalid_client_metadata"), ("{}", "invalid_redirect_uri"),
        (#"{"client_name":"a","redirect_uris":["http://uusi.example/back"]}"#, "invalid_redirect_uri"),
        (#"{"client_name":"a","redirect_uris":["https://uusi.example/back#f"]}"#, "invalid_redirect_uri"),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b","https://c.example/d"]}"#,
            "invalid_client_metadata"
        ),
        (#"{"redirect_uris":["https://uusi.example/back"]}"#, "invalid_client_metadata"),
        (#"{"client_name":"a","redirect_uris":["https://a;sandbox,x/b"]}"#, "invalid_redirect_uri"),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"grant_types":["password"]}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"response_types":["token"]}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"token_endpoint_auth_method":"private_key_jwt"}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"jwks":{"keys":[{"kty":"oct","k":"AA"}]}}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"logo_uri":"javascript:a"}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a\u202Eb","redirect_uris":["https://a.example/b"]}"#, "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"id_token_signed_response_alg":"EdDSA"}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"userinfo_signed_response_alg":"none"}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"default_max_age":-1}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"default_max_age":9223372036854775807}"#,
            "invalid_client_metadata"
        ),
        (
            #"{"client_name":"a","redirect_uris":["https://a.example/b"],"initiate_login_uri":"http.evil://x"}"#,
            "invalid_client_metadata"
        ),
    ])
    func `§3.2.2: what cannot be is refused with its own error, and no token is used up`(
        _ body: String, _ error: String
    ) async throws {
        try await TestHouse.open { house in
            let token = try await token(house)
            let reply = try await register(house, token, body)
            #expect(reply.status == .badRequest)
            #expect(reply.error == error)
            #expect(try await register(house, token).status == .created)
        }
    }
}
