import Base
import Directory
import Foundation
import Testing

@testable import Rostering

@Suite struct PackingTests {
    @Test(arguments: [0, 1, 127, 128, 300, 1 << 40, -1, .max, .min])
    func `a number comes back as it was`(_ number: Int) throws {
        #expect(try Unpacker.value(Int.self, of: Packer.bytes(of: number)) == number)
    }

    @Test(arguments: ["", "Åsa 😀", String(repeating: "x", count: 500), "line\nend\u{1F}"])
    func `a text comes back as it was`(_ text: String) throws {
        #expect(try Unpacker.value(String.self, of: Packer.bytes(of: text)) == text)
    }

    @Test func `rows come back as they were, with everything that may be missing`() throws {
        let (id, other) = (ID<Person>.new(at: Register.start), ID<Person>.new(at: Register.start))
        let person = PersonRow(
            name: PersonName(given: "Aino Maria", called: "Aino", family: "Öhman"), birthDate: CivilDate("1899-12-31"),
            language: nil, yearLevel: "7", isProtected: true, metadata: ["a": "1", "b": ""],
            identifiers: [Identifier(kind: "username", value: "aino")], contacts: [])
        #expect(try Unpacker.value(PersonRow.self, of: Packer.bytes(of: person)) == person)
        for kinds in [nil, [], ["absences", "homework"]] as [[String]?] {
            let guardianship = GuardianshipRow(
                guardian: id, child: other, scope: .limited, kinds: kinds, begins: nil, ends: CivilDate("2030-01-01"))
            #expect(try Unpacker.value(GuardianshipRow.self, of: Packer.bytes(of: guardianship)) == guardianship)
        }
    }

    @Test func `bytes that end too early are refused`() throws {
        let bytes = Packer.bytes(of: "a text")
        #expect(throws: (any Error).self) { try Unpacker.value(String.self, of: Array(bytes.dropLast())) }
        #expect(throws: (any Error).self) { try Unpacker.value(UUID.self, of: bytes) }
    }
}
