import Accounts
import Base
import Clients
import Foundation
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import OpenID

/// A class-room screen that somebody signs in with their telephone.
struct DeviceJourney: Sendable {
    let house: TestHouse
    /// The screen's questions as a service of the world would ask them.
    let screen: Journey

    static let screenClient = ID<Client>.new(at: World.now.adding(seconds: 1))
    static let grantType = "urn:ietf:params:oauth:grant-type:device_code"

    /// A public client that is registered for the device grant alone.
    static func of(_ house: TestHouse, hasSecret: Bool = false) async throws -> DeviceJourney {
        var metadata = ClientMetadata(clientName: "Luokkanäyttö")
        metadata.tokenEndpointAuthMethod = hasSecret ? .secretBasic : .none
        metadata.grantTypes = [.deviceCode, .refreshToken]
        metadata.backchannelLogoutURI = "https://naytto.example/logout"
        let known = metadata
        try await house.database.write { writer in
            try Client.add(
                screenClient, known, secretHash: hasSecret ? Token(text: World.serviceSecret).hash : nil,
                by: .command, at: World.now, in: writer)
            let draft = ReleaseDraft(
                fields: [.name, .school], legalBasis: .publicTask, purpose: "Luokan näyttö", from: World.now.day)
            try Release.add(
                ID<Release>.new(at: World.now.adding(seconds: 2)), draft, for: screenClient, of: World.lake,
                at: World.now, in: writer)
        }
        return DeviceJourney(
            house: house,
            screen: Journey(house: house, client: screenClient, secret: hasSecret ? World.serviceSecret : nil))
    }

    /// What the screen is given to show.
    func begin(_ scope: String = "openid profile") async throws -> DeviceCodes {
        let reply = try await screen.ask("/oidc/device", ["scope": scope])
        #expect(reply.status == .ok, "\(reply.body)")
        return try JSONDecoder().decode(DeviceCodes.self, from: Data(reply.body.utf8))
    }

    /// The screen asks.
    func poll(_ code: String) async throws -> Reply {
        try await screen.ask("/oidc/token", ["grant_type": DeviceJourney.grantType, "device_code": code])
    }

    /// Somebody types the code.
    func type(_ code: String, as who: Who) async throws -> Reply {
        try await house.post(OpenIDPath.device(), as: who, ["code": code])
    }

    /// Somebody types the code and approves what the page says.
    @discardableResult
    func approve(_ code: String, as who: Who) async throws -> Reply {
        let page = try await type(code, as: who)
        #expect(page.status == .ok, "\(page.body)")
        let told = page.body.matches(of: /name="told" value="([^"]*)"/).map { "told=\($0.1)" }
        return try await house.visit(
            .post, "/device/approval", as: who.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
            body: (["code=\(code)"] + told).joined(separator: "&"))
    }
}

/// RFC 8628 §3.2, as a developer would read it.
struct DeviceCodes: Decodable, Sendable {
    let device_code: String
    let user_code: String
    let verification_uri: String
    let verification_uri_complete: String
    let expires_in: Int
    let interval: Int
}

/// A clock that a test moves.
final class MovedClock: Sendable {
    private let now = Mutex(World.now)

    var read: @Sendable () -> Instant { { self.now.withLock { $0 } } }

    func pass(seconds: Int64) { now.withLock { $0 = $0.adding(seconds: seconds) } }
}
