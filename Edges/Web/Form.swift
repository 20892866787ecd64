import Base

/// The fields of a form or a query, decoded; names may repeat.
package struct Form: Sendable {
    private let fields: [(name: String, value: String)]
    /// Where the first field of each name stands, of forms that are too long to be looked through for each.
    private let places: [String: Int]

    private static let longFrom = 16

    /// Every field with its value, in their order.
    var pairs: [(name: String, value: String)] { fields }

    package init() { (fields, places) = ([], [:]) }

    /// Throws `Fault.invalid` for broken escapes, bytes that are not UTF-8, U+0000, or more than 2,000 fields.
    package init(encoded text: some StringProtocol) throws {
        let pairs = Array(text.utf8).split(separator: UInt8(ascii: "&"))
        guard pairs.count <= 2000 else { throw Fault(.invalid, log: "a form with too many fields") }
        fields = try pairs.map { pair in
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = PercentEncoding.decoded(pair[..<end], plusIsSpace: true),
                let value = PercentEncoding.decoded(pair[end...].dropFirst(), plusIsSpace: true)
            else { throw Fault(.invalid, log: "a form that is not percent-encoded UTF-8") }
            return (name, value)
        }
        places =
            fields.count < Form.longFrom
            ? [:] : Dictionary(fields.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    }

    /// The first value under `name`.
    package subscript(name: String) -> String? {
        fields.count < Form.longFrom ? fields.first { $0.name == name }?.value : places[name].map { fields[$0].value }
    }

    /// Every name with its values in their order.
    package var valuesByName: [String: [String]] {
        Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) }
    }

    /// Every value under `name`, in their order.
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The first value under `name` without surrounding space, empty when there is none.
    package func text(_ name: String) -> String { (self[name] ?? "").trimmed }
}
