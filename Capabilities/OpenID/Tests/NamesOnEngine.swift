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

/// What a service calls itself is text wherever people read it.
@Suite struct NamesOnEngine {
    private static let name = #"<script>alert(1)</script>"'&lt;{service}"#

    @Test func `a name is no markup, on any page that shows it`() async throws {
        try await TestHouse.open { house in
            try await house.database.write { writer in
                var metadata = try writer.one(Client.under(World.service)).metadata
                metadata.clientName = Self.name
                metadata.clientURI = "https://palvelu.example/?a='onload=alert(1)"
                metadata.initiateLoginURI = "https://palvelu.example/begin"
                metadata.policyURI = "https://palvelu.example/'onload=alert(1)"
                try Client.change(
                    World.service, metadata, needsPKCE: true, mayRefresh: false, by: .command, at: World.now, in: writer
                )
            }
            let journey = Journey(house: house)
            let screen = DeviceJourney(house: house, screen: journey)
            let codes = try await screen.begin()
            var pages = [try await house.visit(.get, journey.authorizeLink(), as: Who.pupil.token)]
            pages.append(try await screen.type(codes.user_code, as: .pupil))
            try await screen.approve(codes.user_code, as: .pupil)
            _ = try await journey.tokens(as: .pupil)
            for (link, who) in [
                (OpenIDPath.services(), Who.pupil), (ActingPath.desktop(.pupil)("lake"), .pupil),
                (OpenIDPath.releases("lake"), .administrator),
                (OpenIDPath.releaseForm("lake", World.service), .administrator),
                (ActingPath.signInAudit("lake"), .administrator),
            ] { pages.append(try await house.get(link, as: who)) }
            for page in pages {
                #expect(page.status == .ok)
                #expect(page.body.contains("&lt;script&gt;alert(1)"), "\(page.body.prefix(200))")
                #expect(!page.body.contains("<script>alert") && !page.body.contains("'onload"))
            }
        }
    }
}
