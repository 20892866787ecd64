package import Base
import Foundation

/// Our own lists of words, one a line, in the order of the alphabet or of nothing.
enum WordList {
    /// What Finnish and Swedish passwords are most often made of, without marks on the letters.
    static func commonPasswords() throws -> [String] { try read("common-passwords") }

    /// Short words that are easy to type, for passwords on slips of paper.
    static func passphrase(in language: Language) throws -> [String] {
        try read(language == .sv ? "passphrase-sv" : "passphrase-fi")
    }

    private static func read(_ name: String) throws -> [String] {
        let file = Bundle.module.bundleURL.appending(path: "Words/\(name).txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}

/// Makes passwords and sign-in names that a child can type: words of our own and digits that look like nothing else.
package struct Passphrases: Sendable {
    private let words: [Language: [String]]
    private static let digits = Array("23456789")

    package init() throws {
        words = [.fi: try WordList.passphrase(in: .fi), .sv: try WordList.passphrase(in: .sv)]
    }

    /// "kuikka-lampi-tuuli-4726": about 36 random bits, behind the limit on guesses.
    package func password(in language: Language) -> Secret<String> {
        Secret((some(3, in: language) + [digits(4)]).joined(separator: "-"))
    }

    /// A sign-in name before its `@`: "aino.niemi482", so that nobody learns from it who has one already; for a
    /// protected person, and for a name that has too few plain letters, "kuikka.lampi48".
    package func signInName(of name: PersonName, isProtected: Bool, in language: Language) -> String {
        let folded = SearchKey.of("\(name.called) \(name.family)")
        let ascii = folded.filter { $0.isASCII && ($0.isLetter || $0 == " ") }
        let base = ascii.split(separator: " ").joined(separator: ".").prefix(34)
        guard !isProtected, base.count >= 3 else {
            return some(2, in: language).joined(separator: ".") + digits(2)
        }
        return base + digits(3)
    }

    private func some(_ count: Int, in language: Language) -> [String] {
        let list = words[language] ?? words[.fi] ?? []
        return (0..<count).compactMap { _ in list.randomElement() }
    }

    private func digits(_ count: Int) -> String {
        String((0..<count).compactMap { _ in Passphrases.digits.randomElement() })
    }
}
