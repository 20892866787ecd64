import Base

extension Sample.Rosters {
    /// An upper secondary school: groups with an adviser, and study units of one period each.
    mutating func writeUpperSecondary(_ index: Int, dice: inout Sample.Dice) throws {
        let school = census.municipality.schools[index]
        var faculty = Sample.Faculty(of: index, in: census.staff)
        for level in school.levels {
            for parallel in 0..<(school.parallels[level] ?? 1) {
                try writeAdviserGroup(level, parallel, of: index, faculty: &faculty)
            }
        }
        for (number, period) in year.periods.enumerated() {
            for level in 10...12 {
                // A fourth-year student finishes what is left with the third year, in the autumn only.
                let late = level == 12 && number < 2 ? placement.pupils(of: index, level: 13) : []
                let students = placement.pupils(of: index, level: level) + late
                for unit in Sample.StudyUnit.taught(level: level, period: number) {
                    let taking = dice.shuffled(students.filter { _ in dice.chance(perMille: 900) })
                    try writeUnit(unit, in: period, students: taking, of: school, faculty: &faculty)
                }
            }
        }
    }

    /// "26A" began its studies in 2026.
    private mutating func writeAdviserGroup(
        _ level: Int, _ parallel: Int, of index: Int, faculty: inout Sample.Faculty
    ) throws {
        let school = census.municipality.schools[index]
        let students = placement.pupils(of: index, level: level).filter { census.pupils[$0].homeroom == parallel }
        guard !students.isEmpty else { return }
        let began = String(year.startYear - (level - 10)).suffix(2)
        let name = "\(began)\(Sample.Rosters.letter(parallel))"
        let course = try course("Ryhmänohjaus", code: "RO", grades: "", subject: nil, in: school)
        let group = Group(
            title: name, code: name, course: course, isHomeroom: true, grades: "",
            location: "L\(100 + (level - 10) * 10 + parallel)", sessions: year.termIDs, subject: nil,
            teacher: faculty.adviser())
        let (begins, ends) = (year.whole.begins.description, year.whole.ends.description)
        try write(group, of: school, seats: students.map { Seat(pupil: $0, begins: begins, ends: ends) })
    }

    private mutating func writeUnit(
        _ unit: Sample.StudyUnit, in period: Sample.SchoolYear.Session, students: [Int], of school: Sample.School,
        faculty: inout Sample.Faculty
    ) throws {
        let subject = (code: unit.subject, title: unit.subjectTitle)
        let (begins, ends) = (period.begins.description, period.ends.description)
        for (number, part) in Sample.Rosters.divided(students, limit: 30).enumerated() {
            let course = try course(unit.title, code: unit.code, grades: "", subject: subject, in: school)
            let group = Group(
                title: "\(unit.code).\(number + 1) \(Sample.Rosters.lowered(unit.subjectTitle))",
                code: "\(unit.code).\(number + 1)", course: course, isHomeroom: false, grades: "",
                location: "L\(200 + number)", sessions: period.id, subject: subject,
                teacher: faculty.teacher(of: unit.subject))
            try write(group, of: school, seats: part.map { Seat(pupil: $0, begins: begins, ends: ends) })
        }
    }
}
