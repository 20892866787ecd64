import Base
import Directory

/// What a card calls a child: the called name, so that whoever finds the card knows little.
enum CardName {
    /// In the order of `people`. Namesakes get the first letter of the family name, but for a protected one.
    static func shown(_ people: [Person]) -> [String] {
        let counts = people.reduce(into: [:]) { counts, person in counts[person.name.called, default: 0] += 1 }
        return people.map { person in
            let called = person.name.called
            guard counts[called, default: 0] > 1, !person.isProtected, let letter = person.name.family.first else {
                return called
            }
            return "\(called) \(letter)."
        }
    }
}
