package import Base
package import Foundation

/// Two neighbouring invented municipalities as OneRoster 1.2 packages: the same arguments give the same bytes.
package struct SampleMunicipalities: Sendable {
    /// How many pupils a sample can have.
    package static let sizes = 50...200_000

    private let pupils: Int
    private let seed: UInt64
    private let year: Sample.SchoolYear

    /// `pupils` in both municipalities together; `today` decides the school year and the ages.
    package init(pupils: Int, seed: UInt64, today: CivilDate) {
        (self.pupils, self.seed, year) = (pupils, seed, Sample.SchoolYear(today: today))
    }

    /// Writes `folder`/1 and `folder`/2, each a complete bulk package, and returns what a demo needs to know of them.
    /// `Fault.invalid` when the number of pupils is not one of `sizes`.
    package func write(to folder: URL) throws -> SampleSummary {
        guard SampleMunicipalities.sizes.contains(pupils) else {
            throw Fault(.invalid, log: "a sample has from 50 to 200000 pupils")
        }
        var dice = Sample.Dice(seed: seed)
        var registers = Sample.Registers(seed: dice.next())
        var censuses: [Sample.Census] = []
        var packages: [SampleSummary.Package] = []
        for municipality in Sample.Municipality.both(pupils: pupils) {
            var census = settle(municipality, beside: censuses.first, registers: &registers, dice: &dice)
            let placement = Sample.Placement(&census, year: year, dice: &dice)
            let written = try Sample.PackageWriter.write(
                census, placement: placement, year: year, to: folder.appending(path: municipality.folder), dice: &dice)
            packages.append(SampleSummary.Package(census, groups: written.groups, memberships: written.memberships))
            censuses.append(census)
        }
        let cast =
            censuses.count == 2 ? Sample.Cast(first: censuses[0], second: censuses[1], today: year.today).members : []
        return SampleSummary(packages: packages, cast: cast)
    }

    private func settle(
        _ municipality: Sample.Municipality, beside first: Sample.Census?, registers: inout Sample.Registers,
        dice: inout Sample.Dice
    ) -> Sample.Census {
        registers.begin(at: municipality.firstPerson)
        let staff = Sample.Hiring(for: municipality, registers: &registers, dice: &dice).staff
        let inhabitants = municipality.schools.flatMap(\.seats.values).reduce(0, +)
        let plan = Sample.Homes.Plan(
            linkEvery: max(3, inhabitants / (2 * max(2, pupils / 150))), linksAreTaken: first != nil,
            protected: first == nil ? 11 : 5)
        let neighbours = first.map { first in first.links.map { (link: $0, guardian: first.guardians[$0.guardian]) } }
        return Sample.Families.settle(
            Sample.Census(municipality, staff: staff), neighbours: neighbours ?? [], plan: plan, year: year,
            registers: &registers, dice: &dice)
    }
}
