import Accounts
import Audit
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

/// Who changed what in a school and in a group.
@Suite struct HistoryOnEngine {
    private func link(_ rest: String, role: Role = .office) -> Link {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/\(rest)")("lake")
    }

    private var school: String { "organisations/\(World.lakeSchool)/history" }

    @Test func `a role given at a school is in the school's history, with who and when`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.get(link(school), as: .office).body.contains("Ei vielä muutoksia"))
            let roles = link("people/\(World.person(.classmate))/roles", role: .administrator)
            let fields: KeyValuePairs = ["role": "assistant", "unit": World.lakeSchool.description]
            #expect(try await house.post(roles, as: .administrator, fields).status == .seeOther)
            let page = try await house.get(link(school), as: .office).body
            for text in ["Rooli lisätty", "koulunkäynninohjaaja", "Eetu Laine", "tänään"] {
                #expect(page.contains(text), "\(text)")
            }
            #expect(try await house.get(link(school), as: .officeElsewhere).status == .notFound)
        }
    }

    @Test(arguments: [
        ("organisation", World.lakeSchool.uuid, "organisations/\(World.lakeSchool)/history", "Järven koulu"),
        ("school_group", World.homeroom7A.uuid, "groups/\(World.homeroom7A)/history", "7 A"),
    ])
    func `what an import changed stands in the history`(
        _ entity: String, _ id: UUID, _ path: String, _ old: String
    ) async throws {
        try await TestHouse.open { house async throws in
            let field = entity == "organisation" ? "name" : "title"
            try await house.database.write { writer in
                try Change.load(
                    [
                        Change(
                            "import-update", of: entity, id, in: World.lake.uuid, by: nil,
                            before: [field: old], after: [field: "Uusi nimi"], isScheduled: true)
                    ], at: World.now, in: writer)
            }
            let page = try await house.get(link(path), as: .office).body
            for text in ["Muuttunut tuonnissa", "ajastettu tuonti", old, "Uusi nimi", "Nimi"] {
                #expect(page.contains(text), "\(text)")
            }
        }
    }

    @Test func `the tree leads to the history of each of its units`() async throws {
        try await TestHouse.open { house async throws in
            let tree = try await house.get(link("organisations"), as: .office).body
            #expect(tree.contains("/register/\(school)"))
        }
    }
}
