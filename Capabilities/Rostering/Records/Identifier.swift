import Base

/// One of the many identifiers of a person.
struct Identifier: Hashable, Sendable, Comparable, Codable {
    static let learnerNumber = "learner_number"

    let kind: String
    let value: String

    static func < (left: Identifier, right: Identifier) -> Bool {
        (left.kind, left.value) < (right.kind, right.value)
    }

    /// Every identifier of a row of users.csv, in order and each once.
    static func all(in row: RowFields) -> [Identifier] {
        var found: Set<Identifier> = []
        func add(_ kind: String, _ value: String?) {
            if let value { found.insert(Identifier(kind: kind, value: value)) }
        }
        add("identifier", row.optional("identifier"))
        add("username", row.optional("username"))
        add("teacher_code", row.optional("metadata.teacherCode"))
        add(learnerNumber, checkedLearnerNumber(row))
        for (type, id) in userIdentifiers(row) { add("user_id:\(type)", id) }
        return found.sorted()
    }

    /// National numbers with a wrong check digit exist in test data, so that is told and not refused.
    private static func checkedLearnerNumber(_ row: RowFields) -> String? {
        let column = "metadata.learnerNumber"
        guard let number = row.metadata("learnerNumber", LearnerNumber.self, or: .learnerNumber) else { return nil }
        if !number.isTestNumber, !number.hasRightCheckDigit { row.problem(.learnerNumberCheck, column) }
        return number.description
    }

    /// `{type:id}` items of one cell (CSV binding 1.2.1).
    private static func userIdentifiers(_ row: RowFields) -> [(type: String, id: String)] {
        row.list("userIds").compactMap { item in
            if item.isEmpty { return nil }
            let inner = item.dropFirst().dropLast()
            guard item.hasPrefix("{"), item.hasSuffix("}"), let colon = inner.firstIndex(of: ":") else {
                row.problem(.userIdentifiers, "userIds")
                return nil
            }
            let (type, id) = (inner[..<colon].trimmed, inner[inner.index(after: colon)...].trimmed)
            guard !type.isEmpty, !id.isEmpty else {
                row.problem(.userIdentifiers, "userIds")
                return nil
            }
            return (type, id)
        }
    }
}

/// How a person is reached.
struct Contact: Hashable, Sendable, Codable {
    let kind: String
    let value: String

    /// E-mail, phone and text-message number of a row, in the order of their kinds.
    static func all(in row: RowFields) -> [Contact] {
        ["email", "phone", "sms"].compactMap { kind in
            guard let value = row.optional(kind) else { return nil }
            guard kind != "email" || looksLikeEmail(value) else {
                row.problem(.emailFormat, kind)
                return nil
            }
            return Contact(kind: kind, value: value)
        }
    }

    private static func looksLikeEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
    }
}
