import Base

extension Sample {
    /// Fills the posts of a municipality's schools and of its education office.
    struct Hiring {
        private let municipality: Municipality
        private var codes: Set<String> = []
        private(set) var staff: [Staff] = []

        init(for municipality: Municipality, registers: inout Registers, dice: inout Dice) {
            self.municipality = municipality
            for _ in 0..<2 { hire(.office, [], at: nil, mayBeGuardian: false, registers: &registers, dice: &dice) }
            for (index, school) in municipality.schools.enumerated() {
                for post in Establishment(for: school).posts {
                    for number in 0..<post.count {
                        // The first of each post and the mathematics teachers are the people of the demo.
                        let mayBeGuardian = number > 0 && !post.subjects.contains("MA")
                        hire(
                            post.duty, post.subjects, at: index, mayBeGuardian: mayBeGuardian,
                            registers: &registers, dice: &dice)
                    }
                }
            }
        }

        private mutating func hire(
            _ duty: Staff.Duty, _ subjects: [String], at school: Int?, mayBeGuardian: Bool,
            registers: inout Registers, dice: inout Dice
        ) {
            let isSwedish = school.map { municipality.schools[$0].isSwedish } ?? false
            let background = Hiring.background(isSwedish: isSwedish, dice: &dice)
            let isWoman = dice.chance(perMille: duty == .subjectTeacher || duty == .principal ? 640 : 780)
            let name = Namer.adult(
                background.names, isWoman: isWoman, family: Namer.family(background.names, dice: &dice), dice: &dice)
            let address = registers.namer.address(of: name, in: "\(municipality.slug).example")
            let isTeacher = [.classTeacher, .subjectTeacher, .specialTeacher].contains(duty)
            staff.append(
                Staff(
                    id: registers.personID(), name: name, isWoman: isWoman, language: background.language, duty: duty,
                    school: school, subjects: subjects, teacherCode: isTeacher ? code(for: name) : "",
                    learnerNumber: registers.learnerNumber(), username: address.local, email: address.email,
                    phone: registers.namer.phone(), mayBeGuardian: mayBeGuardian))
        }

        private static func background(isSwedish: Bool, dice: inout Dice) -> Background {
            if isSwedish { return dice.chance(perMille: 900) ? .swedish : .finnish }
            return dice.chance(perMille: 920) ? .finnish : Background.draw(isSwedish: false, dice: &dice)
        }

        /// Three or four capital letters made of the name, one teacher each: Virtanen Aino is VIA, the next VIAI.
        private mutating func code(for name: PersonName) -> String {
            let family = Hiring.letters(name.family)
            let called = Hiring.letters(name.called)
            let wishes = [(2, 1), (2, 2), (3, 1), (1, 2), (1, 3)].map { family.prefix($0.0) + called.prefix($0.1) }
            for wish in wishes where wish.count >= 3 && codes.insert(String(wish)).inserted { return String(wish) }
            for number in 0..<676 {
                let code = family.prefix(2) + Hiring.alphabet(number / 26) + Hiring.alphabet(number % 26)
                if code.count == 4 && codes.insert(String(code)).inserted { return String(code) }
            }
            return ""
        }

        private static func letters(_ name: String) -> Substring {
            SearchKey.of(name).filter { $0.isASCII && $0.isLetter }.uppercased()[...]
        }

        private static func alphabet(_ number: Int) -> String { String(UnicodeScalar(UInt8(65 + number))) }
    }
}
