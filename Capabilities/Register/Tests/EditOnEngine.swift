import Accounts
import App
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@Suite struct EditOnEngine {
    private func link(_ rest: String, _ who: Who = .pupil, role: Role = .office) -> Link {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/people/{person}\(rest)")(
            "lake", World.person(who))
    }

    @Test func `a corrected name is found at once, and its history says who, before and after`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await FeedRow.last(in: house.database)
            let fields: KeyValuePairs = ["given": "Aino Maria", "called": "Aino", "family": "Lumi-Niemi"]
            #expect(try await house.post(link("/correction"), as: .office, fields).status == .seeOther)
            let found = try await house.get(ActingPath.register(.office)("lake").with(["q": "lumi"]), as: .office)
            #expect(found.rowTitles == ["Aino Lumi-Niemi"])
            let rows = try await FeedRow.after(first, in: house.database)
            #expect(rows.map(\.operation) == ["update"])
            let history = try await house.get(link("/history"), as: .office).body
            for text in ["Tuula Virta", "Niemi", "Lumi-Niemi", "4.5.2013"] { #expect(history.contains(text)) }
        }
    }

    @Test(arguments: [
        ("/correction", ["given": "", "called": "Aino", "family": "Kesken", "birth": "2013-13-45"]),
        ("/correction", ["given": "Aino", "called": "Aino", "family": "Kesken", "birth": "2030-01-01"]),
        ("/roles", ["role": "pupil", "unit": "Kesken"]),
        ("/roles", ["role": "pupil", "begins": "2026-12-01", "last": "2026-11-01", "unit": "x"]),
        ("/protection", ["reason": "  "]), ("/contact", ["reason": ""]),
    ])
    func `a form that is wrong comes back as it was typed, and nothing has changed`(
        _ rest: String, _ fields: [String: String]
    ) async throws {
        try await TestHouse.open { house async throws in
            let first = try await FeedRow.last(in: house.database)
            let pairs = fields.map { "\($0.key)=\($0.value.replacing(" ", with: "+"))" }.joined(separator: "&")
            let reply = try await house.visit(
                .post, link(rest).description, as: Who.office.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: pairs)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains("id=\"errors\""))
            if fields["family"] == "Kesken" { #expect(reply.body.contains("value=\"Kesken\"")) }
            #expect(try await FeedRow.after(first, in: house.database).isEmpty)
        }
    }

    @Test(arguments: ["principal", "office", "administrator"])
    func `the office gives no rights over the register`(_ role: String) async throws {
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = ["role": role, "unit": World.lakeSchool.description]
            #expect(try await house.post(link("/roles"), as: .office, fields).status == .unprocessableContent)
            let asAdministrator = link("/roles", role: .administrator)
            #expect(try await house.post(asAdministrator, as: .administrator, fields).status == .seeOther)
        }
    }

    @Test func `the office gives no role at another school`() async throws {
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = ["role": "pupil", "unit": World.hillSchool.description]
            #expect(try await house.post(link("/roles"), as: .office, fields).status == .unprocessableContent)
        }
    }

    @Test func `a guardianship begins with its evidence, and the guardian sees the child until its last day`()
        async throws
    {
        try await TestHouse.open { house async throws in
            let other = World.person(.otherGuardian).description
            let fields: KeyValuePairs = ["with": other, "scope": "full", "evidence": "Ote 20.11.2026"]
            #expect(try await house.post(link("/guardianships"), as: .office, fields).status == .seeOther)
            let child = ActingPath.child("lake", World.person(.pupil))
            #expect(try await house.get(child, as: .otherGuardian).status == .ok)
            let page = try await house.get(link(""), as: .office).body
            #expect(page.contains("Ote 20.11.2026"))
            let id = try #require(page.firstMatch(of: /guardianships\/([0-9a-z]{26})\/ending[^>]*>(?:(?!<\/a>).)*Mika/))
                .1
            let ending = link("/guardianships/\(id)/ending")
            #expect(try await house.post(ending, as: .office, ["last": "2026-11-22"]).status == .seeOther)
            #expect(try await house.get(child, as: .otherGuardian).status == .notFound)
        }
    }

    @Test func `contact details are shown after a reason to the one who gave it, for a while`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await !house.get(link(""), as: .office).body.contains("post.example"))
            let given = try await house.post(link("/contact"), as: .office, ["reason": "Soitto kotiin"])
            let reading = try #require(given.location)
            let page = try await house.visit(.get, reading, as: Who.office.token)
            #expect(page.body.contains("aino.niemi@post.example"))
            #expect(try await house.visit(.get, reading, as: Who.officeElsewhere.token).status == .notFound)
            #expect(try await house.get(link("/history"), as: .office).body.contains("Soitto kotiin"))
        }
    }

    @Test(arguments: [(Who.office, Role.office), (.principal, .principal)])
    func `a protected person's contact details are for office and principal after a reason`(
        _ who: Who, _ role: Role
    ) async throws {
        try await TestHouse.open { house async throws in
            for (person, mail) in [
                (Who.protectedPupil, "venla.aaltola@post.example"), (.protectedGuardian, "ritva.aaltola@post.example"),
            ] {
                let home = try await house.get(ActingPath.person(role)("lake", World.person(.protectedPupil)), as: who)
                #expect(home.body.contains(link("/contact", person, role: role).description))
                let asked = try await house.post(link("/contact", person, role: role), as: who, ["reason": "Soitto"])
                let page = try await house.visit(.get, try #require(asked.location), as: who.token)
                #expect(page.body.contains(mail))
                #expect(
                    page.body.contains(ActingPath.person(role)("lake", World.person(.protectedPupil)).description)
                        == (role == .principal))
            }
            let history = try await house.get(link("/history", .protectedPupil), as: .office).body
            #expect(history.contains(World.name(who).full))
            try await house.house.flush()
            #expect(
                try await LookRow.all(of: World.person(.protectedPupil), in: house.database)
                    .contains(LookRow(purpose: "contact", relation: role.rawValue)))
        }
    }

    @Test func `neither the administrator nor a principal elsewhere gets to a protected home`() async throws {
        try await TestHouse.open { house async throws in
            for (who, role) in [
                (Who.administrator, Role.administrator), (.principalElsewhere, .principal), (.officeElsewhere, .office),
            ] {
                let refused = try await house.post(
                    link("/contact", .protectedPupil, role: role), as: who, ["reason": "Tarkistus"])
                #expect(refused.status == .notFound)
            }
            let page = try await house.get(
                ActingPath.person(.administrator)("lake", World.person(.protectedPupil)), as: .administrator)
            #expect(!page.body.contains("/contact\""))
        }
    }

    @Test(arguments: ["", "/correction", "/history", "/protection", "/roles", "/merge"])
    func `a principal has none of the office's other pages`(_ rest: String) async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.get(link(rest, role: .principal), as: .principal).status == .notFound)
        }
    }

    @Test func `protection is set with its consequences shown, and holds at once`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(link("/protection"), as: .office)
            #expect(page.body.contains("Luokkatoverit näkevät pelkän kutsumanimen"))
            #expect(try await house.post(link("/protection"), as: .office, ["reason": "Ilmoitus"]).status == .seeOther)
            let group = try await house.get(ActingPath.group(.pupil)("lake", World.homeroom7A), as: .classmate)
            #expect(!group.body.contains("Aino Niemi"))
            #expect(group.body.contains("Aino"))
        }
    }

    @Test func `whoever fled to another school is lost to the office of the old one`() async throws {
        try await TestHouse.open { house async throws in
            let role = link("/roles/\(World.ainosRole)/ending")
            #expect(try await house.post(role, as: .office, ["last": "2026-11-20"]).status == .seeOther)
            #expect(try await house.get(link(""), as: .office).status == .ok)
            let protection = link("/protection", role: .administrator)
            #expect(try await house.post(protection, as: .administrator, ["reason": "Ilmoitus"]).status == .seeOther)
            #expect(try await house.get(link(""), as: .office).status == .notFound)
            let list = try await house.get(ActingPath.register(.office)("lake").with(["q": "aino"]), as: .office)
            #expect(list.rowTitles == [])
        }
    }
}

private struct LookRow: RowDecodable, Equatable {
    let purpose: String
    let relation: String

    init(purpose: String, relation: String) { (self.purpose, self.relation) = (purpose, relation) }

    init(row: inout Row) throws {
        purpose = try row.next()
        relation = try row.next()
    }

    static func all(of person: ID<Person>, in database: any Database) async throws -> [LookRow] {
        try await database.read { reader in
            try reader.all(
                Query(
                    """
                    SELECT access_log.purpose, access_log.relation FROM access_log
                    WHERE access_log.provider_id = \(World.lake) AND access_log.person_id = \(person)
                    """))
        }
    }
}
