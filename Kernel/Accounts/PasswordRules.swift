import Base
package import Foundation

/// What a password must be: at least ten characters, not common, not made of one's own names (NIST SP 800-63B §5.1.1.2).
package struct PasswordRules: Sendable {
    /// Why a password is refused.
    package enum Refusal: String, Sendable { case tooShort, tooLong, common, ownName }

    private let words: Set<String>
    /// Longest first, so that "kirjautuminen" goes before "kirjaudu".
    private let stems: [String]

    package static let fewestCharacters = 10
    package static let mostBytes = 1000

    /// - Parameter wordList: one word a line, Debian's cracklib list.
    package init(wordList: URL) throws {
        try self.init(
            words: Set(
                String(contentsOf: wordList, encoding: .isoLatin1).split(separator: "\n").map { $0.lowercased() }))
    }

    package init(words: Set<String>) throws {
        self.words = words
        stems = try WordList.commonPasswords().sorted { $0.count > $1.count }
    }

    /// Throws the reason for which `password` is refused to the person of these names; the names of their municipality
    /// and school are among them.
    package func check(_ password: String, names: [String]) throws(PasswordRefused) {
        let folded = password.precomposedStringWithCompatibilityMapping.lowercased()
        if folded.count < PasswordRules.fewestCharacters { throw PasswordRefused(.tooShort) }
        if password.utf8.count > PasswordRules.mostBytes { throw PasswordRefused(.tooLong) }
        let cores = PasswordRules.cores(of: folded)
        if words.contains(folded) || PasswordRules.repeats(folded) || cores.contains(where: isCommon) {
            throw PasswordRefused(.common)
        }
        let own = names.flatMap { SearchKey.of($0).split { !$0.isLetter } }.map(String.init).filter { $0.count > 2 }
        if cores.contains(where: { PasswordRules.isMade(of: own, $0) }) { throw PasswordRefused(.ownName) }
    }

    private func isCommon(_ core: String) -> Bool {
        words.contains(core) || core.count < 4 || PasswordRules.isMade(of: stems, core)
    }

    /// Whether little is left of `core` without these words.
    private static func isMade(of parts: [String], _ core: String) -> Bool {
        let rest = parts.reduce(core) { $0.replacingOccurrences(of: $1, with: "") }
        return rest != core && rest.filter(\.isLetter).count < 4
    }

    /// The word inside "123Password!!": without what people put before and after it, and with digits read as letters,
    /// in both orders; without marks on the letters.
    private static func cores(of folded: String) -> [String] {
        let bare = SearchKey.of(String(folded.map { $0 == "." || $0 == "-" || $0 == "," ? "_" : $0 }))
        return (["l", "i"] as [Character]).flatMap { one in
            [lettered(trimmed(bare), one: one), trimmed(lettered(bare, one: one))]
        }
    }

    private static func lettered(_ text: String, one: Character) -> String {
        let letters: [Character: Character] = [
            "0": "o", "1": one, "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s",
        ]
        return String(text.map { letters[$0] ?? $0 })
    }

    private static func trimmed(_ text: String) -> String {
        var slice = text[...]
        while let last = slice.last, !last.isLetter { slice = slice.dropLast() }
        while let first = slice.first, !first.isLetter { slice = slice.dropFirst() }
        return String(slice)
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
    package init(_ reason: PasswordRules.Refusal) { self.reason = reason }
}
