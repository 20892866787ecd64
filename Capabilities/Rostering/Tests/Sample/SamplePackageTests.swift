import Base
import Foundation
import Rostering
import Testing

@Suite struct SamplePackageTests {
    @Test func `the same arguments give the same bytes`() throws {
        let (one, other) = (try SampleFolder(pupils: 300), try SampleFolder(pupils: 300))
        #expect(try one.bytes() == other.bytes())
        #expect(one.summary.cast == other.summary.cast)
    }

    @Test func `another seed gives other people`() throws {
        let (one, other) = (try SampleFolder(pupils: 60), try SampleFolder(pupils: 60, seed: 2))
        #expect(try one.table("users").rows != other.table("users").rows)
    }

    @Test(arguments: [49, 200_001])
    func `a sample has a size that makes sense`(_ pupils: Int) throws {
        #expect(throws: Fault.self) { try SampleFolder(pupils: pupils) }
    }

    @Test(arguments: [50, 120, 2000])
    func `every pupil who was asked for is there`(_ pupils: Int) throws {
        let folder = try SampleFolder(pupils: pupils)
        let students = try [1, 2].reduce(0) { sum, package in
            try sum + folder.table("roles", of: package).column("role").count { $0 == "student" }
        }
        #expect(students == pupils)
        #expect(folder.summary.packages.map(\.pupils).reduce(0, +) == pupils)
    }

    @Test func `headers begin as the binding has them and go on as metadata`() throws {
        let folder = try SampleFolder(pupils: 50)
        for (name, columns) in bindingColumns {
            let header = try folder.table(name).header
            #expect(header.starts(with: columns.split(separator: ",").map(String.init)), "\(name)")
            #expect(header.dropFirst(columns.split(separator: ",").count).allSatisfy { $0.hasPrefix("metadata.") })
        }
    }

    @Test func `the manifest names every file of the binding and no other is there`() throws {
        let folder = try SampleFolder(pupils: 50)
        let manifest = try folder.table("manifest")
        #expect(manifest.rows.count { $0[0].hasPrefix("file.") } == 21)
        let present = manifest.rows.filter { $0[1] == "bulk" }.map { "\($0[0].dropFirst(5)).csv" }
        let written = try FileManager.default.contentsOfDirectory(atPath: folder.packages[0].path)
        #expect(Set(written) == Set(present + ["manifest.csv"]))
    }

    @Test(arguments: [1, 2])
    func `lines end in CRLF, there is no byte-order mark and rows are as wide as the header`(_ package: Int) throws {
        let folder = try SampleFolder(pupils: 300)
        for name in SampleFolder.files {
            let bytes = [UInt8](try Data(contentsOf: folder.packages[package - 1].appending(path: "\(name).csv")))
            #expect(bytes.first != 0xEF && bytes.suffix(2) == [13, 10])
            #expect(bytes.count { $0 == 10 } == bytes.count { $0 == 13 })
            let table = try folder.table(name, of: package)
            #expect(table.rows.allSatisfy { $0.count == table.header.count }, "\(name)")
        }
    }

    @Test(arguments: [1, 2])
    func `every reference resolves and no id is given twice`(_ package: Int) throws {
        let folder = try SampleFolder(pupils: 2000)
        var ids: [String: Set<String>] = [:]
        for name in SampleFolder.files where name != "manifest" {
            let column = try folder.table(name, of: package).column("sourcedId")
            ids[name] = Set(column)
            #expect(ids[name]?.count == column.count, "\(name)")
        }
        for (file, column, target) in references {
            let values = try folder.table(file, of: package).column(column).flatMap { $0.split(separator: ",") }
            let missing = Set(values.map(String.init)).subtracting(ids[target] ?? [])
            #expect(missing.isEmpty && !values.isEmpty, "\(file) \(column)")
        }
    }

    private let references = [
        ("orgs", "parentSourcedId", "orgs"), ("academicSessions", "parentSourcedId", "academicSessions"),
        ("courses", "schoolYearSourcedId", "academicSessions"), ("courses", "orgSourcedId", "orgs"),
        ("classes", "courseSourcedId", "courses"), ("classes", "schoolSourcedId", "orgs"),
        ("classes", "termSourcedIds", "academicSessions"), ("users", "agentSourcedIds", "users"),
        ("users", "primaryOrgSourcedId", "orgs"), ("roles", "userSourcedId", "users"),
        ("roles", "orgSourcedId", "orgs"), ("enrollments", "classSourcedId", "classes"),
        ("enrollments", "schoolSourcedId", "orgs"), ("enrollments", "userSourcedId", "users"),
        ("demographics", "sourcedId", "users"),
    ]

    /// OneRoster CSV binding 1.2, as the sample package of the standard has it.
    private let bindingColumns = [
        "academicSessions": "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
        "classes": """
        sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,\
        termSourcedIds,subjects,subjectCodes,periods
        """,
        "courses": """
        sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,\
        subjectCodes
        """,
        "demographics": """
        sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,\
        nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,\
        countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus
        """,
        "enrollments": """
        sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
        """,
        "manifest": "propertyName,value",
        "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
        "roles": """
        sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,\
        userProfileSourcedId
        """,
        "users": """
        sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,\
        email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,\
        preferredFamilyName,primaryOrgSourcedId,pronouns
        """,
    ]
}
