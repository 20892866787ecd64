import Base

extension Sample {
    /// Writes the courses, groups and memberships of one municipality.
    struct Rosters {
        /// A pupil's seat in a group; empty dates leave it open.
        struct Seat {
            let pupil: Int
            var begins = ""
            var ends = ""
        }

        /// A group that is about to be written.
        struct Group {
            let title: String
            let code: String
            let course: String
            let isHomeroom: Bool
            let grades: String
            let location: String
            let sessions: String
            let subject: (code: String, title: String)?
            var teacher: Int?
            var coTeacher: Int?
            var assistant: Int?
        }

        let census: Census
        let placement: Placement
        let year: SchoolYear
        private let sheets: Sheets
        private var courses: [String: String] = [:]
        private var counts = (courses: 0, groups: 0, memberships: 0)

        init(_ census: Census, placement: Placement, year: SchoolYear, sheets: Sheets) {
            (self.census, self.placement, self.year, self.sheets) = (census, placement, year, sheets)
        }

        /// The course with this title in a school, written when it is first needed.
        mutating func course(
            _ title: String, code: String, grades: String, subject: (code: String, title: String)?, in school: School
        ) throws -> String {
            let key = "\(school.number) \(code) \(title)"
            if let id = courses[key] { return id }
            counts.courses += 1
            let id = "k-" + Rosters.digits(counts.courses, 5)
            courses[key] = id
            try sheets.courses.row([
                id, "", "", year.whole.id, title, code, grades, school.orgID, subject?.title ?? "", subject?.code ?? "",
            ])
            return id
        }

        mutating func write(_ group: Group, of school: School, seats: [Seat]) throws {
            counts.groups += 1
            let id = "g-" + Rosters.digits(counts.groups, 6)
            try sheets.classes.row([
                id, "", "", group.title, group.grades, group.course, group.code,
                group.isHomeroom ? "homeroom" : "scheduled", group.location, school.orgID, group.sessions,
                group.subject?.title ?? "", group.subject?.code ?? "", "",
            ])
            for (person, role, primary) in [
                (group.teacher, "teacher", "true"), (group.coTeacher, "teacher", "false"),
                (group.assistant, "ext:aide", ""),
            ] {
                guard let person else { continue }
                try enrol(census.staff[person].id, in: id, of: school, role: role, primary: primary)
            }
            for seat in seats {
                try enrol(
                    census.pupils[seat.pupil].id, in: id, of: school, role: "student", begins: seat.begins,
                    ends: seat.ends)
            }
        }

        private mutating func enrol(
            _ person: String, in group: String, of school: School, role: String, primary: String = "",
            begins: String = "", ends: String = ""
        ) throws {
            counts.memberships += 1
            let id = "e-" + Rosters.digits(counts.memberships, 7)
            try sheets.enrollments.row([id, "", "", group, school.orgID, person, role, primary, begins, ends])
        }

        private static func digits(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }

        /// `pupils` in the fewest groups of at most `limit`, as even as can be.
        static func divided(_ pupils: [Int], limit: Int) -> [[Int]] {
            let count = (pupils.count + limit - 1) / limit
            return (0..<count).map { part in
                Array(pupils[(pupils.count * part / count)..<(pupils.count * (part + 1) / count)])
            }
        }

        /// "Englanti" within a title: "7A englanti".
        static func lowered(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }

        static func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index % 26))) }
    }
}
