import Foundation

/// A person's names as the population register has them.
package struct PersonName: Hashable, Sendable, Codable {
    /// All given names, "Aino Maria".
    package var given: String
    /// The name the person is called by, "Aino".
    package var called: String
    package var family: String

    package init(given: String, called: String, family: String) {
        (self.given, self.called, self.family) = (given, called, family)
    }

    package var full: String { family.isEmpty ? called : "\(called) \(family)" }
    package var sortKey: String { SortKey.of("\(family), \(called)") }
    package var searchKey: String { SearchKey.of("\(called) \(family) \(given)") }
}

/// Keys whose byte order is the Finnish and Swedish order of names: … z å ä ö, numbers by value ("7A" before "10A").
package enum SortKey {
    package static func of(_ text: String) -> String {
        var key = ""
        var digits = ""
        func flush() {
            guard !digits.isEmpty else { return }
            key += String(repeating: "0", count: max(0, 6 - digits.count)) + digits
            digits = ""
        }
        for character in text.lowercased() {
            // Nearly all of a name is ASCII; only the rest is compared letter by letter.
            switch character.asciiValue {
            case let octet? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet):
                digits.append(character)
                continue
            case nil:
                flush()
                key += rank(character)
            case let octet?:
                flush()
                key.append(Fold.isSeparator(octet) ? " " : character)
            }
        }
        flush()
        return key.trimmed
    }

    private static func rank(_ character: Character) -> String {
        switch character {
        case "å": "{"
        case "ä", "æ": "|"
        case "ö", "ø": "}"
        case "ü": "y"
        case "’": " "
        default: Fold.letter(character)
        }
    }
}

/// Keys for finding by any part of a name, whatever the marks on the letters.
package enum SearchKey {
    package static func of(_ text: String) -> String {
        var key = ""
        for character in text.lowercased() {
            if let octet = character.asciiValue {
                key.append(Fold.isSeparator(octet) ? " " : character)
                continue
            }
            switch character {
            case "å", "ä", "æ": key += "a"
            case "ö", "ø": key += "o"
            case "’": key += " "
            default: key += Fold.letter(character)
            }
        }
        return key.split(separator: " ").joined(separator: " ")
    }
}

/// The form in which sign-in names are stored and compared: NFKC-like, lower case, no surrounding space.
package enum SignInName {
    package static func folded(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.lowercased().trimmed
    }
}

enum Fold {
    /// What stands for a space. A comma and its space are two: "Virtanen, Zoe" stands before "Virtanen-Laine, Aino".
    static func isSeparator(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: ","): true
        default: false
        }
    }

    /// The letter without its marks; letters of other scripts stay as they are.
    static func letter(_ character: Character) -> String {
        if character.isASCII { return String(character) }
        switch character {
        case "đ", "ð": return "d"
        case "þ": return "th"
        case "ß": return "ss"
        case "ł": return "l"
        case "œ": return "oe"
        case "ı": return "i"
        default: break
        }
        let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            $0.properties.generalCategory != .nonspacingMark
        }
        return String(String.UnicodeScalarView(base))
    }
}

extension StringProtocol {
    /// Without white space at either end.
    package var trimmed: String {
        // Most texts begin and end with what ASCII prints.
        let isBare = utf8.withContiguousStorageIfAvailable { octets in
            [octets.first, octets.last].allSatisfy { $0.map { (0x21...0x7E).contains($0) } ?? false }
        }
        if isBare == true { return String(self) }
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
        return String(slice)
    }
}
