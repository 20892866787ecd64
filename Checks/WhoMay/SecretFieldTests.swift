import Accounts
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

/// What is typed into fields that hide it is given back in no page.
@Suite struct SecretFieldsOnEngine {
    @Test func `a field that hides its letters has a name by which no late form keeps it`() async throws {
        try await TestHouse.open { house async throws in
            var found: Set<String> = []
            for line in WhoMayTable.lines where line.method == "GET" {
                guard let who = line.allowed.min(by: { $0.rawValue < $1.rawValue }) else { continue }
                found.formUnion(Self.secrets(of: try await house.get(line.link, as: who).body))
            }
            found.formUnion(Self.secrets(of: try await house.get(PathPattern("/sign-in")(), as: .signedOut).body))
            #expect(found.isSuperset(of: ["password", "new-password", "secret"]), "\(found)")
            #expect(found.filter { !KeptForm.isSecret($0) } == [])
        }
    }

    @Test func `the code of an invitation is given back in no page of a late form`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await house.database.write { writer in
                try Invitation.issue(
                    to: World.person(.assistant), in: World.lake, makesAdministrator: false, at: World.now, in: writer
                ).text
            }
            let add = PathPattern("/invitation/person")()
            let page = try await house.post(PathPattern("/invitation")(), as: .otherGuardian, ["code": code])
            let form = try #require(page.body.firstMatch(of: /action="\/invitation\/person".*?<\/form>/)?.0)
            let name = try #require(form.firstMatch(of: /name="([^"]*)" value="([^"]*)"/))
            #expect(name.2 == code && KeptForm.isSecret(String(name.1)))
            let late = try await house.post(add, as: .signedOut, [String(name.1): code])
            #expect(late.status == .unauthorized && !late.body.contains(code))
            #expect(late.body.contains("kirjoita se uudelleen"))
            #expect(try await house.post(add, as: .otherGuardian, [String(name.1): code]).status == .seeOther)
        }
    }

    private static func secrets(of page: String) -> [String] {
        page.matches(of: /<input[^>]*>/).map { String($0.0) }
            .filter { $0.contains("type=\"password\"") || $0.contains("autocomplete=\"one-time-code\"") }
            .compactMap { $0.firstMatch(of: /name="([^"]*)"/).map { String($0.1) } }
    }
}
