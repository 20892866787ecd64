/// A learner number: `1.2.246.562.` + node 24 (98 and 198 in test systems) + 11 digits.
package struct LearnerNumber: Hashable, Sendable, LosslessStringConvertible {
    package let description: String
    package let node: Int

    /// Accepts by pattern alone: fixtures and test nodes carry wrong check digits.
    package init?(_ text: String) {
        guard let (node, tail) = OPHObject.split(text), [24, 98, 198].contains(node), tail.count == 11 else {
            return nil
        }
        (self.description, self.node) = (text, node)
    }

    /// A number of `node` with its check digit, from ten digits.
    package init?(node: Int, serial: Int64) {
        let digits = String(serial)
        guard digits.count == 10 else { return nil }
        self.init("1.2.246.562.\(node).\(digits)\(node == 24 ? CheckDigit.reference(digits) : CheckDigit.luhn(digits))")
    }

    /// Whether the last digit is right: the reference-number method in node 24, Luhn elsewhere.
    package var hasRightCheckDigit: Bool {
        let digits = description.suffix(11)
        let body = String(digits.dropLast())
        let expected = node == 24 ? CheckDigit.reference(body) : CheckDigit.luhn(body)
        return digits.last.map(String.init) == String(expected)
    }

    package var isTestNumber: Bool { node != 24 }
}

/// An organisation's OID of node 10 (99 and 199 in test systems). Real ones fail their check digit, so none is checked.
package struct OrganisationOID: Hashable, Sendable, LosslessStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard let (node, tail) = OPHObject.split(text), [10, 99, 199].contains(node), (11...24).contains(tail.count)
        else { return nil }
        description = text
    }
}

/// A business id (Y-tunnus), seven digits, a hyphen and a check digit.
package struct BusinessID: Hashable, Sendable, LosslessStringConvertible {
    package let description: String

    /// The old form with six digits gets its leading zero.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, (6...7).contains(parts[0].count), parts[1].count == 1,
            let check = parts[1].first.flatMap(\.asciiDigit)
        else { return nil }
        let digits = parts[0].compactMap(\.asciiDigit)
        guard digits.count == parts[0].count else { return nil }
        let body = digits.count == 6 ? [0] + digits : digits
        let rest = zip(body, [7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + $1.0 * $1.1 } % 11
        // A rest of 1 would need the check digit 10: such numbers are never issued.
        guard rest != 1, check == (rest == 0 ? 0 : 11 - rest) else { return nil }
        description = body.map(String.init).joined() + "-\(check)"
    }
}

/// A school's five-digit code (oppilaitosnumero) of Statistics Finland, with its leading zeros.
package struct SchoolCode: Hashable, Sendable, LosslessStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard text.utf8.count == 5, text.allSatisfy({ $0.asciiDigit != nil }) else { return nil }
        description = text
    }
}

/// A municipality's three-digit code, with its leading zeros.
package struct MunicipalityCode: Hashable, Sendable, LosslessStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard text.utf8.count == 3, text.allSatisfy({ $0.asciiDigit != nil }) else { return nil }
        description = text
    }
}

enum OPHObject {
    /// Node and tail of an object identifier under 1.2.246.562.
    static func split(_ text: String) -> (node: Int, tail: Substring)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 6, parts.prefix(4).elementsEqual(["1", "2", "246", "562"]),
            let node = Int(parts[4]), String(node) == parts[4], parts[5].allSatisfy({ $0.asciiDigit != nil })
        else { return nil }
        return (node, parts[5])
    }
}

enum CheckDigit {
    /// The Finnish reference-number method: weights 7, 3, 1 from the right.
    static func reference(_ digits: String) -> Int {
        let sum = zip(digits.reversed(), [7, 3, 1, 7, 3, 1, 7, 3, 1, 7]).reduce(0) {
            $0 + ($1.0.asciiDigit ?? 0) * $1.1
        }
        return (10 - sum % 10) % 10
    }

    /// Luhn's method (ISO/IEC 7812-1 annex B).
    static func luhn(_ digits: String) -> Int {
        let sum = digits.reversed().enumerated().reduce(0) { sum, next in
            let digit = next.element.asciiDigit ?? 0
            let doubled = next.offset % 2 == 0 ? digit * 2 : digit
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return (10 - sum % 10) % 10
    }
}

extension Character {
    /// 0–9 for an ASCII digit, nil for anything else.
    var asciiDigit: Int? {
        guard let value = asciiValue, (48...57).contains(value) else { return nil }
        return Int(value) - 48
    }
}
