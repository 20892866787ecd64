package import Base

/// What was written, and the invented people whom a demo shows.
package struct SampleSummary: Sendable {
    /// One municipality's package.
    package struct Package: Hashable, Sendable {
        /// The folder inside the one that was named, "1" or "2".
        package let folder: String
        package let name: TranslatedName
        package let slug: String
        package let oid: String
        package let schools: Int
        package let pupils: Int
        package let guardians: Int
        package let staff: Int
        package let groups: Int
        package let memberships: Int
        package let protectedPersons: Int
    }

    /// A part in the demo, in the order in which it is told.
    package enum Part: String, CaseIterable, Sendable {
        case pupil, adultStudent, guardianInBoth, guardianOfOne, classTeacher, subjectTeacher, swedishTeacher, principal
        case assistant, office, teacherWithChildren, administrator
    }

    /// Where a person is found: the provider's slug and the `sourcedId` in its users.csv.
    package struct Record: Hashable, Sendable {
        package let slug: String
        package let sourceID: String
    }

    /// One person of the cast; never a protected one.
    package struct Member: Hashable, Sendable {
        package let part: Part
        package let name: PersonName
        /// The school or the municipality, in its own language.
        package let place: String
        /// One record, or two for the guardian with children in both municipalities.
        package let records: [Record]
    }

    package let packages: [Package]
    /// In the order of `Part`; an administrator for each municipality. A very small sample may lack a part.
    package let cast: [Member]

    /// The members who play a part.
    package func members(_ part: Part) -> [Member] { cast.filter { $0.part == part } }
}

extension SampleSummary.Package {
    init(_ census: Sample.Census, groups: Int, memberships: Int) {
        let municipality = census.municipality
        (folder, name, slug, oid) = (municipality.folder, municipality.name, municipality.slug, municipality.oid)
        (schools, pupils) = (municipality.schools.count, census.pupils.count)
        (guardians, staff) = (census.guardians.count, census.staff.count)
        (self.groups, self.memberships) = (groups, memberships)
        protectedPersons =
            census.pupils.count { $0.isProtected } + census.guardians.count { $0.isProtected }
    }
}
