import Base

extension Sample {
    /// Somebody who works for a municipality.
    struct Staff: Sendable {
        enum Duty { case classTeacher, subjectTeacher, specialTeacher, principal, office, assistant }

        let id: String
        let name: PersonName
        let isWoman: Bool
        let language: String
        let duty: Duty
        /// nil works for the whole municipality.
        let school: Int?
        let subjects: [String]
        let teacherCode: String
        let learnerNumber: String
        let username: String
        let email: String
        let phone: String
        /// May also be drawn as a guardian; the people a demo shows have one role each.
        let mayBeGuardian: Bool

        var role: String {
            switch duty {
            case .classTeacher, .subjectTeacher, .specialTeacher: "teacher"
            case .principal: "principal"
            case .office: "ext:office"
            case .assistant: "aide"
            }
        }
    }

    /// What a school's pupils need: how many teachers of which subjects, and the others who keep a school going.
    struct Establishment {
        let posts: [(duty: Staff.Duty, subjects: [String], count: Int)]

        init(for school: School) {
            let parallels = school.parallels
            let homerooms = parallels.values.reduce(0, +)
            let pupils = school.seats.values.reduce(0, +)
            var posts: [(duty: Staff.Duty, subjects: [String], count: Int)] = [
                (.principal, [], 1), (.office, [], 1 + pupils / 600),
                (.specialTeacher, ["AI", "MA"], 1 + homerooms / 12),
            ]
            if school.kind == .comprehensive {
                let young = (1...6).reduce(0) { $0 + (parallels[$1] ?? 0) }
                posts.append((.classTeacher, [], young))
                posts.append((.assistant, [], max(1, homerooms / 3)))
            }
            for subjects in Establishment.specialties(of: school) {
                let groups = Establishment.groups(of: subjects, in: school)
                posts.append((.subjectTeacher, subjects, max(1, (groups + 5) / 10)))
            }
            self.posts = posts
        }

        private static func specialties(of school: School) -> [[String]] {
            if school.kind == .upperSecondary {
                return [
                    ["MA"], ["AI"], ["A1"], ["B1"], ["FY", "KE"], ["BI", "GE"], ["HI", "YH"], ["PS", "FI", "KT"],
                    ["TE", "LI"], ["MU", "KU"], ["OP"],
                ]
            }
            // A school with one homeroom on a level shares its teachers between more subjects.
            if (school.parallels[1] ?? 0) < 2 {
                return [
                    ["MA", "FY", "KE"], ["AI"], ["A1", "A2", "B1", "B2"], ["BI", "GE", "TE", "LI"],
                    ["KT", "ET", "HI", "YH", "OP"], ["MU", "KU"], ["KS", "KO"],
                ]
            }
            return [
                ["MA"], ["AI"], ["A1", "A2"], ["B1", "B2"], ["FY", "KE"], ["BI", "GE"], ["TE", "LI"], ["KT", "ET"],
                ["HI", "YH"], ["MU"], ["KU"], ["KS"], ["KO"], ["OP"],
            ]
        }

        private static func groups(of subjects: [String], in school: School) -> Int {
            if school.kind == .upperSecondary { return (school.seats.values.reduce(0, +) * subjects.count) / 30 }
            return Subject.shared(isSwedish: school.isSwedish).filter { subjects.contains($0.code) }
                .flatMap { subject in subject.levels.filter { $0 > 6 || !subject.isClassTeachers } }
                .reduce(0) { $0 + (school.parallels[$1] ?? 0) }
        }
    }
}
