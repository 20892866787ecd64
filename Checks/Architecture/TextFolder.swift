import Foundation

/// The texts of one room, `Text/{fi,sv,en}.json`, and the keys that its sources name.
struct TextFolder: Sendable, CustomStringConvertible {
    enum Form: Decodable, Equatable {
        case plain(String)
        case counted(one: String, other: String)

        private enum Key: String, CodingKey { case one, other }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self = .plain(text)
            } else {
                let forms = try decoder.container(keyedBy: Key.self)
                self = .counted(
                    one: try forms.decode(String.self, forKey: .one),
                    other: try forms.decode(String.self, forKey: .other))
            }
        }

        var isCounted: Bool { if case .counted = self { true } else { false } }
        var main: String {
            switch self {
            case .plain(let text), .counted(_, let text): text
            }
        }
        var all: [String] {
            switch self {
            case .plain(let text): [text];
            case .counted(let one, let other): [one, other]
            }
        }
    }

    let room: String

    static let languages = ["fi", "sv", "en"]

    static var all: [TextFolder] {
        Set(Repository.files(".json").map(\.folder).filter { $0.hasSuffix("/Text") }).sorted().map {
            TextFolder(room: String($0.dropLast(5)))
        }
    }

    var description: String { room }

    func raw(_ language: String) throws -> String { try Repository.text("\(room)/Text/\(language).json") }

    func forms(_ language: String) throws -> [String: Form] {
        try JSONDecoder().decode([String: Form].self, from: Data(try raw(language).utf8))
    }

    /// Keys that stand twice in a file; a decoder would keep one of them without a word.
    func repeated(_ language: String) throws -> [String] {
        let keys = try raw(language).matches(of: /"(\w+)"\s*:/).map { String($0.1) }.filter {
            $0 != "one" && $0 != "other"
        }
        return Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }

    static func placeholders(_ text: String) -> Set<String> { Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) }) }

    /// The cases of every `TextKey` enumeration in the room's sources.
    func keys() throws -> [String] {
        try Repository.files(".swift", under: room).filter { !$0.path.contains("/Tests/") }.flatMap { file in
            let text = try file.text()
            return text.matches(of: /enum \w+: String, TextKey \{/).flatMap { Self.cases(text[$0.range.upperBound...]) }
        }
    }

    /// The raw values of the cases that stand first in the enumeration.
    private static func cases(_ body: Substring) -> [String] {
        var (list, isOpen) = ("", false)
        for line in body.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) })
        where !line.hasPrefix("//") {
            guard isOpen || line.hasPrefix("case ") else { break }
            list += isOpen ? line : "," + line.dropFirst("case ".count)
            isOpen = line.hasSuffix(",")
        }
        return list.split(separator: ",").map { one in
            one.split(separator: "=").last.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `\"")) } ?? ""
        }
    }
}
