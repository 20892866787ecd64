import Base

extension Sample {
    /// A school of the plan: its names, its language and how many pupils sit on each level.
    struct School: Sendable {
        enum Kind { case comprehensive, upperSecondary }

        let kind: Kind
        let isSwedish: Bool
        let name: TranslatedName
        let oid: String
        let code: String
        /// Homerooms on each level.
        let parallels: [Int: Int]
        /// Pupils on each level: 1–9, or 10–13 for the years of upper secondary school.
        let seats: [Int: Int]
        let number: Int

        var orgID: String { "o-\(number + 1)" }
        var levels: ClosedRange<Int> { kind == .comprehensive ? 1...9 : 10...13 }
        /// The name in the school's own language.
        var ownName: String { name(in: isSwedish ? .sv : .fi) }

        /// Comprehensive schools with homerooms of about 20 pupils, at most three on a level; `swedishShare` is per
        /// thousand.
        static func comprehensive(pupils: Int, swedishShare: Int, in place: Int) -> [School] {
            let swedish = pupils * swedishShare / 1000
            let finnish = schools(for: pupils - swedish, in: place, from: 0, isSwedish: false)
            guard swedish > 0 else { return finnish }
            return finnish + schools(for: swedish, in: place, from: finnish.count, isSwedish: true)
        }

        private static func schools(for pupils: Int, in place: Int, from first: Int, isSwedish: Bool) -> [School] {
            let homerooms = max(1, (pupils + 99) / 198)
            let count = homerooms < 3 ? 1 : max(2, (homerooms + 2) / 3)
            var left = (pupils: pupils, homerooms: homerooms)
            return (0..<count).map { index in
                let parallels = (left.homerooms + count - index - 1) / (count - index)
                let share = index == count - 1 ? left.pupils : pupils * parallels / homerooms
                left = (left.pupils - share, left.homerooms - parallels)
                return School(
                    place: place, index: first + index, pupils: share, parallels: parallels,
                    name: isSwedish && index == 0 ? PlaceNames.swedish : PlaceNames.school(first + index, in: place),
                    isSwedish: isSwedish)
            }
        }

        /// One upper secondary school, more only where it would pass 900 students.
        static func upperSecondary(students: Int, in place: Int) -> [School] {
            let count = (students + 899) / 900
            return (0..<count).map { index in
                let share = students / count + (index < students % count ? 1 : 0)
                // One in twenty takes a fourth year, at least one: there is always somebody of age.
                let fourth = max(1, share / 20)
                let seats = split(share - fourth, over: 10...12).merging([13: fourth]) { $1 }
                return School(
                    kind: .upperSecondary, isSwedish: false, name: PlaceNames.upperSecondary(index),
                    place: place, index: 900 + index, seats: seats,
                    parallels: seats.mapValues { max(1, ($0 + 12) / 25) })
            }
        }

        private init(place: Int, index: Int, pupils: Int, parallels: Int, name: TranslatedName, isSwedish: Bool) {
            let seats = School.split(pupils, over: 1...9)
            self.init(
                kind: .comprehensive, isSwedish: isSwedish, name: name, place: place, index: index, seats: seats,
                parallels: seats.mapValues { _ in parallels })
        }

        private init(
            kind: Kind, isSwedish: Bool, name: TranslatedName, place: Int, index: Int, seats: [Int: Int],
            parallels: [Int: Int]
        ) {
            (self.kind, self.isSwedish, self.name) = (kind, isSwedish, name)
            oid = Identifiers.organisation(number: place, unit: index + 1)
            // 90000 and up: above every school code in use.
            code = String(90_000 + place * 3000 + index)
            (self.seats, self.parallels, number) = (seats, parallels, index + 1)
        }

        private static func split(_ pupils: Int, over levels: ClosedRange<Int>) -> [Int: Int] {
            var seats: [Int: Int] = [:]
            for (index, level) in levels.enumerated() {
                seats[level] = pupils / levels.count + (index < pupils % levels.count ? 1 : 0)
            }
            return seats
        }
    }
}
