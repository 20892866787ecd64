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
    /// The keyed hash of the identity code that the register has given, as text.
    var identity: String?
}

extension PersonRow {
    /// - Parameter old: the row as it is, for what the file does not speak of.
    init(_ record: UserRecord, birthDate: CivilDate?, old: PersonRow?) {
        (name, language, yearLevel) = (record.name, record.language, record.yearLevel)
        (isProtected, metadata) = (record.isProtected ?? old?.isProtected ?? false, record.metadata)
        (identifiers, contacts) = (record.identifiers, record.contacts)
        self.birthDate = birthDate
        identity = record.identity.map { $0.isEmpty ? nil : $0 } ?? old?.identity
    }
}
