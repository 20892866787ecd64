import Base
import Foundation

/// One column of a row in words.
struct FieldText: Hashable, Sendable {
    let field: String
    let value: String?

    /// The field whose value nobody is shown.
    static let identity = "identity_code"

    init(_ field: String, _ value: String?) { (self.field, self.value) = (field, value) }
    init(_ field: String, _ value: Bool) { (self.field, self.value) = (field, value ? "yes" : "no") }
    init(_ field: String, _ value: CivilDate?) { (self.field, self.value) = (field, value?.description) }

    /// A list as one text; nil when it is empty.
    init(_ field: String, _ values: [String]) {
        (self.field, value) = (field, values.isEmpty ? nil : values.joined(separator: ", "))
    }

    /// One field for each key of what the binding does not know.
    static func metadata(_ metadata: [String: String]) -> [FieldText] {
        metadata.sorted { $0.key < $1.key }.map { FieldText("metadata." + $0.key, $0.value) }
    }
}

/// What rows refer to, by id: titles for people, sourcedIds for the code that confirms a difference.
final class ReferenceTexts {
    private let find: (UUID) throws -> String?
    private var known = BoundedCache<UUID, String?>()

    init(_ find: @escaping (UUID) throws -> String?) { self.find = find }

    func text(_ id: UUID) throws -> String { try optional(id) ?? "" }
    func optional(_ id: UUID?) throws -> String? { try id.flatMap { id in try known.value(for: id) { try find(id) } } }
}

extension RunChange.Field {
    /// Every field in which two rows differ; a field that is missing on one side is empty there.
    static func differences(_ old: [FieldText], _ new: [FieldText]) -> [RunChange.Field] {
        let before = Dictionary(old.map { ($0.field, $0.value) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.field, $0.value) }) { first, _ in first }
        var seen: Set<String> = []
        return (old + new).map(\.field).filter { seen.insert($0).inserted }.compactMap { field in
            let (left, right) = (before[field] ?? nil, after[field] ?? nil)
            guard left != right else { return nil }
            guard field == FieldText.identity else { return RunChange.Field(field: field, before: left, after: right) }
            return RunChange.Field(
                field: field, before: left.map { _ in "given" },
                after: right.map { _ in left == nil ? "given" : "changed" })
        }
    }
}
