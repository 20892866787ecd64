import Accounts
import App
import Base
import Directory
import HTTPTypes
import Rostering
import Storage
import TestKit
import Testing
import Web

@testable import Imports

@Suite struct ImportPagesOnEngine {
    @Test func `an administrator uploads, looks, and brings it in`() async throws {
        try await TestHouse.open { house async throws in
            let run = try await house.received(TownPackage())
            let page = try await house.visit(.get, run, as: Who.administrator.token)
            #expect(page.status == .ok && page.body.contains("Näin rekisteri muuttuisi"))
            #expect(page.body.contains("koe.zip") && page.body.contains("Henkilöt"))
            #expect(try await house.people() == 0)
            try await house.apply(run, code: house.code(of: run))
            let after = try await house.visit(.get, run, as: Who.administrator.token)
            #expect(after.body.contains("Muutokset ovat rekisterissä") && after.body.contains("Outi Ranta"))
            #expect(try await house.people() == 12)
            let list = try await house.get(ImportsPath.list("lake"), as: .administrator)
            #expect(list.body.contains("koe.zip"))
        }
    }

    @Test(arguments: [[UInt8](), Array("this is no zip".utf8)])
    func `what is no package is refused in words, and nothing changes`(_ bytes: [UInt8]) async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.upload(
                ImportsPath.list("lake"), as: .administrator, field: "package", fileName: "x.zip", bytes)
            guard !bytes.isEmpty else {
                #expect(reply.status == .unprocessableContent && reply.body.contains("Valitse zip-tiedosto"))
                return
            }
            let run = try #require(reply.location)
            try await house.settled()
            let page = try await house.visit(.get, run, as: Who.administrator.token)
            #expect(page.body.contains("Pakettia ei voi tuoda") && page.body.contains("1 virhe"))
            let problems = try await house.visit(.get, run + "/problems", as: Who.administrator.token)
            #expect(problems.status == .ok && problems.body.contains("<table"))
        }
    }

    @Test func `an administrator sets from where on an import must be confirmed, and that is kept`() async throws {
        try await TestHouse.open { house async throws in
            let limits = ImportsPath.limits("lake")
            let before = try await house.get(limits, as: .administrator)
            #expect(before.body.contains("value=\"10\"") && before.body.contains("value=\"5\""))
            let wrong = try await house.post(limits, as: .administrator, ["percent": "101", "size": "0"])
            #expect(wrong.status == .unprocessableContent && wrong.body.contains("value=\"101\""))
            let done = try await house.post(limits, as: .administrator, ["percent": "0", "size": "3"])
            #expect(done.status == .seeOther)
            let (kept, changes) = try await house.database.read { reader in
                (
                    try reader.first(ShrinkLimits.of(World.lake)),
                    try reader.all(
                        Query<String>("SELECT action FROM change_log WHERE change_log.action = 'import-limits'"))
                )
            }
            #expect(kept == ShrinkLimits(schoolPercent: 0, groupSize: 3))
            #expect(changes.count == 1)
        }
    }

    @Test func `whoever watches is told how it stands, and that it is over`() async throws {
        try await TestHouse.open { house async throws in
            let run = try await house.received(TownPackage())
            let over = try await house.visit(.get, run + "/progress", as: Who.administrator.token)
            #expect(over.body == "retry: 3000\n\nevent: over\ndata:\n\n")
            let id = try #require(ID<RosterRun>(String(run.suffix(26))))
            try await house.beginAgain(id)
            let page = try await house.visit(.get, run, as: Who.administrator.token)
            #expect(page.body.contains("data-live=\"\(run)/progress\""))
            async let watched = house.visit(.get, run + "/progress", as: Who.administrator.token)
            try await Task.sleep(for: .milliseconds(300))
            try await house.bringToEnd(id)
            let told = try await watched.body
            #expect(told.contains("event: part\ndata: <div class=\"progress\""))
            #expect(told.hasSuffix("event: over\ndata:\n\n"))
        }
    }

    @Test func `the same package again says that there is nothing to do`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await house.received(TownPackage())
            try await house.apply(first, code: house.code(of: first))
            let second = try await house.received(TownPackage())
            let page = try await house.visit(.get, second, as: Who.administrator.token)
            #expect(page.body.contains("Rekisteri on jo ajan tasalla") && !page.body.contains("/application"))
        }
    }

    @Test func `problems come as a file in the reader's language, without formulas`() async throws {
        try await TestHouse.open { house async throws in
            let link = ImportsPath.problemFile("lake", World.importRun)
            for (language, word) in [("fi", "Tiedosto"), ("sv", "Fil"), ("en", "File")] {
                let reply = try await house.get(link, as: .administrator, [.acceptLanguage: language])
                #expect(reply.headers[.contentType] == "text/csv; charset=utf-8")
                #expect(reply.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"") == true)
                #expect(reply.body.hasPrefix("\u{FEFF}") && reply.body.contains(";\(word);"))
                #expect(reply.body.contains("users.csv;4;metadata.learnerNumber;learner_number_shared"))
            }
        }
    }

    @Test func `the list of changes leaves out protected persons and is logged`() async throws {
        try await TestHouse.open { house async throws in
            let changes = ImportsPath.changes("lake", World.importRun)
            let page = try await house.get(changes, as: .administrator)
            #expect(page.body.contains("Aino Maria Niemi") || page.body.contains("Aino Niemi"))
            #expect(!page.body.contains("Aaltola"))
            let run = try await house.get(ImportsPath.run("lake", World.importRun), as: .administrator)
            #expect(run.body.contains("yhtä turvakiellon alaista henkilöä") && !run.body.contains("Aaltola"))
            try await house.house.flush()
            let looks = try await house.database.read { reader in
                try reader.all(Query<ID<Person>>("SELECT person_id FROM access_log WHERE purpose = 'imports'"))
            }
            #expect(looks == [World.person(.pupil)])
        }
    }

    @Test func `the list of changes is narrowed by kind, operation and school`() async throws {
        try await TestHouse.open { house async throws in
            let changes = ImportsPath.changes("lake", World.importRun)
            for (query, isFound) in [
                (["kind": "person", "operation": "update", "school": "lake-school"], true),
                (["kind": "course"], false), (["operation": "end"], false), (["school": "other"], false),
                (["after": "2"], false), (["kind": "nonsense"], true),
            ] as [(KeyValuePairs<String, String>, Bool)] {
                let page = try await house.get(changes.with(query), as: .administrator)
                #expect(page.status == .ok && page.body.contains("Niemelä") == isFound, "\(query)")
            }
        }
    }

    @Test func `another provider's run does not exist`() async throws {
        try await TestHouse.open { house async throws in
            let link = ImportsPath.run("birch", World.importRun)
            #expect(try await house.get(link, as: .otherAdministrator).status == .notFound)
            #expect(
                try await house.post(ImportsPath.application("birch", World.importRun), as: .otherAdministrator).status
                    == .notFound)
        }
    }
}

extension TestHouse {
    /// Uploads a package and waits until it is previewed; the path of its page.
    func received(_ package: TownPackage) async throws -> String {
        let reply = try await upload(
            ImportsPath.list("lake"), as: .administrator, field: "package", fileName: "C:\\koe.zip", package.bytes)
        let run = try #require(reply.location)
        try await settled()
        return run
    }

    func apply(_ run: String, code: String) async throws {
        let reply = try await visit(
            .post, run + "/application", as: Who.administrator.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: "confirmation=\(code)"
        )
        #expect(reply.status == .seeOther)
        try await settled()
    }

    /// Waits for the work behind the requests.
    func settled() async throws {
        for _ in 0..<3000 where !house.imports.isIdle { try await Task.sleep(for: .milliseconds(10)) }
        #expect(house.imports.isIdle)
    }

    func code(of run: String) async throws -> String {
        let id = try #require(ID<RosterRun>(String(run.split(separator: "/").last ?? "")))
        return try await database.read { try $0.one(RosterRun.one(id, of: World.lake)) }.code ?? ""
    }

    func people() async throws -> Int {
        try await database.read { try $0.one(Query("SELECT COUNT(*) FROM person WHERE family_name = 'Koe'")) }
    }
}

@Suite struct UndoOnEngine {
    @Test func `an applied import is undone, and what was touched since is named instead`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await house.received(TownPackage())
            try await house.apply(first, code: house.code(of: first))
            let second = try await house.received(TownPackage(familyName: "Toinen"))
            try await house.apply(second, code: house.code(of: second))
            #expect(try await house.people() == 0)
            let refused = try await house.undo(first)
            #expect(refused.status == .unprocessableContent && refused.body.contains("Oppilas Toinen"))
            let done = try await house.undo(second)
            #expect(done.status == .seeOther && done.location == second)
            #expect(try await house.people() == 12)
            let again = try await house.undo(second)
            #expect(again.status == .unprocessableContent && again.body.contains("ei voi enää kumota"))
        }
    }

    @Test func `a shrinking package waits for its code, which is asked again when it is wrong`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await house.received(TownPackage())
            try await house.apply(first, code: house.code(of: first))
            let run = try await house.received(TownPackage(gone: 11))
            let page = try await house.visit(.get, run, as: Who.administrator.token)
            #expect(page.body.contains("Tuonti päättäisi tavallista enemmän"))
            #expect(try await page.body.contains(house.code(of: run)))
            let list = try await house.get(ImportsPath.list("lake"), as: .administrator)
            #expect(list.body.contains("Odottaa vahvistusta"))
            let wrong = try await house.visit(
                .post, run + "/application", as: Who.administrator.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: "confirmation=x")
            #expect(wrong.status == .unprocessableContent && wrong.body.contains("aria-invalid"))
            try await house.apply(run, code: house.code(of: run).uppercased())
            let after = try await house.visit(.get, run, as: Who.administrator.token)
            #expect(after.body.contains("Muutokset ovat rekisterissä"))
        }
    }
}

extension TestHouse {
    fileprivate func undo(_ run: String) async throws -> Reply {
        try await visit(
            .post, run + "/undoing", as: Who.administrator.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: "")
    }
}
