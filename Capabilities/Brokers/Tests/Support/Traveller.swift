import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// A browser on its way to an identity provider and back.
struct Traveller {
    let house: TestHouse
    let party: FakeIdentityProvider

    /// What the browser was led away with.
    struct Trip {
        let address: String
        let parameters: [String: String]
        /// In the order of the address.
        let names: [String]
        /// The attempt's own cookie, as the browser sends it back.
        let cookie: String

        var state: String { parameters["state"] ?? "" }
        /// The signed request, if the address or a push had one.
        var request: String?
    }

    /// Runs `body` with a house that reaches the identity provider, and somebody with the learner number.
    static func open(
        now: @escaping @Sendable () -> Instant = { World.now }, roles: [Role] = [.pupil, .teacher],
        allowsTest: Bool = false, _ body: @escaping @Sendable (Traveller) async throws -> Void
    ) async throws {
        let party = FakeIdentityProvider(now: now)
        party.change { $0.userinfo = Traveller.pupil }
        try await TestHouse.open(now: now, outbound: party.outbound) { house async throws in
            try await BrokerWorld.prepare(house.database, roles: roles, allowsTest: allowsTest)
            try await body(Traveller(house: house, party: party))
        }
    }

    /// What MPASSid says of a pupil of the lake.
    static let pupil: [String: JSONValue] = [
        "family_name": "Niemi", "given_name": "Aino Maria", "urn:mpass.id:nickname": "Aino",
        "urn:mpass.id:uid": "MPASSOID.1", "urn:oid:1.3.6.1.4.1.16161.1.1.27": .string(BrokerWorld.number),
        "urn:mpass.id:role": [.string("\(BrokerWorld.oid);99900;7A;oppilas;1;1.2.246.562.99.00000000002;")],
    ]

    /// Begins, as the browser of a who.
    func begin(
        _ id: ID<IdentityProvider> = BrokerWorld.mpassid, to: String = "", trial: Bool = false,
        purpose: String? = nil, again: Bool = false, as who: Who = .signedOut,
        language: String? = nil
    ) async throws -> Trip {
        let link = BrokerPath.with(id).with([
            "to": to, "for": purpose ?? (trial ? "trial" : ""), "again": again ? "1" : "",
        ])
        let headers: HTTPFields = language.map { [.acceptLanguage: $0] } ?? [:]
        let reply = try await house.get(link, as: who, headers)
        #expect(reply.status == .seeOther)
        return try trip(reply, to: try #require(reply.location))
    }

    /// Begins to add the login to the own account, by the form of the account page.
    func beginAdding(_ id: ID<IdentityProvider> = BrokerWorld.plain, as who: Who) async throws -> Trip {
        let reply = try await house.post(BrokerPath.loginAdding(id), as: who)
        #expect(reply.status == .ok)
        let onward = try #require(reply.headers[HTTPField.Name("Refresh") ?? .location])
        return try trip(reply, to: try #require(onward.firstMatch(of: /url=(.+)/)?.1).description)
    }

    private func trip(_ reply: Reply, to address: String) throws -> Trip {
        let query = try #require(URLComponents(string: address)?.queryItems)
        let cookie = try #require(reply.headers[values: .setCookie].first { $0.hasPrefix("__Host-way-") })
        var parameters = Dictionary(query.map { ($0.name, $0.value ?? "") }) { $1 }
        let request = parameters["request"] ?? (parameters["request_uri"] == nil ? nil : party.requests.last)
        if let request { parameters.merge(Self.parameters(of: request)) { $1 } }
        return Trip(
            address: address, parameters: parameters, names: query.map(\.name),
            cookie: String(cookie.prefix { $0 != ";" }), request: request)
    }

    /// Comes back; nil leaves out what is usual.
    func answer(
        _ trip: Trip, query: [String: String?] = [:], cookie: String?? = .none, as who: Who = .signedOut
    ) async throws -> Reply {
        var fields = ["code": party.authorize(trip.parameters), "state": trip.state]
        for (name, value) in query { fields[name] = value }
        let text = fields.map { "\($0.key)=\(FormEncoding.encoded($0.value))" }.joined(separator: "&")
        let sent: String? = if let cookie { cookie } else { trip.cookie }
        return try await house.visit(
            .get, "/sign-in/answer?\(text)", as: who.token, sent.map { [.cookie: $0] } ?? [:])
    }

    /// What a signed request asks, as the identity provider reads it.
    private static func parameters(of request: String) -> [String: String] {
        let parts = request.split(separator: ".")
        guard parts.count == 3, let claims = Base64URL.bytes(parts[1]).flatMap({ ClaimSet(json: $0) }) else {
            return [:]
        }
        return claims.values.keys.reduce(into: [:]) { $0[$1] = claims.text($1) }
    }

    /// The whole way.
    func travel(_ id: ID<IdentityProvider> = BrokerWorld.mpassid, to: String = "", as who: Who = .signedOut)
        async throws
        -> Reply
    {
        try await answer(try await begin(id, to: to, as: who), as: who)
    }
}

enum FormEncoding {
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
