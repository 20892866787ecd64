import Base
import Clients
import Foundation
import HTTPTypes
import TestKit
import Testing
import Web

@testable import OpenID

/// What programs read of us before they ask anything (OpenID Connect Discovery, RFC 8414), and who may read it in a browser.
@Suite struct DiscoveryOnEngine {
    private static let configuration = "/.well-known/openid-configuration"

    private func document(_ house: TestHouse, _ path: String = configuration) async throws -> [String: JSONValue] {
        let reply = try await house.visit(.get, path, as: nil)
        #expect(reply.status == .ok && reply.headers[.cacheControl]?.hasPrefix("public") == true)
        return try reply.members
    }

    @Test func `Discovery §3, §4.3: it stands under the issuer's own name and names all that there is`() async throws {
        try await TestHouse.open { house in
            let members = try await document(house)
            #expect(members["issuer"] == "https://digione.example")
            let addresses = members.filter { $0.key.hasSuffix("_endpoint") || $0.key == "jwks_uri" }
            #expect(addresses.count == 10)
            for (name, value) in addresses {
                guard case .string(let text) = value else { throw Missing(name: name) }
                #expect(text.hasPrefix("https://digione.example/oidc/") && !text.contains { "?#".contains($0) })
            }
            let said: [String: JSONValue] = [
                "response_types_supported": ["code"], "response_modes_supported": ["query", "form_post"],
                "grant_types_supported": [
                    "authorization_code", "refresh_token", "client_credentials",
                    "urn:ietf:params:oauth:grant-type:device_code",
                ],
                "subject_types_supported": ["pairwise", "public"], "code_challenge_methods_supported": ["S256"],
                "id_token_signing_alg_values_supported": ["RS256", "ES256"],
                "token_endpoint_auth_methods_supported": [
                    "client_secret_basic", "client_secret_post", "private_key_jwt", "none",
                ],
                "claims_parameter_supported": true, "request_parameter_supported": false,
                "request_uri_parameter_supported": false, "authorization_response_iss_parameter_supported": true,
                "backchannel_logout_supported": true, "backchannel_logout_session_supported": true,
                "ui_locales_supported": ["fi", "sv", "en"],
            ]
            for (name, value) in said { #expect(members[name] == value, "\(name)") }
            for (name, word) in [("scopes_supported", "openid"), ("claims_supported", "sub")] {
                #expect(members[name]?.text.contains("\"\(word)\"") == true)
            }
            // RFC 8414 §3: the same under its own name.
            #expect(try await document(house, "/.well-known/oauth-authorization-server") == members)
        }
    }

    @Test func `RFC 7517 §4: keys have a name of their own, a use and an algorithm, and no private part`() async throws
    {
        try await TestHouse.open { house in
            guard case .list(let keys)? = try await document(house, "/oidc/keys")["keys"] else {
                throw Missing(name: "keys")
            }
            let members = keys.compactMap { key in if case .object(let members) = key { members } else { nil } }
            #expect(members.count >= 2 && Set(members.map { $0["kid"]?.text }).count == keys.count)
            for key in members {
                #expect(key["use"] == "sig" && ["RS256", "ES256"].contains(key["alg"]))
                #expect(Set(key.keys).isDisjoint(with: ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]))
            }
        }
    }

    @Test func `RFC 9700 §2.1.2, §2.4: there is no password grant and no implicit one`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            for grant in ["password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer"] {
                let reply = try await journey.ask(
                    "/oidc/token", ["grant_type": grant, "username": "pupil@lake", "password": World.password])
                #expect(reply.error == "unsupported_grant_type" && reply.status == .badRequest)
            }
            for type in ["token", "id_token", "id_token token", "code id_token"] {
                let answer = try await journey.returned(journey.authorize(as: .pupil, ["response_type": type]))
                #expect(answer["error"] == "unsupported_response_type" && answer["code"] == nil)
            }
        }
    }

    @Test func `RFC 9068 §2: an access token says what it is, for whom, and for ten minutes`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            let parts = try await journey.tokens(as: .pupil).access.split(separator: ".").prefix(2).map { part in
                try JSONDecoder().decode(
                    [String: JSONValue].self, from: Data(try #require(Base64URL.bytes(part))))
            }
            let (header, claims) = (parts[0], parts[1])
            #expect(header["typ"] == "at+jwt" && header["alg"] == "RS256" && header["kid"] != nil)
            #expect(claims["iss"] == "https://digione.example" && claims["aud"] == "https://digione.example")
            #expect(claims["client_id"] == .string(World.service.description))
            guard case .number(let begun)? = claims["iat"], case .number(let ends)? = claims["exp"] else {
                throw Missing(name: "exp")
            }
            #expect(ends - begun == 600)
            #expect(["sub", "jti", "scope"].allSatisfy { claims[$0] != nil })
        }
    }

    @Test func `Fetch, CORS: scripts of any site read what needs no cookie, and never ask for an authorization`()
        async throws
    {
        try await TestHouse.open { house in
            let name = try #require(HTTPField.Name("Access-Control-Allow-Origin"))
            for (method, path, isOpen) in [
                (HTTPRequest.Method.get, Self.configuration, true), (.get, "/oidc/keys", true),
                (.post, "/oidc/token", true), (.get, "/oidc/userinfo", true), (.get, "/oidc/authorize", false),
                (.post, "/oidc/introspection", false), (.post, "/oidc/par", false), (.options, "/oidc/token", true),
                (.options, "/oidc/userinfo", true), (.options, "/oidc/authorize", false),
            ] {
                let reply = try await house.visit(method, path, as: nil, [.origin: "https://elsewhere.example"])
                #expect((reply.headers[name] == "*") == isOpen, "\(method) \(path)")
                #expect(reply.headers[HTTPField.Name("Access-Control-Allow-Credentials") ?? .origin] == nil)
            }
        }
    }

    private struct Missing: Error { let name: String }
}
