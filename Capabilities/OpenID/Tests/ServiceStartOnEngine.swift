import Accounts
import Base
import Clients
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import OpenID

/// OIDC Core §4: services on desktops, on both engines.
@Suite struct ServiceStartOnEngine {
    private func with(_ body: @escaping @Sendable (TestHouse) async throws -> Void) async throws {
        try await TestHouse.open { house in
            try await house.database.write { writer in
                for id in [World.service, World.openService] {
                    guard let client = try writer.first(Client.under(id)) else { continue }
                    var metadata = client.metadata
                    metadata.initiateLoginURI = "https://palvelu.example/begin"
                    _ = try Client.change(
                        id, metadata, needsPKCE: true, mayRefresh: false, by: .command, at: World.now, in: writer)
                }
            }
            try await body(house)
        }
    }

    @Test func `a chosen service stands on the desktops of its schools, and begins with our name`() async throws {
        try await with { house in
            let start = "/account/services/\(World.service)/start"
            for (who, role) in [(Who.pupil, Role.pupil), (.teacher, .teacher)] {
                let desk = try await house.get(ActingPath.desktop(role)("lake"), as: who)
                #expect(desk.body.contains("href=\"\(start)\""), "\(who)")
                // Nobody chose the other one.
                #expect(!desk.body.contains("Kielipolku"), "\(who)")
            }
            let elsewhere = try await house.get(ActingPath.desktop(.administrator)("birch"), as: .otherAdministrator)
            #expect(elsewhere.status == .ok && !elsewhere.body.contains("Laskupolku"))
            let led = try await house.visit(.get, start, as: Who.pupil.token)
            #expect(led.status == .seeOther)
            #expect(led.location == "https://palvelu.example/begin?iss=https%3A%2F%2Fdigione.example")
        }
    }

    @Test func `a service that has ended, or was not chosen for longer, is gone`() async throws {
        try await with { house in
            try await house.database.write { writer in
                _ = try Client.end(World.service, by: .command, at: World.now, in: writer)
            }
            let desk = try await house.get(ActingPath.desktop(.pupil)("lake"), as: .pupil)
            #expect(!desk.body.contains("Laskupolku"))
            let led = try await house.visit(.get, "/account/services/\(World.service)/start", as: Who.pupil.token)
            #expect(led.status == .notFound)
        }
    }

    @Test func `who has signed in to it finds the way there on the account page`() async throws {
        try await with { house in
            _ = try await Journey(house: house).tokens(as: .pupil)
            let page = try await house.visit(.get, "/account/services", as: Who.pupil.token)
            #expect(page.body.contains("/account/services/\(World.service)/start"))
        }
    }
}
