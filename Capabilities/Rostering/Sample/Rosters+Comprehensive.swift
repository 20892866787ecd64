import Base

extension Sample.Rosters {
    /// A comprehensive school: homerooms with their subjects, then the groups that mix homerooms.
    mutating func writeComprehensive(_ index: Int, dice: inout Sample.Dice) throws {
        let school = census.municipality.schools[index]
        var faculty = Sample.Faculty(of: index, in: census.staff)
        var homerooms = 0
        for level in school.levels {
            for parallel in 0..<(school.parallels[level] ?? 1) {
                let room = homeroom(level, parallel, number: homerooms, of: index, faculty: &faculty)
                homerooms += 1
                guard !room.seats.isEmpty else { continue }
                try writeHomeroom(room, of: school)
                try writeSubjects(of: room, in: school, faculty: &faculty)
            }
        }
        try writeBeliefs(of: index, faculty: &faculty)
        try writeElectives(of: index, faculty: &faculty, dice: &dice)
    }

    /// A homeroom with the people who follow it through the day.
    private struct Homeroom {
        let level: Int
        let name: String
        let location: String
        let teacher: Int?
        let assistant: Int?
        let specialTeacher: Int?
        let seats: [Seat]
    }

    private func homeroom(
        _ level: Int, _ parallel: Int, number: Int, of school: Int, faculty: inout Sample.Faculty
    ) -> Homeroom {
        let isYoung = level <= 6
        let own = isYoung && number < faculty.classTeachers.count ? faculty.classTeachers[number] : faculty.adviser()
        func everyThird(_ people: [Int]) -> Int? {
            people.isEmpty || number % 3 != 0 ? nil : people[number / 3 % people.count]
        }
        return Homeroom(
            level: level, name: "\(level)\(Sample.Rosters.letter(parallel))",
            location: "\(isYoung ? "A" : "B")\(level * 10 + parallel + 100)", teacher: own,
            assistant: everyThird(faculty.assistants), specialTeacher: everyThird(faculty.specialTeachers),
            seats: seats(level, parallel, of: school))
    }

    /// The homeroom's pupils, with those who left it or come to it during the year.
    private func seats(_ level: Int, _ parallel: Int, of school: Int) -> [Seat] {
        let (first, last) = (year.whole.begins.description, year.whole.ends.description)
        return placement.pupils(of: school, level: level).compactMap { index in
            let pupil = census.pupils[index]
            if pupil.homeroom == parallel {
                return Seat(pupil: index, begins: pupil.moved?.on.description ?? first, ends: last)
            }
            guard let moved = pupil.moved, moved.from == parallel else { return nil }
            return Seat(pupil: index, begins: first, ends: moved.on.description)
        }
    }

    private mutating func writeHomeroom(_ room: Homeroom, of school: Sample.School) throws {
        let title = school.isSwedish ? "Hemklass" : "Kotiluokka"
        let course = try course(title, code: "KL", grades: "", subject: nil, in: school)
        let group = Group(
            title: room.name, code: room.name, course: course, isHomeroom: true, grades: String(room.level),
            location: room.location, sessions: year.termIDs, subject: nil, teacher: room.teacher,
            assistant: room.assistant)
        try write(group, of: school, seats: room.seats)
    }

    private mutating func writeSubjects(
        of room: Homeroom, in school: Sample.School, faculty: inout Sample.Faculty
    ) throws {
        // Only those who changed homerooms need dates in its subjects.
        let seats = room.seats.map { census.pupils[$0.pupil].moved == nil ? Seat(pupil: $0.pupil) : $0 }
        for subject in Sample.Subject.shared(isSwedish: school.isSwedish) where subject.levels.contains(room.level) {
            let isOwn = room.level <= 6 && subject.isClassTeachers
            let isCore = ["AI", "MA"].contains(subject.code)
            try writeTeaching(
                (subject.code, subject.title), level: room.level, room: room, seats: seats,
                teacher: isOwn ? room.teacher : faculty.teacher(of: subject.code), isCore: isCore, in: school)
        }
        let lutherans = seats.filter { census.pupils[$0.pupil].belief == 0 }
        guard room.level <= 6, !lutherans.isEmpty else { return }
        try writeTeaching(
            Sample.Subject.beliefs(isSwedish: school.isSwedish)[0], level: room.level, room: room, seats: lutherans,
            teacher: room.teacher, isCore: false, in: school)
    }

    private mutating func writeTeaching(
        _ subject: (code: String, title: String), level: Int, room: Homeroom, seats: [Seat], teacher: Int?,
        isCore: Bool, in school: Sample.School
    ) throws {
        let course = try course(
            "\(subject.title) \(level)", code: "\(subject.code)\(level)", grades: String(level), subject: subject,
            in: school)
        let group = Group(
            title: "\(room.name) \(Sample.Rosters.lowered(subject.title))", code: "\(room.name)-\(subject.code)",
            course: course, isHomeroom: false, grades: String(level), location: room.location,
            sessions: year.termIDs, subject: subject, teacher: teacher,
            coTeacher: isCore ? room.specialTeacher : nil, assistant: isCore ? room.assistant : nil)
        try write(group, of: school, seats: seats)
    }
}
