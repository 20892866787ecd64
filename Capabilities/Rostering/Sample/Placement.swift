import Base

extension Sample {
    /// Who sits in which homeroom.
    struct Placement {
        /// Places in `Census.pupils` by school and level.
        private(set) var pupils: [[Int: [Int]]]

        /// Deals the pupils of each level into its homerooms; one in a hundred has changed or will change rooms.
        init(_ census: inout Census, year: SchoolYear, dice: inout Dice) {
            pupils = Array(repeating: [:], count: census.municipality.schools.count)
            for (index, pupil) in census.pupils.enumerated() {
                pupils[pupil.school][pupil.level, default: []].append(index)
            }
            for (index, school) in census.municipality.schools.enumerated() {
                for level in school.levels {
                    let parallels = school.parallels[level] ?? 1
                    let order = dice.shuffled(pupils[index][level] ?? [])
                    for (place, pupil) in order.enumerated() {
                        census.pupils[pupil].homeroom = place % parallels
                        guard parallels > 1, level < 10, dice.chance(perMille: 10) else { continue }
                        census.pupils[pupil].moved = ((place + 1) % parallels, dice.pick(year.changeDays))
                    }
                }
            }
        }

        func pupils(of school: Int, level: Int) -> [Int] { pupils[school][level] ?? [] }

        func pupils(of school: Int, levels: ClosedRange<Int>) -> [Int] {
            levels.flatMap { pupils(of: school, level: $0) }
        }
    }
}
