package import Foundation
import Synchronization

/// The texts of one room in all languages. The files of a bundle are read once in a process, however many houses stand on them.
package struct TextTable<Key: TextKey>: Sendable {
    private let (fi, sv, en): (Words<Key>, Words<Key>, Words<Key>)

    /// Throws when a language's file is missing, cannot be read or lacks a key.
    package init(in bundle: Bundle) throws {
        let place = "\(Key.self) \(bundle.bundlePath)"
        if let known = tables.withLock({ $0[place] }) as? TextTable {
            self = known
            return
        }
        func words(_ language: Language) throws -> Words<Key> {
            let file = bundle.bundleURL.appending(path: "Text/\(language.rawValue).json")
            let entries = try JSONDecoder().decode([String: Entry].self, from: Data(contentsOf: file))
            return try Words(language: language, entries: entries)
        }
        (fi, sv, en) = (try words(.fi), try words(.sv), try words(.en))
        tables.withLock { [self] in $0[place] = self }
    }

    package func callAsFunction(in language: Language) -> Words<Key> {
        switch language {
        case .fi: fi
        case .sv: sv
        case .en: en
        }
    }
}

/// The tables that were read, by key type and bundle.
private let tables = Mutex<[String: any Sendable]>([:])

/// The texts of one room in one language: `text(.greeting, ["name": name])`, `text(.pupils, count: 3)`.
package struct Words<Key: TextKey>: Sendable {
    package let language: Language
    /// By the keys' raw values: a page asks hundreds of times, and a dictionary of strings needs nothing looked up of `Key`.
    private let entries: [String: Entry]

    init(language: Language, entries: [String: Entry]) throws {
        self.language = language
        self.entries = try Dictionary(
            uniqueKeysWithValues: Key.allCases.map(\.rawValue).map { key in
                guard let entry = entries[key] else {
                    throw Fault(.broken, log: "the text \(key) is missing in \(language.rawValue)")
                }
                return (key, entry)
            })
    }

    package func callAsFunction(_ key: Key, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let key = key.rawValue
        return entries[key]?.other.filled(values) ?? key
    }

    /// The singular or plural form; `{count}` is the number.
    package func callAsFunction(_ key: Key, count: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let key = key.rawValue
        guard let entry = entries[key] else { return key }
        let wording = (count == 1 ? entry.one : nil) ?? entry.other
        return wording.filled(values, count: String(count))
    }
}

/// A text with places to fill, taken apart when it is read.
struct Wording: Sendable {
    private let begins: String
    /// Each place with the text behind it.
    private let places: [(name: String, text: String)]

    init(_ text: String) {
        var (begins, places, rest) = (String?.none, [(name: String, text: String)](), text[...])
        func end(_ before: Substring) {
            if begins == nil { begins = String(before) } else { places[places.count - 1].text = String(before) }
        }
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            end(rest[..<open])
            places.append((String(rest[rest.index(after: open)..<close]), ""))
            rest = rest[rest.index(after: close)...]
        }
        end(rest)
        (self.begins, self.places) = (begins ?? "", places)
    }

    /// One pass from left to right, so that a value with braces in it is not filled again.
    func filled(_ values: KeyValuePairs<String, String>, count: String? = nil) -> String {
        guard !places.isEmpty else { return begins }
        var filled = begins
        for place in places {
            let value = values.first { $0.key == place.name }?.value
            filled += value ?? (place.name == "count" ? count : nil) ?? "{\(place.name)}"
            filled += place.text
        }
        return filled
    }
}

/// A text, or its singular and plural.
struct Entry: Decodable, Sendable {
    let one: Wording?
    let other: Wording

    private enum Number: String, CodingKey { case one, other }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            (one, other) = (nil, Wording(text))
        } else {
            let forms = try decoder.container(keyedBy: Number.self)
            one = Wording(try forms.decode(String.self, forKey: .one))
            other = Wording(try forms.decode(String.self, forKey: .other))
        }
    }
}
