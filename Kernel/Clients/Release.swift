package import Base
package import Directory
package import Storage

/// What a provider lets a client know of its people: the only thing that lets data out.
package struct Release: RowDecodable, Sendable {
    package let id: ID<Release>
    package let provider: ID<Provider>
    package let client: ID<Client>
    package let fields: Set<ReleaseField>
    /// The schools whose people are meant; none means all.
    package let schools: Set<ID<Organisation>>
    package let legalBasis: LegalBasis
    package let purpose: String
    /// Whether people whose data are protected are meant too.
    package let takesProtected: Bool
    package let from: CivilDate
    /// The first day on which nothing is let out any more; nil for as long as nobody ends it.
    package let until: CivilDate?

    package init(row: inout Row) throws {
        id = try row.next()
        provider = try row.next()
        client = try row.next()
        fields = Set(try row.next(JSONDocument.self).decoded(as: [String].self).compactMap(ReleaseField.init))
        schools = Set(try row.next(JSONDocument.self).decoded(as: [ID<Organisation>].self))
        legalBasis = try row.next()
        purpose = try row.next()
        takesProtected = try row.next()
        from = try row.next()
        until = try row.next()
    }

    /// Whether it lets out data of somebody with roles at these organisations.
    package func covers(_ organisations: some Sequence<ID<Organisation>>, isProtected: Bool) -> Bool {
        (takesProtected || !isProtected) && (schools.isEmpty || organisations.contains(where: schools.contains))
    }
}

/// One kind of data that a release lets out.
package enum ReleaseField: String, CaseIterable, Codable, Comparable, Sendable {
    case name
    case email
    case phone
    case birthDate = "birth_date"
    case language
    case school
    case role
    case groups
    case classLevel = "class_level"
    case learnerNumber = "learner_number"

    package static func < (left: ReleaseField, right: ReleaseField) -> Bool {
        let order = allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
}

/// Why data may be let out (GDPR 6(1) a, b, c, e).
package enum LegalBasis: String, CaseIterable, Sendable, ColumnValue {
    case publicTask = "public_task"
    case legalObligation = "legal_obligation"
    case contract
    case consent
}
