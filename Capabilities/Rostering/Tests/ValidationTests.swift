import Testing

@testable import Rostering

/// One field of the town is made wrong, and that is all that is told.
@Suite struct ValidationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: RosterFile
        let id: String
        let column: String
        let value: String
        let code: ProblemCode

        init(_ file: RosterFile, _ id: String, _ column: String, _ value: String, _ code: ProblemCode) {
            (self.file, self.id, self.column, self.value, self.code) = (file, id, column, value, code)
        }

        var testDescription: String { "\(file.rawValue).\(column) = “\(value)”" }
    }

    private static let blanks: [Case] = [
        Case(.orgs, "lake", "name", "", .requiredBlank), Case(.academicSessions, "year", "title", " ", .requiredBlank),
        Case(.academicSessions, "autumn", "schoolYear", "", .requiredBlank),
        Case(.courses, "english", "orgSourcedId", "", .requiredBlank),
        Case(.classes, "7a", "courseSourcedId", "", .requiredBlank),
        Case(.classes, "7a", "termSourcedIds", "", .requiredBlank),
        Case(.users, "timo", "givenName", "", .requiredBlank), Case(.users, "timo", "familyName", "", .requiredBlank),
        Case(.users, "timo", "enabledUser", "", .requiredBlank), Case(.roles, "r-timo", "role", "", .requiredBlank),
        Case(.enrollments, "e1", "schoolSourcedId", "", .requiredBlank),
    ]

    private static let forms: [Case] = [
        Case(.orgs, "lake", "type", "skola", .vocabulary), Case(.orgs, "lake", "type", "ext:", .vocabulary),
        Case(.academicSessions, "autumn", "type", "period", .vocabulary),
        Case(.classes, "7a", "classType", "Homeroom", .vocabulary),
        Case(.roles, "r-timo", "role", "opettaja", .vocabulary),
        Case(.roles, "r-timo", "roleType", "first", .vocabulary),
        Case(.enrollments, "e1", "role", "pupil", .vocabulary),
        Case(.users, "timo", "status", "gone", .vocabulary),
        Case(.academicSessions, "autumn", "startDate", "1.8.2026", .dateFormat),
        Case(.academicSessions, "autumn", "endDate", "2026-02-30", .dateFormat),
        Case(.demographics, "aino", "birthDate", "2013-5-4", .dateFormat),
        Case(.academicSessions, "autumn", "endDate", "2026-08-01", .dateOrder),
        Case(.academicSessions, "autumn", "schoolYear", "26", .yearFormat),
        Case(.users, "timo", "enabledUser", "TRUE", .booleanFormat),
        Case(.enrollments, "e1", "primary", "1", .booleanFormat),
        Case(.users, "timo", "metadata.protected", "yes", .booleanFormat),
        Case(.users, "timo", "metadata.language", "suomi", .languageCode),
        Case(.users, "timo", "userIds", "ldap:1", .userIdentifiers),
        Case(.users, "timo", "email", "timo", .emailFormat),
        Case(.users, "aino", "metadata.guardianScope", "all,full", .guardianScope),
        Case(.users, "aino", "metadata.guardianScope", "limited:,full", .guardianScope),
        Case(.users, "aino", "metadata.guardianScope", "full", .listLength),
        Case(.users, "aino", "metadata.guardianTo", "2027-01-01,,", .listLength),
        Case(.users, "aino", "metadata.guardianFrom", "soon,", .dateFormat),
        Case(.users, "aino", "metadata.guardianFrom", ",2028-01-01", .dateOrder),
    ]

    private static let numbers: [Case] = [
        Case(.users, "timo", "metadata.learnerNumber", "1.2.246.562.24.1234567890", .learnerNumber),
        Case(.users, "timo", "metadata.learnerNumber", "1.2.246.562.25.12345678901", .learnerNumber),
        Case(.users, "timo", "metadata.learnerNumber", "1.2.246.562.24.00000000001", .learnerNumberCheck),
        Case(.users, "timo", "metadata.learnerNumber", "1.2.246.562.98.10000000009", .learnerNumberShared),
        Case(.orgs, "town", "metadata.businessId", "0502454-7", .businessID),
        Case(.orgs, "town", "metadata.municipality", "49", .municipalityCode),
        Case(.orgs, "town", "metadata.slug", "Järvi", .slug),
    ]

    private static let references: [Case] = [
        Case(.orgs, "lake", "parentSourcedId", "nowhere", .referenceMissing),
        Case(.academicSessions, "autumn", "parentSourcedId", "nowhere", .referenceMissing),
        Case(.courses, "english", "schoolYearSourcedId", "nowhere", .referenceMissing),
        Case(.classes, "7a", "termSourcedIds", "autumn,nowhere", .referenceMissing),
        Case(.classes, "7a", "termSourcedIds", "autumn,autumn", .listRepeated),
        Case(.classes, "7a", "termSourcedIds", "autumn,", .listBlank),
        Case(.roles, "r-timo", "userSourcedId", "nobody", .referenceMissing),
        Case(.roles, "r-timo", "orgSourcedId", "nowhere", .referenceMissing),
        Case(.enrollments, "e1", "classSourcedId", "nowhere", .referenceMissing),
        Case(.enrollments, "e1", "userSourcedId", "nobody", .referenceMissing),
        Case(.users, "timo", "primaryOrgSourcedId", "nowhere", .referenceMissing),
        Case(.orgs, "lake", "parentSourcedId", "lake", .parentCycle),
    ]

    private static let told: [Case] = [
        Case(.roles, "r-timo", "role", "systemAdministrator", .roleNotGranted),
        Case(.roles, "r-timo", "role", "counselor", .roleNotGranted),
        Case(.roles, "r-timo", "role", "ext:janitor", .roleNotGranted),
        Case(.enrollments, "e1", "role", "proctor", .enrollmentNotImported),
        Case(.roles, "r-pekka", "role", "teacher", .agentNotGuardian),
        Case(.demographics, "aino", "birthDate", "", .birthDateMissing),
        Case(.users, "timo", "dateLastModified", "2026-01-01T00:00:00Z", .bulkFilled),
    ]

    @Test(arguments: blanks + forms + numbers + references + told)
    func `a wrong field is told with its place`(_ test: Case) async throws {
        var town = RosterFixture.town()
        #expect(town[test.file, test.id]["sourcedId"] == test.id)
        town[test.file, test.id][test.column] = test.value
        let problems = try await town.problems()
        let codes = Set(problems.map(\.code)).subtracting([.bulkFilled])
        #expect(codes == (test.code == .bulkFilled ? [] : [test.code]))
        let problem = problems.first { $0.code == test.code }
        let isAboutTheChild = test.code == .agentNotGuardian || test.code == .birthDateMissing
        #expect(problem?.file == (isAboutTheChild ? "users.csv" : test.file.fileName))
        #expect(problem?.row == (isAboutTheChild ? town.line(.users, "aino") : town.line(test.file, test.id)))
    }

    @Test func `the town is without fault`() async throws {
        #expect(try await RosterFixture.town().problems().isEmpty)
    }

    @Test(arguments: ["guardian", "parent", "relative", "principal", "aide", "ext:office", "ext:schoolSecretary"])
    func `a role that a file may give is not remarked`(_ role: String) async throws {
        var town = RosterFixture.town()
        town[.roles, "r-timo"]["role"] = role
        #expect(try await town.problems().isEmpty)
    }

    @Test func `all problems are told, not the first`() async throws {
        var town = RosterFixture.town()
        town[.users, "timo"].merge(["givenName": "", "enabledUser": "x", "metadata.language": "1"]) { $1 }
        town[.enrollments, "e1"]["classSourcedId"] = "nowhere"
        let codes = try await town.problems().map(\.code)
        #expect(Set(codes) == [.requiredBlank, .booleanFormat, .languageCode, .referenceMissing])
    }

    @Test func `a sourcedId twice is told with the first line`() async throws {
        var town = RosterFixture.town()
        let aino = town[.users, "aino"]
        town.rows[.users]?.append(aino)
        let problems = try await town.problems()
        #expect(problems.map(\.code) == [.duplicateID])
        #expect(problems.first?.values == ["id": "aino", "first": "2"])
    }

    @Test func `nobody is their own guardian`() async throws {
        var town = RosterFixture.town()
        town[.users, "aino"].merge(
            ["agentSourcedIds": "aino", "metadata.guardianScope": "", "metadata.guardianTo": ""]) { $1 }
        #expect(try await town.problems().map(\.code) == [.guardianSelf])
    }

    @Test func `a longer cycle is told once`() async throws {
        var town = RosterFixture.town()
        town[.orgs, "area"] = ["name": "Alue", "type": "department", "parentSourcedId": "lake"]
        town[.orgs, "lake"]["parentSourcedId"] = "area"
        #expect(try await town.problems().map(\.code) == [.parentCycle])
    }

    @Test func `in a delta both columns are filled`() async throws {
        var delta = RosterFixture.delta(.orgs, "town", ["name": "T", "type": "district", "status": ""])
        delta.addDelta(.orgs, "lake", ["name": "L", "type": "school", "dateLastModified": "yesterday"])
        delta.addDelta(.orgs, "hill", ["name": "H", "type": "school", "dateLastModified": ""])
        #expect(try await delta.problems().map(\.code) == [.deltaBlank, .momentFormat, .deltaBlank])
    }

    @Test func `a reference to a row that the delta deletes is refused`() async throws {
        var delta = RosterFixture.delta(.orgs, "lake", ["status": "tobedeleted"])
        delta.addDelta(.orgs, "yard", ["name": "Piha", "type": "school", "parentSourcedId": "lake"])
        #expect(try await delta.problems().map(\.code) == [.referenceDeleted])
    }
}
