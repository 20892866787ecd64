package import Foundation

/// The texts of one room in all languages, read once when the process starts.
package struct TextTable<Key: TextKey>: Sendable {
    private let words: [Language: Words<Key>]

    /// Throws when a language's file is missing, cannot be read or lacks a key.
    package init(in bundle: Bundle) throws {
        words = try Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                let file = bundle.bundleURL.appending(path: "Text/\(language.rawValue).json")
                let entries = try JSONDecoder().decode([String: Entry].self, from: Data(contentsOf: file))
                return (language, try Words(language: language, entries: entries))
            })
    }

    package func callAsFunction(in language: Language) -> Words<Key> {
        words[language] ?? words[.fi] ?? Words(language: language)
    }
}

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
        return fill(form, values).replacingOccurrences(of: "{count}", with: String(count))
    }

    private func fill(_ text: String, _ values: KeyValuePairs<String, String>) -> String {
        values.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
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
