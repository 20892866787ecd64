import Testing

@testable import Rostering

@Suite struct HeaderTests {
    private func problems(_ header: String, _ row: String = "") async throws -> [ImportProblem] {
        var town = RosterFixture.town()
        town.raw["orgs.csv"] = Array((header + "\n" + row + "\n").utf8)
        return try await town.problems().filter { $0.file == "orgs.csv" }
    }

    private static let good = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId"

    @Test func `a required column that is missing stops the file`() async throws {
        let problems = try await problems("sourcedId,status,dateLastModified,Name,identifier,parentSourcedId")
        #expect(problems.map(\.code) == [.headerMissing])
        #expect(problems.first?.values["columns"] == "name, type")
    }

    @Test func `another order is read by name`() async throws {
        let problems = try await problems(
            "name,sourcedId,status,dateLastModified,type,identifier,parentSourcedId", "Town,lake,,,school,,")
        #expect(problems.map(\.code) == [.headerOrder])
    }

    @Test func `columns that may be blank may be missing`() async throws {
        let problems = try await problems("sourcedId,name,type", "lake,Town,school")
        #expect(problems.map(\.code) == [.headerOptional])
        #expect(problems.first?.values["columns"] == "status, dateLastModified, identifier, parentSourcedId")
    }

    @Test func `unknown columns are kept as metadata`() async throws {
        var town = RosterFixture.town()
        town.extra[.orgs] = ["metadata.shoe", "colour"]
        town[.orgs, "lake"].merge(["metadata.shoe": "42", "colour": "blue"]) { $1 }
        let problems = try await town.problems()
        #expect(problems.map(\.code) == [.headerUnknown])
        #expect(problems.first?.column == "colour")
        let lake = try await town.read()?.orgs.active.first { $0.sourcedId == "lake" }
        #expect(lake?.metadata == ["shoe": "42", "colour": "blue"])
    }

    @Test func `a column twice is refused`() async throws {
        #expect(try await problems(Self.good + ",name", "lake,,,A,school,,,B").map(\.code) == [.headerRepeated])
    }

    @Test func `a row with another number of fields is refused`() async throws {
        let problems = try await problems(Self.good, "lake,,,A,school,")
        #expect(problems.map(\.code) == [.fieldCount])
        #expect(problems.first?.row == 2)
        #expect(problems.first?.values == ["expected": "7", "found": "6"])
    }

    @Test func `an empty file is told and its missing rows are not`() async throws {
        var town = RosterFixture.town()
        town.raw["orgs.csv"] = []
        #expect(try await town.problems().map(\.code) == [.emptyFile])
    }

    @Test func `a byte-order mark is accepted`() async throws {
        var town = RosterFixture.town()
        for (name, bytes) in town.contents { town.raw[name] = [0xEF, 0xBB, 0xBF] + bytes }
        #expect(try await town.problems().isEmpty)
    }
}
