import Base

extension Sample.Rosters {
    /// Religious and ethics education across homerooms: lutheran by level from year 7, the others by bands of years.
    mutating func writeBeliefs(of index: Int, faculty: inout Sample.Faculty) throws {
        let school = census.municipality.schools[index]
        let beliefs = Sample.Subject.beliefs(isSwedish: school.isSwedish)
        for level in 7...9 {
            let pupils = placement.pupils(of: index, level: level).filter { census.pupils[$0].belief == 0 }
            try writeMixed(pupils, limit: 24, subject: beliefs[0], levels: level...level, of: school, faculty: &faculty)
        }
        for belief in 1..<beliefs.count {
            for levels in [1...2, 3...4, 5...6, 7...9] {
                let pupils = placement.pupils(of: index, levels: levels).filter { census.pupils[$0].belief == belief }
                try writeMixed(
                    pupils, limit: 20, subject: beliefs[belief], levels: levels, of: school, faculty: &faculty)
            }
        }
    }

    /// Two electives for every pupil of years 8 and 9.
    mutating func writeElectives(of index: Int, faculty: inout Sample.Faculty, dice: inout Sample.Dice) throws {
        let school = census.municipality.schools[index]
        let electives = Sample.Subject.electives(isSwedish: school.isSwedish)
        for level in 8...9 {
            var choices = Array(repeating: [Int](), count: electives.count)
            for pupil in placement.pupils(of: index, level: level) {
                let first = dice.below(electives.count)
                choices[first].append(pupil)
                choices[(first + 1 + dice.below(electives.count - 1)) % electives.count].append(pupil)
            }
            for (elective, pupils) in zip(electives, choices) {
                try writeMixed(
                    pupils, limit: 18, subject: elective, levels: level...level, of: school, faculty: &faculty)
            }
        }
    }

    private mutating func writeMixed(
        _ pupils: [Int], limit: Int, subject: (code: String, title: String), levels: ClosedRange<Int>,
        of school: Sample.School, faculty: inout Sample.Faculty
    ) throws {
        let span = levels.count == 1 ? "\(levels.lowerBound)" : "\(levels.lowerBound)–\(levels.upperBound)"
        let grades = levels.map(String.init).joined(separator: ",")
        let parts = Sample.Rosters.divided(pupils, limit: limit)
        for (number, part) in parts.enumerated() {
            let suffix = parts.count == 1 ? "" : " \(number + 1)"
            let course = try course(
                "\(subject.title) \(span)", code: "\(subject.code)\(span)", grades: grades, subject: subject, in: school
            )
            let group = Group(
                title: "\(span) \(Sample.Rosters.lowered(subject.title))\(suffix)",
                code: "\(span)-\(subject.code)\(suffix)", course: course, isHomeroom: false, grades: grades,
                location: "C\(levels.lowerBound)0\(number % 9 + 1)", sessions: year.termIDs, subject: subject,
                teacher: faculty.teacher(of: subject.code))
            try write(group, of: school, seats: part.map { Seat(pupil: $0) })
        }
    }
}
