import Base

struct PersonRow: Hashable, Sendable, Codable {
    var name: PersonName
    var birthDate: CivilDate?
    var language: String?
    var yearLevel: String?
    var isProtected: Bool
    var metadata: [String: String]
    /// In order, so that two lists with the same items are equal.
    var identifiers: [Identifier] = []
    var contacts: [Contact] = []
}

extension PersonRow {
    init(_ record: UserRecord, birthDate: CivilDate?, wasProtected: Bool) {
        (name, language, yearLevel) = (record.name, record.language, record.yearLevel)
        (isProtected, metadata) = (record.isProtected ?? wasProtected, record.metadata)
        (identifiers, contacts) = (record.identifiers, record.contacts)
        self.birthDate = birthDate
    }
}
