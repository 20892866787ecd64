import Base
import Clients
import Crypto
import Foundation
import HTTPTypes
import TestKit
import Testing
import Web

@testable import OpenID

/// A service that signs somebody in, as its developer would write it.
struct Journey: Sendable {
    let house: TestHouse
    var client = World.service
    var redirect = World.serviceAddress
    var secret: String? = World.serviceSecret
    let verifier = "a-verifier-of-more-than-forty-three-characters-0"

    var challenge: String { Base64URL.text(SHA256.hash(data: Data(verifier.utf8))) }

    /// The address to which the service sends a browser.
    func authorizeLink(_ more: KeyValuePairs<String, String> = [:], without left: Set<String> = []) -> String {
        let own: [(String, String)] = [
            ("client_id", client.description), ("redirect_uri", redirect), ("response_type", "code"),
            ("scope", "openid profile digione"), ("state", "the-state"), ("nonce", "the-nonce"),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ]
        let names = Set(more.map(\.key)).union(left)
        let all = own.filter { !names.contains($0.0) } + more.map { ($0.key, $0.value) }
        return "/oidc/authorize?" + all.map { "\($0.0)=\(encoded($0.1))" }.joined(separator: "&")
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// The way of somebody to the service: past the page that says what it gets, when that comes.
    func authorize(as who: Who, _ more: KeyValuePairs<String, String> = [:]) async throws -> Reply {
        try await authorize(token: who.token, more)
    }

    /// The same with the token of a session.
    func authorize(token: String?, _ more: KeyValuePairs<String, String> = [:]) async throws -> Reply {
        try await goOn(house.visit(.get, authorizeLink(more), as: token), token: token)
    }

    /// Past the page that says what the service gets, if it is one.
    func goOn(_ reply: Reply, token: String?) async throws -> Reply {
        guard reply.status == .ok, let action = reply.body.firstMatch(of: /action="(\/oidc\/requests\/[^"]*\/answer)"/)
        else { return reply }
        let told = reply.body.matches(of: /name="told" value="([^"]*)"/).map { "told=\($0.1)" }
        return try await house.visit(
            .post, String(action.1), as: token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
            body: told.joined(separator: "&"))
    }

    /// What the browser brings back to the service.
    func returned(_ reply: Reply) throws -> [String: String] {
        let location = try #require(reply.location)
        #expect(location.hasPrefix(redirect + "?"), "\(location)")
        let items = try #require(URLComponents(string: location)?.queryItems)
        return Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.value ?? "") })
    }

    /// A question of the service itself at an endpoint.
    func ask(
        _ path: String, _ fields: KeyValuePairs<String, String>, secret other: String? = nil,
        headers more: HTTPFields = [:]
    ) async throws -> Reply {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"]
        headers.append(contentsOf: more)
        var fields = fields.map { ($0.key, $0.value) }
        if let secret = other ?? secret {
            headers[.authorization] = "Basic " + Data("\(client):\(secret)".utf8).base64EncodedString()
        } else {
            fields.append(("client_id", client.description))
        }
        return try await house.visit(
            .post, path, as: nil, headers, body: fields.map { "\($0.0)=\(encoded($0.1))" }.joined(separator: "&"))
    }

    func redeem(_ code: String, verifier other: String? = nil, redirect otherRedirect: String? = nil) async throws
        -> Reply
    {
        try await ask(
            "/oidc/token",
            [
                "grant_type": "authorization_code", "code": code, "redirect_uri": otherRedirect ?? redirect,
                "code_verifier": other ?? verifier,
            ])
    }

    /// The tokens of a sign-in that goes well.
    func tokens(as who: Who, _ more: KeyValuePairs<String, String> = [:]) async throws -> Tokens {
        let code = try #require(try returned(await authorize(as: who, more))["code"])
        let reply = try await redeem(code)
        #expect(reply.status == .ok, "\(reply.body)")
        return try Tokens(reply)
    }

    func userinfo(_ token: String) async throws -> Reply {
        try await house.visit(.get, "/oidc/userinfo", as: nil, [.authorization: "Bearer \(token)"])
    }
}

/// What a token answer holds.
struct Tokens: Decodable, Sendable {
    let access: String
    let id: String?
    let refresh: String?
    let scope: String?
    let type: String
    let seconds: Int

    enum CodingKeys: String, CodingKey {
        case access = "access_token"
        case id = "id_token"
        case refresh = "refresh_token"
        case scope
        case type = "token_type"
        case seconds = "expires_in"
    }

    init(_ reply: Reply) throws { self = try JSONDecoder().decode(Tokens.self, from: Data(reply.body.utf8)) }
}

extension Reply {
    /// The members of a JSON answer.
    var members: [String: JSONValue] {
        get throws { try JSONDecoder().decode([String: JSONValue].self, from: Data(body.utf8)) }
    }

    /// The code of an error answer.
    var error: String? { if case .string(let text)? = try? members["error"] { text } else { nil } }
}
