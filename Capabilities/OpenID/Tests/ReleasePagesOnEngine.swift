import Base
import Clients
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import OpenID

/// The pages on which an administrator decides what services get.
@Suite struct ReleasePagesOnEngine {
    private static let decision: KeyValuePairs = [
        "fields": "name", "fields": "school", "reach": "all", "legal-basis": "contract",
        "purpose": "Tehtävät ja kokeet",
        "from": "2026-11-20", "until": "2027-06-05",
    ]

    private func inForce(_ house: TestHouse) async throws -> Release {
        let all = try await house.database.read { try $0.all(Release.all(of: World.lake)) }
        #expect(all.count == 1)
        return try #require(all.first)
    }

    @Test func `a decision is changed on its page: the old row ends, a new one follows, and both are told`()
        async throws
    {
        try await TestHouse.open { house in
            let old = try await inForce(house)
            let path = OpenIDPath.release("lake", old.id)
            let form = try await house.get(path, as: .administrator).body
            #expect(form.contains("value=\"\(old.from)\"") && form.contains(old.purpose))
            let reply = try await house.post(path, as: .administrator, Self.decision)
            #expect(reply.status == .seeOther)
            let new = try await inForce(house)
            #expect(new.id != old.id && new.client == old.client && new.fields == [.name, .school])
            #expect(new.legalBasis == .contract && new.until == CivilDate("2027-06-05"))
            #expect(reply.location == OpenIDPath.release("lake", new.id).description)
            let page = try await house.get(OpenIDPath.release("lake", new.id), as: .administrator).body
            let history = try #require(page.range(of: "id=\"changes\"").map { String(page[$0.upperBound...]) })
            for words in ["Päätöstä muutettiin", "Tehtävät ja kokeet", old.purpose, "5.6.2027", "Sopimus"] {
                #expect(history.contains(words), "\(words)")
            }
            let audit = try await house.get(
                PathPattern("/{provider}/administrator/sign-in-audit")("lake").with(["topic": "releases"]),
                as: .administrator
            ).body
            #expect(audit.contains("Palvelulle luovutettavia tietoja muutettu: Laskupolku; tiedot: nimi, "))
            for words in ["→ nimi, koulu; koulut: ", " → kaikki koulut; käsittelyn peruste: ", "→ sopimus; "] {
                #expect(audit.contains(words), "\(words)")
            }
            // Whoever still has the page of the old decision decides on nothing.
            #expect(try await house.post(path, as: .administrator, Self.decision).status == .notFound)
            #expect(
                try await house.post(OpenIDPath.releaseEnding("lake", old.id), as: .administrator).status == .notFound)
        }
    }

    @Test func `what is saved as it was is no change, and what cannot be keeps what was typed`() async throws {
        try await TestHouse.open { house in
            let old = try await inForce(house)
            let path = OpenIDPath.release("lake", old.id)
            _ = try await house.post(path, as: .administrator, Self.decision)
            let new = try await inForce(house)
            let again = OpenIDPath.release("lake", new.id)
            #expect(try await house.post(again, as: .administrator, Self.decision).location == again.description)
            #expect(try await inForce(house).id == new.id)
            let wrong = try await house.post(
                again, as: .administrator,
                ["fields": "email", "reach": "all", "legal-basis": "contract", "purpose": "", "from": "2026-11-20"])
            #expect(wrong.status == .unprocessableContent && wrong.body.contains("action=\"\(again)\""))
            #expect(try await inForce(house).fields == [.name, .school])
        }
    }

    @Test func `a service gets what the changed decision says, at once`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            let tokens = try await journey.tokens(as: .pupil, ["scope": "openid profile email"])
            #expect(try await journey.userinfo(tokens.access).members["email"] != nil)
            let old = try await inForce(house)
            _ = try await house.post(OpenIDPath.release("lake", old.id), as: .administrator, Self.decision)
            let members = try await journey.userinfo(tokens.access).members
            #expect(members["email"] == nil && members["given_name"] != nil)
        }
    }

    @Test func `two hundred services are found by their names, a page at a time`() async throws {
        try await TestHouse.open { house in
            try await house.database.write { writer in
                for number in 1...200 {
                    try Client.add(
                        ID.new(at: World.now.adding(seconds: Int64(number))),
                        ClientMetadata(clientName: "Palvelu \(number)"), secretHash: nil, by: .command, at: World.now,
                        in: writer)
                }
            }
            let list = OpenIDPath.releases("lake")
            let first = try await house.get(list, as: .administrator).body
            #expect(first.ranges(of: "/releases/new/").count == ServiceSearch.size)
            #expect(first.contains("page=2") && first.contains("name=\"q\""))
            let found = try await house.get(list.with(["q": "PALVELU 177"]), as: .administrator).body
            #expect(found.ranges(of: "/releases/new/").count == 1 && found.contains("Palvelu 177"))
            let none = try await house.get(list.with(["q": "xyz"]), as: .administrator).body
            #expect(none.contains("Sellaista palvelua ei löytynyt") && none.contains("name=\"q\""))
            // The decision on a service that is not on this page keeps its name.
            #expect(none.contains("Laskupolku"))
        }
    }
}

@Suite struct ServiceSearchTests {
    private func services(_ names: [String]) -> [(id: ID<Client>, name: String)] {
        names.enumerated().map { (.new(at: Instant(milliseconds: Int64($0.offset))), $0.element) }
    }

    @Test func `every word must be in the name, marks and case aside`() {
        let all = services(["Äidinkielen polku", "Laskupolku", "Lukupolku 2"])
        #expect(ServiceSearch("POLKU", page: 1, in: all).count == 3)
        #expect(ServiceSearch("aidin polku", page: 1, in: all).found == [all[0].id])
        #expect(ServiceSearch("", page: 1, in: all).found == all.map(\.id))
        #expect(ServiceSearch("sävel", page: 1, in: all).found.isEmpty)
    }

    @Test func `a page that there is not is the nearest`() {
        let all = services((100..<160).map { "Palvelu \($0)" })
        #expect(ServiceSearch("", page: 0, in: all).found.first == all[0].id)
        let last = ServiceSearch("", page: 99, in: all)
        #expect(last.page == 3 && last.found.count == 10 && last.found.last == all[59].id)
        #expect(ServiceSearch("", page: 1, in: []).pages == 1)
    }
}
