import Base

extension Sample {
    /// Fills the seats of a municipality's schools family by family.
    struct Families {
        private typealias Seat = (school: Int, level: Int)

        private let year: SchoolYear
        private var seats: [[Int: Int]]
        private var families = 0
        private var census: Census

        /// `neighbours` are the guardians of the first municipality who have children here too.
        static func settle(
            _ census: Census, neighbours: [(link: Link, guardian: Guardian)], plan: Homes.Plan, year: SchoolYear,
            registers: inout Registers, dice: inout Dice
        ) -> Census {
            var families = Families(census, year: year)
            var homes = Homes(plan: plan, staff: census.staff, neighbours: neighbours, year: year)
            for (index, school) in census.municipality.schools.enumerated() {
                for level in school.levels {
                    while let left = families.seats[index][level], left > 0 {
                        families.settle((index, level), homes: &homes, registers: &registers, dice: &dice)
                    }
                }
            }
            return families.census
        }

        private init(_ census: Census, year: SchoolYear) {
            (self.census, self.year) = (census, year)
            seats = census.municipality.schools.map(\.seats)
        }

        private mutating func settle(_ seat: Seat, homes: inout Homes, registers: inout Registers, dice: inout Dice) {
            families += 1
            let isSwedish = census.municipality.schools[seat.school].isSwedish
            let taken = siblings(from: seat, isSwedish: isSwedish, dice: &dice)
            var home = homes.next(
                number: families, isSwedish: isSwedish, in: &census, registers: &registers, dice: &dice)
            var previous: (level: Int, birthDate: CivilDate)?
            for seat in taken {
                if previous != nil { homes.change(&home, in: &census, registers: &registers, dice: &dice) }
                let firstDay = SchoolYear.day(year.birthYear(level: seat.level), 1, 1)
                let drawn = firstDay.adding(days: dice.below(365))
                // Two children of a home on one level are twins.
                let birthDate = previous.flatMap { $0.level == seat.level ? $0.birthDate : nil } ?? drawn
                admit(to: seat, born: birthDate, of: home, registers: &registers, dice: &dice)
                previous = (seat.level, birthDate)
            }
        }

        private mutating func admit(
            to seat: Seat, born birthDate: CivilDate, of home: Homes.Home, registers: inout Registers, dice: inout Dice
        ) {
            let name = Namer.child(
                home.background.names, isGirl: dice.chance(perMille: 490), family: home.family, dice: &dice)
            let address = registers.namer.address(of: name, in: "\(census.municipality.slug).example")
            census.pupils.append(
                Pupil(
                    id: registers.personID(), name: name, school: seat.school, level: seat.level, birthDate: birthDate,
                    language: home.background.language, isProtected: home.isProtected, belief: home.belief,
                    username: address.local, email: address.email, learnerNumber: registers.learnerNumber(),
                    guardianships: home.guardianships))
            for guardianship in home.guardianships {
                census.guardians[guardianship.guardian].children += 1
                if !census.guardians[guardianship.guardian].schools.contains(seat.school) {
                    census.guardians[guardianship.guardian].schools.append(seat.school)
                }
            }
        }

        /// The seats of the home's children, youngest first: mostly two to four years apart, and of the same school.
        private mutating func siblings(from seat: Seat, isSwedish: Bool, dice: inout Dice) -> [Seat] {
            var taken = [seat]
            take(seat)
            for _ in 0..<dice.index(weights: [430, 390, 130, 35, 15]) {
                let level = taken[taken.count - 1].level + dice.index(weights: [30, 130, 340, 270, 140, 90])
                let near = free(level, beside: seat, isSwedish) ?? free(level + 1, beside: seat, isSwedish)
                guard let next = near else { break }
                take(next)
                taken.append(next)
            }
            return taken
        }

        private func free(_ level: Int, beside seat: Seat, _ isSwedish: Bool) -> Seat? {
            if seats[seat.school][level] ?? 0 > 0 { return (seat.school, level) }
            guard level > 9, !isSwedish else { return nil }
            return census.municipality.upperSecondarySchools.first { seats[$0][level] ?? 0 > 0 }.map { ($0, level) }
        }

        private mutating func take(_ seat: Seat) { seats[seat.school][seat.level, default: 0] -= 1 }
    }
}
