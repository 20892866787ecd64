import Base
import Foundation
import Testing

@testable import Rostering

@Suite struct BadInputTests {
    @Test(arguments: [
        "Aino\u{1B}[31m", "Aino\u{07}", "Ai\u{7F}no", "Ai\u{9B}2Jno", "Ai\nno", "Ai\u{202E}no", "Ai\u{2067}no",
        "Ai\u{200F}no", "Ai\u{061C}no",
    ])
    func `a control character in a name is an error, and no report holds it`(_ name: String) async throws {
        var town = RosterFixture.town()
        town[.users, "aino"]["preferredGivenName"] = name
        town[.orgs, "lake"]["name"] = name
        let problems = try await town.problems()
        #expect(problems.map(\.code) == [.controlCharacter, .controlCharacter])
        #expect(Set(problems.compactMap(\.column)) == ["name", "preferredGivenName"])
        var wild = RosterFixture.town()
        wild[.enrollments, "e1"]["userSourcedId"] = name
        let report = ImportReport(
            state: .refused, provider: name, modes: [:], counts: [:], list: ReportTests.list(try await wild.problems()))
        for text in [try report.text(in: .fi), try report.json()] {
            #expect(!text.unicodeScalars.contains(where: ShownText.isUnsafe))
        }
    }

    @Test(arguments: ["Åsa-Lisa d’Arc", "Nguyễn", "محمد", "Ελένη", "Said\u{200C}e"])
    func `letters of any script are no control characters`(_ name: String) async throws {
        var town = RosterFixture.town()
        town[.users, "aino"]["preferredGivenName"] = name
        #expect(try await town.problems().isEmpty)
    }

    @Test func `a code in the header is found, and is shown nowhere`() async throws {
        var town = RosterFixture.town()
        town.extra[.courses] = ["metadata.010190-900P"]
        let problems = try await town.problems()
        #expect(problems.map(\.code) == [.identityCode])
        #expect(!"\(problems)".contains("900P"))
    }

    @Test func `a list that was cut says how many there are in truth`() throws {
        let list = (0..<10_012).reduce(into: ProblemList()) { list, row in
            list.add(ImportProblem(.requiredBlank, file: "users.csv", row: row))
        }
        let report = ImportReport(state: .refused, provider: nil, modes: [:], counts: [:], list: list)
        #expect(report.problems.count == 10_000 && report.errorCount == 10_012)
        let text = try report.text(in: .en)
        #expect(text.contains("10012 errors") && text.contains("Only the first 10000 of each kind are listed."))
        #expect(try report.json().contains("\"errors\" : 10012"))
    }

    @Test(arguments: [RosterFile.orgs, .academicSessions])
    func `a tree with a cycle is refused`(_ file: RosterFile) async throws {
        var town = RosterFixture.town()
        let (top, below) = file == .orgs ? ("town", "lake") : ("year", "autumn")
        town[file, top]["parentSourcedId"] = below
        let problems = try await town.problems()
        #expect(problems.contains { $0.code == .parentCycle && $0.file == file.fileName })
    }
}

@Suite struct BadInputOnEngine {
    @Test func `what another provider has is nothing to refer to`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            var second = RosterFixture.town()
            second[.orgs, "town"].merge([
                "name": "Koivikko", "identifier": "1.2.246.562.10.00000000025", "metadata.municipality": "050",
                "metadata.businessId": "",
            ]) { $1 }
            second.remove(.classes, "en7a")
            second.remove(.enrollments, "e2")
            second.remove(.enrollments, "e3")
            #expect(try await register.take(second, provider: "koivikko").state == .applied)
            var delta = RosterFixture()
            delta.addDelta(.enrollments, "x", delta.enrollment(of: "timo", in: "en7a", as: "teacher"))
            let crossed = try await register.take(delta, provider: "koivikko")
            #expect(crossed.problems.map(\.code) == [.referenceMissing])
            let wrong = try await register.take(.town(), provider: "koivikko")
            #expect(wrong.problems.map(\.code) == [.providerMismatch])
        }
    }
}
