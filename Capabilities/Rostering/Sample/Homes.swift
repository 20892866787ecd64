import Base

extension Sample {
    /// The homes that pupils come from: one, two or three guardians, their names, and what each may see.
    struct Homes {
        /// How often the rare homes come, counted in families so that small samples have them too.
        struct Plan {
            /// Every so manyth family has, or takes, a guardian shared by the two municipalities.
            let linkEvery: Int
            let linksAreTaken: Bool
            /// This family is protected whatever the dice say.
            let protected: Int
        }

        struct Home {
            let background: Background
            var family: String
            let isProtected: Bool
            let belief: Int
            var guardianships: [Guardianship]
        }

        private let plan: Plan
        private let year: SchoolYear
        private let staff: [Staff]
        private var employed: [Int]
        private var neighbours: [(link: Link, guardian: Guardian)]

        init(plan: Plan, staff: [Staff], neighbours: [(link: Link, guardian: Guardian)], year: SchoolYear) {
            (self.plan, self.year, self.staff, self.neighbours) = (plan, year, staff, neighbours.reversed())
            employed = staff.indices.filter { index in
                staff[index].mayBeGuardian && ["fi", "sv"].contains(staff[index].language) && index % 4 != 0
            }.reversed()
        }

        mutating func next(
            number: Int, isSwedish: Bool, in census: inout Census, registers: inout Registers, dice: inout Dice
        ) -> Home {
            let isProtected = number == plan.protected || dice.chance(perMille: 6)
            let isLinkTurn = !isProtected && number % plan.linkEvery == plan.linkEvery / 2
            if isLinkTurn, plan.linksAreTaken, let neighbour = neighbours.popLast() {
                return neighbouring(neighbour, in: &census, registers: &registers, dice: &dice)
            }
            if !isProtected, !isLinkTurn, number % 9 == 4, let index = employed.popLast() {
                return employee(index, in: &census, registers: &registers, dice: &dice)
            }
            let background = Background.draw(isSwedish: isSwedish, dice: &dice)
            let family = Namer.family(background.names, dice: &dice)
            var home = Home(
                background: background, family: family, isProtected: isProtected,
                belief: dice.index(weights: background.beliefs), guardianships: [])
            let hasOwnName = dice.chance(perMille: 190)
            add(to: &home, isWoman: dice.chance(perMille: 850), ownName: hasOwnName, in: &census, &registers, &dice)
            if isLinkTurn, !plan.linksAreTaken {
                census.links.append(
                    Link(guardian: home.guardianships[0].guardian, background: background, family: family))
            }
            complete(&home, in: &census, registers: &registers, dice: &dice)
            return home
        }

        /// A home changes with the years: one sibling in sixteen has another second guardian.
        mutating func change(_ home: inout Home, in census: inout Census, registers: inout Registers, dice: inout Dice)
        {
            guard home.guardianships.count == 2, !home.isProtected, dice.chance(perMille: 60) else { return }
            home.guardianships.removeLast()
            let family = Namer.family(home.background.names, dice: &dice)
            if dice.chance(perMille: 500) { home.family = family }
            add(
                to: &home, isWoman: dice.chance(perMille: 200), ownName: home.family != family, in: &census, &registers,
                &dice)
        }

        private func neighbouring(
            _ neighbour: (link: Link, guardian: Guardian), in census: inout Census, registers: inout Registers,
            dice: inout Dice
        ) -> Home {
            let (link, known) = neighbour
            // The same person with the same address and number, under this municipality's own id.
            census.guardians.append(
                Guardian(
                    id: registers.personID(), name: known.name, isWoman: known.isWoman, language: known.language,
                    email: known.email, phone: known.phone, isProtected: false, staff: nil))
            let index = census.guardians.count - 1
            census.links.append(Link(guardian: index, background: link.background, family: link.family))
            var home = Home(
                background: link.background, family: link.family, isProtected: false,
                belief: dice.index(weights: link.background.beliefs), guardianships: [Guardianship(guardian: index)])
            complete(&home, in: &census, registers: &registers, dice: &dice)
            return home
        }

        private func employee(
            _ index: Int, in census: inout Census, registers: inout Registers, dice: inout Dice
        ) -> Home {
            let person = staff[index]
            census.guardians.append(
                Guardian(
                    id: person.id, name: person.name, isWoman: person.isWoman, language: person.language,
                    email: person.email, phone: person.phone, isProtected: false, staff: index))
            let background: Background = person.language == "sv" ? .swedish : .finnish
            var home = Home(
                background: background, family: person.name.family, isProtected: false,
                belief: dice.index(weights: background.beliefs),
                guardianships: [Guardianship(guardian: census.guardians.count - 1)])
            complete(&home, in: &census, registers: &registers, dice: &dice)
            return home
        }

        /// The second guardian, now and then a third, and what they may see.
        private func complete(
            _ home: inout Home, in census: inout Census, registers: inout Registers, dice: inout Dice
        ) {
            let others = home.isProtected ? dice.below(2) : dice.index(weights: [170, 812, 18])
            let firstIsWoman = census.guardians[home.guardianships[0].guardian].isWoman
            for number in 0..<others {
                let isWoman = dice.chance(perMille: 20) ? firstIsWoman : !firstIsWoman
                add(
                    to: &home, isWoman: isWoman, ownName: dice.chance(perMille: 260), in: &census,
                    &registers, &dice)
                let last = home.guardianships.count - 1
                if home.isProtected {
                    home.guardianships[last].scope = "information"
                } else {
                    limit(&home.guardianships[last], isThird: number == 1, dice: &dice)
                }
            }
        }

        private func limit(_ guardianship: inout Guardianship, isThird: Bool, dice: inout Dice) {
            let weights = isThird ? [300, 400, 300] : [966, 18, 16]
            guardianship.scope = ["full", "limited:absences+homework", "information"][dice.index(weights: weights)]
            switch dice.index(weights: isThird ? [500, 400, 100] : [970, 15, 15]) {
            case 1: guardianship.begins = SchoolYear.day(year.startYear - 1 - dice.below(3), 8, 1)
            case 2: guardianship.ends = SchoolYear.day(year.startYear + 1, 1 + dice.below(6), 28)
            default: break
            }
        }

        private func add(
            to home: inout Home, isWoman: Bool, ownName: Bool, in census: inout Census, _ registers: inout Registers,
            _ dice: inout Dice
        ) {
            let names = home.background.names
            let family = ownName ? Namer.family(names, dice: &dice) : home.family
            let name = Namer.adult(names, isWoman: isWoman, family: family, dice: &dice)
            // Only the first guardian of a protected home is protected; the other is whom it may be protected from.
            let isProtected = home.isProtected && home.guardianships.isEmpty
            let email = registers.namer.address(of: name, in: "posti.example").email
            census.guardians.append(
                Guardian(
                    id: registers.personID(), name: name, isWoman: isWoman, language: home.background.language,
                    email: dice.chance(perMille: 950) ? email : "", phone: registers.namer.phone(),
                    isProtected: isProtected, staff: nil))
            home.guardianships.append(Guardianship(guardian: census.guardians.count - 1))
        }
    }
}
