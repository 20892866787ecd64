/// A personal identity code (HETU) with the separators of 2023. The separator is part of the identity, never normalised.
package struct PersonalIdentityCode: Hashable, Sendable {
    /// The eleven characters; for storing encrypted, never for showing or logging.
    package let text: String
    package let birthDate: CivilDate
    /// 1 male, 2 female: the legal sex code.
    package let sexCode: Int

    /// nil unless pattern, day and check character are right.
    package init?(_ text: String) {
        let characters = Array(text)
        guard characters.count == 11, let century = PersonalIdentityCode.century(characters[6]),
            let date = PersonalIdentityCode.number(characters[0..<6]),
            let individual = PersonalIdentityCode.number(characters[7..<10]), individual >= 2,
            let birthDate = CivilDate(year: century + date % 100, month: date / 100 % 100, day: date / 10_000),
            characters[10] == PersonalIdentityCode.checkCharacters[(date * 1000 + individual) % 31]
        else { return nil }
        (self.text, self.birthDate) = (text, birthDate)
        (sexCode, self.individual) = (individual % 2 == 0 ? 2 : 1, individual)
    }

    private let individual: Int

    /// Individual numbers 900–999 belong to nobody.
    package var isArtificial: Bool { individual >= 900 }

    private static let checkCharacters = Array("0123456789ABCDEFHJKLMNPRSTUVWXY")

    private static func century(_ separator: Character) -> Int? {
        switch separator {
        case "+": 1800
        case "-", "Y", "X", "W", "V", "U": 1900
        case "A", "B", "C", "D", "E", "F": 2000
        default: nil
        }
    }

    private static func number(_ characters: ArraySlice<Character>) -> Int? {
        characters.reduce(Optional(0)) { sum, character in
            guard let sum, let digit = character.asciiDigit else { return nil }
            return sum * 10 + digit
        }
    }
}

extension PersonalIdentityCode: CustomStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
