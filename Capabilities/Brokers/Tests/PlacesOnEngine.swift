import Accounts
import App
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// Where are you from: by three letters of a municipality or school, remembered, guessed from a school's address.
@Suite struct PlacesOnEngine {
    private func open(_ body: @escaping @Sendable (TestHouse) async throws -> Void) async throws {
        try await TestHouse.open(recording: true) { house async throws in
            try await house.house.refreshPlaces()
            try await body(house)
        }
    }

    private func search(_ text: String, _ house: TestHouse) async throws -> Reply {
        try await house.get(BrokerPath.places().with(["q": text]), as: .signedOut)
    }

    @Test(arguments: [
        ("jär", ["/where/lake"]), ("JÄRV", ["/where/lake"]), ("kaupunki", ["/where/lake"]), ("koi", ["/where/birch"]),
        ("metsolan koulu", ["/where/birch"]), ("koulu met", ["/where/birch"]), ("mäkelä", ["/where/lake"]),
        ("jarvikaupunki", ["/where/lake"]), ("koulu", ["/where/lake", "/where/birch"]), ("hels", []), ("koulux", []),
    ])
    func `it is found by any part of a name`(_ text: String, _ links: [String]) async throws {
        try await open { house async throws in
            let page = try await search(text, house)
            #expect(page.status == .ok)
            for link in ["/where/lake", "/where/birch"] {
                #expect(page.body.contains("href=\"\(link)\"") == links.contains(link), "\(link)")
            }
        }
    }

    @Test(arguments: ["j", "jä", "a b", "%", "__", "  x "])
    func `fewer than three letters ask for more`(_ text: String) async throws {
        try await open { house async throws in
            let page = try await search(text, house)
            #expect(page.status == .unprocessableContent || page.body.contains("Mitään ei löytynyt"))
            #expect(!page.body.contains("href=\"/where/lake\""))
        }
    }

    @Test func `the device remembers, and can be told otherwise`() async throws {
        try await open { house async throws in
            let page = try await house.get(BrokerPath.place("lake").with(["to": "/account"]), as: .signedOut)
            #expect(page.status == .ok)
            #expect(page.body.contains("/sign-in/with/\(World.identityProvider)?to=%2Faccount"))
            let line = try #require(page.headers[values: .setCookie].first { $0.hasPrefix("__Host-place=lake") })
            #expect(line.contains("Max-Age=31536000") && line.contains("HttpOnly"))
            let remembered: HTTPFields = [.cookie: "__Host-place=lake"]
            let again = try await house.visit(.get, "/where?to=%2Faccount", as: nil, remembered)
            #expect(again.location == "/where/lake?to=%2Faccount")
            let change = try await house.visit(.get, "/where?change=yes", as: nil, remembered)
            #expect(change.status == .ok)
            let stale: HTTPFields = [.cookie: "__Host-place=gone"]
            #expect(try await house.visit(.get, "/where", as: nil, stale).status == .ok)
        }
    }

    @Test func `a school's address leads to its municipality, and one of many asks which`() async throws {
        try await open { house async throws in
            #expect(try await house.visit(.get, "/s/jarvelan-koulu", as: nil).location == "/where/lake")
            #expect(try await house.visit(.get, "/s/Metsolan-Koulu", as: nil).location == "/where/birch")
            #expect(try await house.visit(.get, "/s/nowhere", as: nil).status == .notFound)
            #expect(try await house.visit(.get, "/where/nowhere", as: nil).status == .notFound)
            try await PlaceWorld.rename(World.birchSchool, "Järvelän koulu", in: World.birch, house.database)
            try await house.house.refreshPlaces()
            let both = try await house.visit(.get, "/s/jarvelan-koulu", as: nil)
            #expect(both.status == .ok && both.body.contains("/where/lake") && both.body.contains("/where/birch"))
        }
    }

    @Test func `ways that are not in use are not shown`() async throws {
        try await open { house async throws in
            try await PlaceWorld.disable(World.identityProvider, house.database)
            let page = try await house.get(BrokerPath.place("lake"), as: .signedOut)
            #expect(!page.body.contains("/sign-in/with/"))
            #expect(page.body.contains("/sign-in"))
        }
    }

    @Test func `the door has a municipality's ways where the device remembers one, and none where there is none`()
        async throws
    {
        try await open { house async throws in
            let remembered: HTTPFields = [.cookie: "__Host-place=lake"]
            let own = try await house.visit(.get, "/sign-in?to=%2Faccount&again=1", as: nil, remembered)
            let party = "/sign-in/with/\(BrokerWorld.plain)?to=%2Faccount&amp;again=1"
            #expect(own.body.contains(party) && own.body.contains("/where?change=yes&amp;to=%2Faccount&amp;again=1"))
            let before = house.reads.count
            let other = try await house.visit(
                .get, "/sign-in", as: nil, [.cookie: "__Host-place=birch"])
            #expect(!other.body.contains("/sign-in/with/") && other.body.contains("href=\"/where\""))
            #expect(house.reads.count == before + 1)
            // What was wrong at the door shows the same ways.
            let wrong = try await house.visit(
                .post, "/sign-in", as: nil,
                [
                    .contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin",
                    .cookie: "__Host-place=lake",
                ],
                body: Link.form(["name": "x", "password": ""]))
            #expect(wrong.status == .unprocessableContent && wrong.body.contains("/sign-in/with/"))
            try await PlaceWorld.disable(World.identityProvider, house.database)
            let none = try await house.visit(.get, "/sign-in", as: nil, remembered)
            #expect(!none.body.contains("/sign-in/with/") && !none.body.contains("/where"))
        }
    }

    @Test func `a changed register is found after the next look, and an unchanged one costs nothing`() async throws {
        try await open { house async throws in
            #expect(try await house.database.write { try PlaceIndex.refresh(in: $0) } == 0)
            try await PlaceWorld.rename(World.hillSchool, "Kuusiston koulu", in: World.lake, house.database)
            #expect(try await house.database.write { try PlaceIndex.refresh(in: $0) } == 1)
            #expect(try await search("kuusisto", house).body.contains("Kuusiston koulu"))
            #expect(try await !search("mäkelä", house).body.contains("Mäkelän"))
        }
    }

    @Test func `nothing scans, with a thousand providers of three identity providers each`() async throws {
        try await open { house async throws in
            try await PlaceWorld.addProviders(1000, house.database)
            try await house.house.refreshPlaces()
            let before = house.reads.count
            let found = try await search("kunta 77", house)
            #expect(found.body.contains("Kunta 777"))
            #expect(try await house.get(BrokerPath.place("kunta-777"), as: .signedOut).body.contains("Tapa 3"))
            _ = try await house.visit(.get, "/s/kunnan-777-koulu", as: nil)
            _ = try await house.get(ActingPath.signIn(), as: .signedOut)
            for sql in house.reads.dropFirst(before).joined() {
                let plan = try await house.plan(of: sql) ?? []
                let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("SCAN candidate") }
                #expect(scans.isEmpty, "\(scans)")
            }
        }
    }
}
