import Foundation
import Rostering
import Testing

@Suite struct SampleGroupTests {
    @Test(arguments: [50, 2000])
    func `years one to nine are all there`(_ pupils: Int) throws {
        let grades = Set(try SampleFolder(pupils: pupils).table("users").column("grades"))
        #expect(grades.isSuperset(of: (1...9).map(String.init)))
    }

    @Test func `homerooms have eighteen to twenty-five pupils`() throws {
        let folder = try SampleFolder(pupils: 2000)
        for package in [1, 2] {
            let classes = try folder.table("classes", of: package)
            let homerooms = zip(classes.column("sourcedId"), classes.pairs("classType", "grades"))
                .filter { $0.1.0 == "homeroom" && !$0.1.1.isEmpty }.map(\.0)
            let sizes = try sizes(of: package, in: folder)
            #expect(homerooms.count > 20)
            for homeroom in homerooms { #expect((18...25).contains(sizes[homeroom] ?? 0), "\(homeroom)") }
        }
    }

    @Test func `every group has a teacher and nobody is in a group twice at once`() throws {
        let folder = try SampleFolder(pupils: 2000)
        let enrollments = try folder.table("enrollments")
        let taught = Set(enrollments.pairs("classSourcedId", "primary").filter { $0.1 == "true" }.map(\.0))
        #expect(taught == Set(try folder.table("classes").column("sourcedId")))
        let seats = enrollments.pairs("classSourcedId", "userSourcedId").map { "\($0.0) \($0.1)" }
        #expect(Set(seats).count == seats.count)
    }

    @Test func `some pupils change homerooms during the year`() throws {
        let ends = Set(try SampleFolder(pupils: 2000).table("enrollments").column("endDate"))
        #expect(ends.isSuperset(of: ["2026-10-19", "2027-01-07", "2027-08-01"]))
    }

    @Test func `the Swedish-speaking school has Swedish groups`() throws {
        let folder = try SampleFolder(pupils: 2000)
        let orgs = try folder.table("orgs").pairs("sourcedId", "name")
        let school = try #require(orgs.first { $0.1 == "Sjöstads svenska skola" }?.0)
        let titles = try folder.table("classes").pairs("schoolSourcedId", "title").filter { $0.0 == school }.map(\.1)
        #expect(titles.contains("3A modersmål och litteratur") && titles.contains("7A finska"))
        #expect(!titles.contains { $0.contains("matematiikka") })
    }

    @Test func `the pupil and the mathematics teacher of the cast meet in a group`() throws {
        let folder = try SampleFolder(pupils: 2000)
        let people = try [SampleSummary.Part.pupil, .subjectTeacher].map { part in
            try #require(folder.summary.members(part).first?.records.first?.sourceID)
        }
        let groups = try Dictionary(
            grouping: folder.table("enrollments").pairs("userSourcedId", "classSourcedId"), by: \.0
        ).mapValues { Set($0.map(\.1)) }
        #expect(!(groups[people[0]] ?? []).isDisjoint(with: groups[people[1]] ?? []))
    }

    @Test func `each teacher of a municipality has a code of three or four letters`() throws {
        let codes = try SampleFolder(pupils: 2000).table("users").column("metadata.teacherCode").filter { !$0.isEmpty }
        #expect(codes.count > 80 && Set(codes).count == codes.count)
        #expect(codes.allSatisfy { (3...4).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isUppercase } })
    }

    /// Pupils who stay to the end of the year, by group.
    private func sizes(of package: Int, in folder: SampleFolder) throws -> [String: Int] {
        let enrollments = try folder.table("enrollments", of: package)
        let staying = zip(enrollments.pairs("classSourcedId", "role"), enrollments.column("endDate"))
            .filter { $0.0.1 == "student" && $0.1 == "2027-08-01" }.map(\.0.0)
        return Dictionary(grouping: staying, by: \.self).mapValues(\.count)
    }
}
