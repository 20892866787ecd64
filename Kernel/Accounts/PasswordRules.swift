import Base
package import Foundation

/// What a password must be: at least ten characters, not common, not made of one's own name (NIST SP 800-63B §5.1.1.2).
package struct PasswordRules: Sendable {
    /// Why a password is refused.
    package enum Refusal: String, Sendable { case tooShort, tooLong, common, ownName }

    private let words: Set<String>

    package static let fewestCharacters = 10
    package static let mostBytes = 1000

    /// - Parameter wordList: one word a line, Debian's cracklib list.
    package init(wordList: URL) throws {
        words = Set(
            try String(contentsOf: wordList, encoding: .isoLatin1).split(separator: "\n").map { $0.lowercased() })
    }

    package init(words: Set<String>) { self.words = words }

    /// Throws the reason for which `password` is refused to the person of these names.
    package func check(_ password: String, names: [String]) throws(PasswordRefused) {
        let folded = password.precomposedStringWithCompatibilityMapping.lowercased()
        if folded.count < PasswordRules.fewestCharacters { throw PasswordRefused(.tooShort) }
        if password.utf8.count > PasswordRules.mostBytes { throw PasswordRefused(.tooLong) }
        let core = PasswordRules.core(of: folded)
        if words.contains(folded) || words.contains(core) || core.count < 4 || PasswordRules.repeats(folded) {
            throw PasswordRefused(.common)
        }
        let own = names.flatMap { $0.lowercased().split { !$0.isLetter } }.filter { $0.count > 2 }
        let rest = own.reduce(core) { $0.replacingOccurrences(of: $1, with: "") }
        if rest != core && rest.filter(\.isLetter).count < 4 { throw PasswordRefused(.ownName) }
    }

    /// The word inside "123Password!!": without what people put before and after it, and with digits read as letters.
    private static func core(of folded: String) -> String {
        let letters: [Character: Character] = [
            "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s",
        ]
        var slice = folded[...]
        while let last = slice.last, !last.isLetter { slice = slice.dropLast() }
        while let first = slice.first, !first.isLetter { slice = slice.dropFirst() }
        return String(slice.map { letters[$0] ?? $0 })
    }

    /// "aaaaaaaaaa", "abcabcabcabc", "12345678901": little more than a pattern.
    private static func repeats(_ text: String) -> Bool {
        let characters = Array(text)
        return Set(characters).count < 4
            || (1...max(1, characters.count / 3)).contains { period in
                zip(characters, characters.dropFirst(period)).allSatisfy { $0 == $1 }
            }
    }
}

/// A password that is refused, and why.
package struct PasswordRefused: Error, Equatable {
    package let reason: PasswordRules.Refusal
    init(_ reason: PasswordRules.Refusal) { self.reason = reason }
}
