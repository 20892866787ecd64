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

/// Whose data a decision lets out: all schools only when somebody said so.
@Suite struct ReleaseSchoolsOnEngine {
    private func inForce(_ house: TestHouse) async throws -> Release {
        let all = try await house.database.read { try $0.all(Release.all(of: World.lake)) }
        #expect(all.count == 1)
        return try #require(all.first)
    }

    /// Saves the decision of the world with these schools.
    private func save(
        _ house: TestHouse, reach: String?, schools: [String], purpose: String = "Toinen tarkoitus"
    ) async throws -> Reply {
        let old = try await inForce(house)
        let pairs =
            [("fields", "name"), ("legal-basis", "contract"), ("purpose", purpose), ("from", "2026-11-20")]
            + (reach.map { [("reach", $0)] } ?? []) + schools.map { ("schools", $0) }
        let body = pairs.map { "\($0.0)=\($0.1.split(separator: " ").joined(separator: "+"))" }.joined(separator: "&")
        return try await house.visit(
            .post, OpenIDPath.release("lake", old.id).description, as: Who.administrator.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: body)
    }

    private func page(_ house: TestHouse) async throws -> String {
        try await house.get(OpenIDPath.release("lake", inForce(house).id), as: .administrator).body
    }

    @Test func `a school that has ended stays in the decision, and is shown as ended`() async throws {
        try await TestHouse.open { house in
            try await house.endSchool(World.lakeSchool)
            let (form, id) = (try await page(house), World.lakeSchool.description)
            #expect(form.contains("Koulu on päättynyt"))
            #expect(
                form.contains("value=\"\(id)\" id=\"field-schools\" checked")
                    || form.contains("value=\"\(id)\" checked"))
            let list = try await house.get(OpenIDPath.releases("lake"), as: .administrator).body
            #expect(!list.contains("Kaikki koulut"))
            #expect(try await save(house, reach: "some", schools: [id]).status == .seeOther)
            #expect(try await inForce(house).schools == [World.lakeSchool])
            #expect(try await !page(house).contains("Kaikki koulut</td>"))
        }
    }

    @Test(
        arguments: [
            (nil, []), (nil, [World.lakeSchool.description]), ("some", []), ("some", ["garbage"]), ("all", ["garbage"]),
            ("some", [World.lakeSchool.description, "garbage"]), ("most", []),
            ("some", [ID<Organisation>.new(at: World.now).description]),
        ] as [(String?, [String])])
    func `nothing chosen and what cannot be read is never all schools`(_ reach: String?, _ schools: [String])
        async throws
    {
        try await TestHouse.open { house in
            let reply = try await save(house, reach: reach, schools: schools)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains(reach == nil || reach == "most" ? "#field-reach" : "#field-schools"))
            #expect(try await inForce(house).id == World.release)
        }
    }

    @Test func `all schools are chosen in so many words, and the history says from what to what`() async throws {
        try await TestHouse.open { house in
            try await house.endSchool(World.lakeSchool)
            #expect(try await save(house, reach: "all", schools: []).status == .seeOther)
            #expect(try await inForce(house).schools.isEmpty)
            let page = try await page(house)
            let history = try #require(page.range(of: "id=\"changes\"").map { String(page[$0.upperBound...]) })
            #expect(history.contains("Kaikki koulut"))
            let name = try #require(
                try await house.database.read {
                    try $0.first(ReleaseSchool.all([World.lakeSchool], of: World.lake))
                }?.name)
            #expect(history.contains(name))
        }
    }

    @Test func `two services of one name are told apart by where they lead and who connected them`() async throws {
        try await TestHouse.open { house in
            var metadata = ClientMetadata(clientName: "Laskupolku")
            metadata.redirectURIs = ["https://toinen.example/back"]
            let (other, copy) = (ID<Client>.new(at: World.now), metadata)
            try await house.database.write { writer in
                try Client.add(
                    other, copy, secretHash: nil, registrationHash: [1], by: .itself, at: World.now, in: writer)
            }
            let list = try await house.get(OpenIDPath.releases("lake"), as: .administrator).body
            #expect(list.contains("https://toinen.example · Palvelu on liittynyt itse"))
            #expect(list.contains("https://palvelu.example · Ylläpito on liittänyt palvelun"))
            let form = try await house.get(OpenIDPath.releaseForm("lake", other), as: .administrator).body
            #expect(form.contains("https://toinen.example · Palvelu on liittynyt itse"))
        }
    }
}
