import Base

extension RowFields {
    func date(_ column: String) -> CivilDate? {
        guard let text = optional(column) else { return nil }
        let date = CivilDate(text)
        if date == nil { problem(.dateFormat, column) }
        return date
    }

    /// A begin that is inclusive and an end that is exclusive (rostering service 1.2, `endDate`).
    func period(from begin: String, to end: String) -> (begin: CivilDate?, end: CivilDate?) {
        let period = (begin: date(begin), end: date(end))
        if let first = period.begin, let last = period.end, last < first { problem(.dateOrder, end) }
        return period
    }

    /// The words "true" and "false" and nothing else.
    func boolean(_ column: String) -> Bool? {
        switch text(column) {
        case "": return nil
        case "true": return true
        case "false": return false
        default:
            problem(.booleanFormat, column)
            return nil
        }
    }

    /// One of `words`, or an extension of the sender's own, `ext:…`.
    func vocabulary(_ column: String, _ words: Set<String>) -> String {
        let text = required(column)
        if !text.isEmpty, !words.contains(text), !Vocabulary.isExtension(text) {
            problem(.vocabulary, column, ["allowed": words.sorted().joined(separator: ", ") + ", ext:…"])
        }
        return text
    }

    /// The items of a comma-separated cell; a blank cell has none.
    func list(_ column: String) -> [String] {
        guard let text = optional(column) else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    }

    /// A list of sourcedIds: none blank, none twice.
    func references(_ column: String) -> [String] {
        let items = list(column)
        if items.contains("") { problem(.listBlank, column) }
        var seen: Set<String> = []
        for item in items where !item.isEmpty && !seen.insert(item).inserted {
            problem(.listRepeated, column, ["id": item])
        }
        return items
    }

    /// Metadata that must have the form of `Value`.
    func metadata<Value: LosslessStringConvertible>(
        _ name: String, _ type: Value.Type, or code: ProblemCode
    ) -> Value? {
        guard let text = optional("metadata." + name) else { return nil }
        let value = Value(text)
        if value == nil { problem(code, "metadata." + name) }
        return value
    }
}

/// The vocabularies of OneRoster 1.2; each is open for `ext:` words.
enum Vocabulary {
    static let organisations: Set<String> = ["department", "district", "local", "national", "school", "state"]
    static let sessions: Set<String> = ["gradingPeriod", "semester", "schoolYear", "term"]
    static let classes: Set<String> = ["homeroom", "scheduled"]
    static let enrollments: Set<String> = ["administrator", "proctor", "student", "teacher"]
    static let roleTypes: Set<String> = ["primary", "secondary"]
    static let roles: Set<String> = [
        "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor", "relative",
        "siteAdministrator", "student", "systemAdministrator", "teacher",
    ]
    /// The roles of 1.1, in users.csv.
    static let roles1p1: Set<String> = [
        "administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher",
    ]

    static func isExtension(_ word: String) -> Bool { word.hasPrefix("ext:") && word.utf8.count > 4 }
}
