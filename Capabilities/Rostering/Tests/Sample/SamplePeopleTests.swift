import Base
import Foundation
import Rostering
import Testing

@Suite struct SamplePeopleTests {
    @Test func `no file holds a personal identity code`() throws {
        let pattern = /\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]/
        for bytes in try SampleFolder(pupils: 300).bytes() {
            #expect(String(decoding: bytes, as: UTF8.self).firstMatch(of: pattern) == nil)
        }
    }

    @Test func `learner numbers are of the test node, right and given once`() throws {
        let folder = try SampleFolder(pupils: 2000)
        let numbers = try [1, 2].flatMap { package in
            try folder.table("users", of: package).column("metadata.learnerNumber").filter { !$0.isEmpty }
        }
        #expect(numbers.count == 2000 + folder.summary.packages.map(\.staff).reduce(0, +))
        #expect(Set(numbers).count == numbers.count)
        let read = numbers.compactMap { LearnerNumber($0) }
        #expect(read.count == numbers.count && read.allSatisfy { $0.node == 98 && $0.hasRightCheckDigit })
    }

    @Test func `municipalities and schools have identifiers of the right form`() throws {
        let folder = try SampleFolder(pupils: 2000)
        for package in [1, 2] {
            let orgs = try folder.table("orgs", of: package)
            #expect(orgs.column("identifier").allSatisfy { OrganisationOID($0) != nil })
            #expect(orgs.column("metadata.businessId").count { BusinessID($0) != nil } == 1)
            #expect(orgs.column("metadata.slug").compactMap { Slug($0) }.count == 1)
            let codes = orgs.column("metadata.schoolCode").filter { !$0.isEmpty }
            #expect(codes.count == orgs.rows.count - 1 && codes.allSatisfy { SchoolCode($0) != nil })
        }
    }

    @Test func `siblings share a guardian, and most homes have one or two`() throws {
        let agents = try SampleFolder(pupils: 300).table("users").column("agentSourcedIds").filter { !$0.isEmpty }
        let children = Dictionary(grouping: agents.flatMap { $0.split(separator: ",") }, by: \.self).mapValues(\.count)
        #expect(children.values.contains { $0 > 1 } && children.values.max() ?? 0 < 7)
        #expect(Set(agents.map { $0.split(separator: ",").count }).isSuperset(of: [1, 2]))
    }

    @Test(arguments: [50, 2000])
    func `a guardian has children in both municipalities under two ids`(_ pupils: Int) throws {
        let folder = try SampleFolder(pupils: pupils)
        let guardian = try #require(folder.summary.members(.guardianInBoth).first)
        #expect(guardian.records.map(\.slug) == ["jarvikaupunki", "koivula"])
        #expect(guardian.records[0].sourceID != guardian.records[1].sourceID)
        for (package, record) in guardian.records.enumerated() {
            let users = try folder.table("users", of: package + 1)
            #expect(
                users.column("agentSourcedIds").contains { $0.split(separator: ",").contains("\(record.sourceID)") })
            let names = users.rows.first { $0[0] == record.sourceID }?[6...7]
            #expect(names == [guardian.name.given, guardian.name.family])
        }
    }

    @Test(arguments: [300, 2000])
    func `protected pupils exist, their siblings too, and none is in the cast`(_ pupils: Int) throws {
        let folder = try SampleFolder(pupils: pupils)
        let cast = Set(folder.summary.cast.flatMap(\.records).map(\.sourceID))
        for package in [1, 2] {
            let users = try folder.table("users", of: package)
            let protected = users.pairs("sourcedId", "metadata.protected").filter { $0.1 == "true" }.map(\.0)
            #expect(!protected.isEmpty && cast.isDisjoint(with: protected))
            let children = users.pairs("agentSourcedIds", "metadata.protected").filter { !$0.0.isEmpty }
            let byGuardian = Dictionary(grouping: children) { $0.0.split(separator: ",")[0] }
            #expect(byGuardian.values.allSatisfy { Set($0.map(\.1)).count == 1 })
        }
    }

    @Test func `scopes and dates of guardians run parallel to the guardians`() throws {
        let users = try SampleFolder(pupils: 2000).table("users")
        for column in ["metadata.guardianScope", "metadata.guardianFrom", "metadata.guardianTo"] {
            let used = users.pairs("agentSourcedIds", column).filter { !$0.1.isEmpty }
            #expect(!used.isEmpty)
            #expect(
                used.allSatisfy { $0.0.components(separatedBy: ",").count == $0.1.components(separatedBy: ",").count })
        }
        let scopes = Set(users.column("metadata.guardianScope").flatMap { $0.components(separatedBy: ",") })
        #expect(scopes == ["", "information", "limited:absences+homework"])
    }

    /// A summer belongs to the school year that it leads to.
    @Test(arguments: [("2026-11-23", 2026), ("2026-08-01", 2026), ("2027-05-31", 2026), ("2027-07-31", 2027)])
    func `pupils turn seven in the year they begin, and a student is of age`(_ today: String, _ begins: Int) throws {
        let folder = try SampleFolder(pupils: 120, today: today)
        let born = try Dictionary(
            uniqueKeysWithValues: folder.table("demographics").pairs("sourcedId", "birthDate"))
        for (id, grade) in try folder.table("users").pairs("sourcedId", "grades") where !grade.isEmpty {
            let year = born[id].flatMap { Int($0.prefix(4)) } ?? 0
            #expect(begins - year == 6 + (Int(grade) ?? 0))
        }
        let student = try #require(folder.summary.members(.adultStudent).first?.records.first)
        let birthDate = try #require(born[student.sourceID].flatMap { CivilDate($0) })
        let day = try #require(CivilDate(today))
        #expect(birthDate.age(on: day) >= 18)
    }

    @Test func `the cast of a demo is complete and each person has the role of the part`() throws {
        let folder = try SampleFolder(pupils: 2000)
        #expect(Set(folder.summary.cast.map(\.part)) == Set(SampleSummary.Part.allCases))
        let roles = try Dictionary(
            grouping: folder.table("roles").pairs("userSourcedId", "role"), by: \.0
        ).mapValues { Set($0.map(\.1)) }
        for (part, role) in castRoles {
            let person = try #require(folder.summary.members(part).first?.records.first)
            #expect(roles[person.sourceID] == role, "\(part)")
        }
        #expect(folder.summary.members(.administrator).map { $0.records[0].slug } == ["jarvikaupunki", "koivula"])
    }

    private let castRoles: [(SampleSummary.Part, Set<String>)] = [
        (.pupil, ["student"]), (.adultStudent, ["student"]), (.guardianInBoth, ["guardian"]),
        (.guardianOfOne, ["guardian"]), (.classTeacher, ["teacher"]), (.subjectTeacher, ["teacher"]),
        (.swedishTeacher, ["teacher"]), (.principal, ["principal"]), (.assistant, ["aide"]), (.office, ["ext:office"]),
        (.teacherWithChildren, ["teacher", "guardian"]), (.administrator, ["ext:office"]),
    ]
}
