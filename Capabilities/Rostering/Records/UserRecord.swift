import Base

/// A row of users.csv. The column `password` is never read.
struct UserRecord: RosterRecord {
    static let file = RosterFile.users

    let sourcedId: String
    let line: Int
    let name: PersonName
    let yearLevel: String?
    let language: String?
    /// nil when the file has no such column; a blank cell of a column that is there means no.
    let isProtected: Bool?
    let identifiers: [Identifier]
    let contacts: [Contact]
    let agents: [AgentEntry]
    /// The roles of a 1.1 file; in 1.2 they stand in roles.csv.
    let roles: [RoleRecord]
    let metadata: [String: String]
    /// The identity code's keyed hash; nil when the file has no such column, empty when the cell is blank.
    let identity: String?

    /// Metadata with a place of its own.
    static let mapped: Set<String> = [
        "learnerNumber", "protected", "language", "guardianScope", "guardianFrom", "guardianTo", "teacherCode",
        identityColumn,
    ]
    static let identityColumn = "identityCode"

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        name = Self.name(row)
        let grades = row.list("grades")
        yearLevel = grades.first.flatMap { $0.isEmpty ? nil : $0 }
        language = Self.language(row)
        isProtected = row.has("metadata.protected") ? row.boolean("metadata.protected") ?? false : nil
        identifiers = Identifier.all(in: row)
        contacts = Contact.all(in: row)
        agents = AgentEntry.all(in: row, child: sourcedId)
        roles = row.version == .v1p1 ? RoleRecord.ofUser(sourcedId, in: row) : []
        identity = row.identity()
        var metadata = row.metadata(except: Self.mapped)
        _ = row.required("enabledUser")
        if row.boolean("enabledUser") == false { metadata["enabledUser"] = "false" }
        if grades.count > 1 { metadata["grades"] = row.text("grades") }
        for column in ["userMasterIdentifier", "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId"] {
            metadata[column] = row.optional(column)
        }
        self.metadata = metadata
    }

    private static func name(_ row: RowFields) -> PersonName {
        let given = row.required("givenName")
        let all = [given, row.text("middleName")].filter { !$0.isEmpty }.joined(separator: " ")
        let called = row.optional("preferredGivenName") ?? given.split(separator: " ").first.map(String.init)
        return PersonName(given: all, called: called ?? given, family: row.required("familyName"))
    }

    /// A language subtag of two or three letters (RFC 5646 §2.2.1), whatever region follows it.
    private static func language(_ row: RowFields) -> String? {
        guard let text = row.optional("metadata.language") else { return nil }
        let subtag = text.split(separator: "-", omittingEmptySubsequences: false).first.map { $0.lowercased() } ?? ""
        guard (2...3).contains(subtag.utf8.count), subtag.utf8.allSatisfy({ (97...122).contains($0) }) else {
            row.problem(.languageCode, "metadata.language")
            return nil
        }
        return subtag
    }
}
