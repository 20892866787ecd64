import Base

/// The fields of a form or a query, decoded; names may repeat.
package struct Form: Sendable {
    private let fields: [(name: String, value: String)]

    /// Every field with its value, in their order.
    var pairs: [(name: String, value: String)] { fields }

    package init() { fields = [] }

    /// Throws `Fault.invalid` for broken escapes, bytes that are not UTF-8, U+0000, or more than 2,000 fields.
    package init(encoded text: some StringProtocol) throws {
        let pairs = Array(text.utf8).split(separator: UInt8(ascii: "&"))
        guard pairs.count <= 2000 else { throw Fault(.invalid, log: "a form with too many fields") }
        fields = try pairs.map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decoded(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decoded(parts.count > 1 ? parts[1] : [], plusIsSpace: true)
            else { throw Fault(.invalid, log: "a form that is not percent-encoded UTF-8") }
            return (name, value)
        }
    }

    /// The first value under `name`.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every name with its values in their order.
    package var valuesByName: [String: [String]] {
        Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) }
    }

    /// Every value under `name`, in their order.
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The first value under `name` without surrounding space, empty when there is none.
    package func text(_ name: String) -> String { (self[name] ?? "").trimmed }
}
