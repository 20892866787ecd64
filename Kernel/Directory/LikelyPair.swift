package import Base

/// Two people in an order that is always the same.
package struct PersonPair: Hashable, Sendable {
    package let first: ID<Person>
    package let second: ID<Person>

    /// nil when both are one record.
    package init?(_ one: ID<Person>, _ other: ID<Person>) {
        guard one != other else { return nil }
        (first, second) = one < other ? (one, other) : (other, one)
    }
}

/// Why two records may be of one person, the strongest reason first.
package enum LikelyGround: String, CaseIterable, Hashable, Sendable {
    /// The same learner number or another identifier of the person.
    case identity
    case nameAndBirth
    /// The same name and the same e-mail address or phone number, and one has no birth date.
    case nameAndContact
    /// Born on one day, with names that differ by little.
    case likeNameAndBirth
    /// A rare name, and one has no birth date.
    case name

    /// The place among the grounds, from 1.
    package var rank: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// How alike two records are.
package enum Likeness {
    /// Same birth date, and names that differ by little: one has a name of the other, or a letter is wrong.
    package static func isAlike(_ left: PersonName, _ right: PersonName) -> Bool {
        let (a, b) = (words(left), words(right))
        let common = a.intersection(b).count
        if common >= 2 { return true }
        let rest = (a.subtracting(b), b.subtracting(a))
        let isNear = rest.0.contains { one in rest.1.contains { distance(one, $0) <= (one.count > 5 ? 2 : 1) } }
        return common == 1 && isNear
    }

    private static func words(_ name: PersonName) -> Set<String> {
        Set(name.searchKey.split(separator: " ").map(String.init))
    }

    /// How many letters must be changed, added or left out (Levenshtein).
    package static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var above = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let changed = above + (letter == other ? 0 : 1)
                above = row[j + 1]
                row[j + 1] = min(changed, above + 1, row[j] + 1)
            }
        }
        return row[b.count]
    }
}
