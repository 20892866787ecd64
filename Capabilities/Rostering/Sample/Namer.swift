import Base

extension Sample {
    /// Gives people their names and each an address of its own under `.example` (RFC 2606).
    struct Namer {
        private var taken: [String: Int] = [:]
        private var folded: [String: String] = [:]
        private var phones = 0

        /// A child's name; the called name is the first given name, sometimes the second.
        static func child(_ names: NameStock, isGirl: Bool, family: String, dice: inout Dice) -> PersonName {
            name(isGirl ? names.girls : names.boys, names, isFemale: isGirl, family: family, dice: &dice)
        }

        static func adult(_ names: NameStock, isWoman: Bool, family: String, dice: inout Dice) -> PersonName {
            name(isWoman ? names.women : names.men, names, isFemale: isWoman, family: family, dice: &dice)
        }

        /// A family name as a home has it; one in forty is two names joined.
        static func family(_ names: NameStock, dice: inout Dice) -> String {
            let name = dice.pick(names.families)
            guard names.families.count > 60, dice.chance(perMille: 25), !name.contains("-") else { return name }
            let second = dice.pick(names.families)
            return second == name || second.contains("-") ? name : "\(name)-\(second)"
        }

        private static func name(
            _ called: [String], _ names: NameStock, isFemale: Bool, family: String, dice: inout Dice
        ) -> PersonName {
            let first = dice.pick(called)
            var given = [first]
            for _ in 0..<[1, 1, 1, 1, 1, 1, 1, 2, 2, 0][dice.below(10)] where names.further != .none {
                let next = dice.pick(names.further == .fathers || !isFemale ? names.men : names.women)
                let isNew = !given.contains { $0.split(separator: "-").contains { $0 == next } }
                if isNew && !next.contains("-") { given.append(next) }
            }
            // One in eight is called by the second name: then the names change places, not the person.
            if given.count > 1, names.further == .sameSex, dice.chance(perMille: 125) { given.swapAt(0, 1) }
            let surname = isFemale ? feminine(family, names) : family
            return PersonName(given: given.joined(separator: " "), called: first, family: surname)
        }

        /// Russian family names have a feminine form in the register.
        private static func feminine(_ family: String, _ names: NameStock) -> String {
            guard names.families == NameStock.russian.families else { return family }
            return family.hasSuffix("ov") || family.hasSuffix("ev") || family.hasSuffix("in") ? family + "a" : family
        }

        /// `called.family`, numbered from the second of that name in the domain.
        mutating func address(of name: PersonName, in domain: String) -> (local: String, email: String) {
            let base = "\(part(name.called)).\(part(name.family))"
            let count = (taken["\(base)@\(domain)"] ?? 0) + 1
            taken["\(base)@\(domain)"] = count
            let local = count == 1 ? base : "\(base)\(count)"
            return (local, "\(local)@\(domain)")
        }

        /// An invented mobile number; the last four digits repeat in samples of more than 10,000 adults.
        mutating func phone() -> String {
            phones += 1
            let digits = String(phones * 3307 % 10_000 + 10_000).dropFirst()
            return "+35840000\(digits)"
        }

        private mutating func part(_ name: String) -> String {
            if let known = folded[name] { return known }
            let letters = SearchKey.of(name).unicodeScalars.filter { ("a"..."z").contains($0) || $0 == " " }
            let text = String(String.UnicodeScalarView(letters)).replacing(" ", with: "-")
            folded[name] = text
            return text
        }
    }
}
