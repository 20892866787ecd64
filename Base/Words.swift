package import Foundation
import Synchronization

/// The texts of one room in all languages. The files of a bundle are read once in a process, however many houses stand on them.
package struct TextTable<Key: TextKey>: Sendable {
    private let words: [Language: Words<Key>]

    /// Throws when a language's file is missing, cannot be read or lacks a key.
    package init(in bundle: Bundle) throws {
        let place = "\(Key.self) \(bundle.bundlePath)"
        if let known = tables.withLock({ $0[place] }) as? TextTable {
            self = known
            return
        }
        words = try Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                let file = bundle.bundleURL.appending(path: "Text/\(language.rawValue).json")
                let entries = try JSONDecoder().decode([String: Entry].self, from: Data(contentsOf: file))
                return (language, try Words(language: language, entries: entries))
            })
        tables.withLock { [self] in $0[place] = self }
    }

    package func callAsFunction(in language: Language) -> Words<Key> {
        words[language] ?? words[.fi] ?? Words(language: language)
    }
}

/// The tables that were read, by key type and bundle.
private let tables = Mutex<[String: any Sendable]>([:])

/// The texts of one room in one language: `text(.greeting, ["name": name])`, `text(.pupils, count: 3)`.
package struct Words<Key: TextKey>: Sendable {
    package let language: Language
    private let entries: [Key: Entry]

    init(language: Language) { (self.language, entries) = (language, [:]) }

    init(language: Language, entries: [String: Entry]) throws {
        self.language = language
        self.entries = try Dictionary(
            uniqueKeysWithValues: Key.allCases.map { key in
                guard let entry = entries[key.rawValue] else {
                    throw Fault(.broken, log: "the text \(key.rawValue) is missing in \(language.rawValue)")
                }
                return (key, entry)
            })
    }

    package func callAsFunction(_ key: Key, _ values: KeyValuePairs<String, String> = [:]) -> String {
        fill(entries[key]?.other ?? key.rawValue, values)
    }

    /// The singular or plural form; `{count}` is the number.
    package func callAsFunction(_ key: Key, count: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let entry = entries[key]
        let form = (count == 1 ? entry?.one : nil) ?? entry?.other ?? key.rawValue
        return fill(form, values, count: String(count))
    }

    /// One pass from left to right, so that a value with braces in it is not filled again.
    private func fill(_ text: String, _ values: KeyValuePairs<String, String>, count: String? = nil) -> String {
        var (filled, rest) = ("", text[...])
        while let open = rest.utf8.firstIndex(of: 0x7B), let close = rest.utf8[open...].firstIndex(of: 0x7D) {
            let name = rest[rest.index(after: open)..<close]
            filled += rest[..<open]
            filled += values.first { $0.key == name }?.value ?? (name == "count" ? count : nil) ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}

/// A text, or its singular and plural.
struct Entry: Decodable, Sendable {
    let one: String?
    let other: String

    private enum Form: String, CodingKey { case one, other }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            (one, other) = (nil, text)
        } else {
            let forms = try decoder.container(keyedBy: Form.self)
            (one, other) = (try forms.decode(String.self, forKey: .one), try forms.decode(String.self, forKey: .other))
        }
    }
}
