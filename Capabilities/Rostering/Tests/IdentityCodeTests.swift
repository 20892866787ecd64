import Testing

@testable import Rostering

@Suite struct IdentityCodeTests {
    /// Individual number 900: belongs to nobody.
    private static let code = "010190-900P"

    @Test(arguments: [
        "010190-900P", "hetu:010190-900P", " 010190-900p ", "{hetu:010190-900P}", "010190Y900P", "x,010190-900P.",
        "010190 - 900P", "01 01 90-900 P", "0 1 0 1 9 0 - 9 0 0 P", "5 010190-900P", "010190\u{A0}-\u{202F}900P",
        "010190\u{2010}900P", "010190\u{2013}900P", "010190\u{2212}900P", "010190\u{AD}-900P", "010190\u{200B}-900P",
        "０１０１９０－９００Ｐ", "０１０１９０-900P", "nimi 010190\u{2015} 900p ä",
    ])
    func `a code is found`(_ text: String) {
        #expect(IdentityCodeScan.finds(in: Array(text.utf8)[...]))
    }

    @Test(arguments: [
        "", "010190-900A", "1010190-900P", "010190-900PX", "äx010190-900P", "1.2.246.562.24.10101909002", "2013-05-04",
        "040 123 4567 010", "1 010190-900A", "010190   -   900P", "ä010190 -900P", "Järvikatu 12 A 900 101 909 001",
    ])
    func `what is no code is left alone`(_ text: String) {
        #expect(!IdentityCodeScan.finds(in: Array(text.utf8)[...]))
    }

    @Test(arguments: [
        "sourcedId", "identifier", "username", "userIds", "metadata.teacherCode", "metadata.learnerNumber",
    ])
    func `a code in a file is an error and is never shown`(_ column: String) async throws {
        var town = RosterFixture.town()
        let index = try #require(town.rows[.users]?.firstIndex { $0["sourcedId"] == "leena" })
        town.rows[.users]?[index][column] = column == "userIds" ? "{id:\(Self.code)}" : Self.code
        let problems = try await town.problems()
        #expect(problems.contains { $0.code == .identityCode && $0.column == column && $0.severity == .error })
        #expect(!"\(problems)".contains("900P"))
        let report = ImportReport(
            state: .refused, provider: nil, modes: [:], counts: [:], list: ReportTests.list(problems))
        let json = try report.json()
        #expect(!json.contains("900P"))
    }

    @Test func `a password is not even looked at`() async throws {
        var town = RosterFixture.town()
        town[.users, "leena"]["password"] = Self.code
        #expect(try await town.problems().isEmpty)
        let set = try await town.read()
        #expect(set != nil && !"\(String(describing: set))".contains("900P"))
    }
}
