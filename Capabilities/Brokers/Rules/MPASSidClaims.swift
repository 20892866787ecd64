import Base

/// What MPASSid says of a person, data models 1.1 to 1.4. Nothing in it gives a right by itself: groups and rights come
/// from our own register.
struct MPASSidClaims: Equatable, Sendable {
    /// What somebody is at a school.
    struct Role: Hashable, Sendable {
        let provider: String
        let schoolCode: String?
        let group: String?
        let kind: Kind
        let schoolOID: String?
        let officeOID: String?
    }

    /// The roles that MPASSid knows; whatever else comes is known to be unknown, and no error.
    enum Kind: Hashable, Sendable {
        case pupil, teacher, staff, secretary, substitute, principal
        case other
    }

    struct School: Hashable, Sendable {
        let code: String?
        let oid: String?
        let name: String
    }

    let uid: String?
    let familyName: String?
    let givenNames: String?
    let calledName: String?
    /// The text as it came.
    let learnerNumber: String?
    let roles: [Role]
    /// How many role values had neither four nor seven parts.
    let unreadRoles: Int
    let schools: [School]
    /// Who provides the education: OID, or for old models none, and name.
    let providers: [School]
    let classLevel: Int?
    /// Whether the student pays for learning materials, by school code or OID.
    let charges: [String: Bool]
    let originalIssuer: String?

    init(_ claims: ClaimSet) {
        uid = claims.text(Name.uid)
        (familyName, givenNames) = (claims.text("family_name"), claims.text("given_name"))
        calledName = claims.text(Name.nickname)
        learnerNumber = claims.text(Name.learnerNumber)
        let values = claims.texts(Name.role) + claims.texts(Name.oldRole)
        let read = values.map(Role.init(value:))
        roles = Self.once(read.compactMap { $0 })
        unreadRoles = read.count { $0 == nil }
        schools = Self.schools(claims.texts(Name.schoolInfo), roles)
        providers = claims.texts(Name.providerInfo).compactMap { Self.pair($0) }.map {
            School(code: nil, oid: $0.key, name: $0.name)
        }
        classLevel = claims.text(Name.classLevel).flatMap { Int($0) }.flatMap { (0...10).contains($0) ? $0 : nil }
        charges = claims.texts(Name.charges).reduce(into: [:]) { charges, value in
            guard let pair = Self.pair(value), ["0", "1"].contains(pair.key) else { return }
            charges[pair.name] = pair.key == "1"
        }
        originalIssuer = claims.text(Name.originalIssuer)
    }

    /// Whether at least one role is one that we know; without any, the person is known and has no rights.
    var hasRole: Bool { roles.contains { $0.kind != .other } }

    /// Whether the person has a role at the provider with this OID, and came from its own directory.
    func isOf(provider oid: String) -> Bool {
        roles.contains { $0.kind != .other && $0.provider == oid } && (originalIssuer ?? oid) == oid
    }

    /// Each school comes twice, by code and by OID, in any order (data model 1.4). The roles tell which belong together;
    /// otherwise equal names do, if no third has the name.
    private static func schools(_ values: [String], _ roles: [Role]) -> [School] {
        let pairs = once(values.compactMap { pair($0) }.map { Named(key: $0.key, name: $0.name) })
        let byOID = pairs.filter { OrganisationOID($0.key) != nil }
        var left = pairs.filter { OrganisationOID($0.key) == nil }
        var schools: [School] = byOID.map { oid in
            let code = roles.first { $0.schoolOID == oid.key }?.schoolCode
            let alike = left.filter { $0.name == oid.name }
            let isAlone = alike.count == 1 && byOID.count { $0.name == oid.name } == 1
            let found = left.first { $0.key == code } ?? (isAlone ? alike.first : nil)
            left.removeAll { $0 == found }
            return School(code: found?.key, oid: oid.key, name: oid.name)
        }
        schools += left.map { School(code: $0.key, oid: nil, name: $0.name) }
        return schools
    }

    private struct Named: Hashable {
        let key: String
        let name: String
    }

    /// `key;name`, both there.
    private static func pair(_ value: String) -> (key: String, name: String)? {
        let parts = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmed }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (parts[0], parts[1])
    }

    private static func once<Element: Hashable>(_ all: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The claims' names.
    enum Name {
        static let uid = "urn:mpass.id:uid"
        static let nickname = "urn:mpass.id:nickname"
        static let learnerNumber = "urn:oid:1.3.6.1.4.1.16161.1.1.27"
        static let role = "urn:mpass.id:role"
        static let oldRole = "urn:mpass.id:role_v1.1"
        static let schoolInfo = "urn:mpass.id:schoolInfo"
        static let providerInfo = "urn:mpass.id:educationProviderInfo"
        static let classLevel = "urn:mpass.id:classLevel"
        static let charges = "urn:mpass.id:learningMaterialsCharge"
        static let originalIssuer = "urn:mpass.id:originalIssuer"
    }
}

extension MPASSidClaims.Role {
    /// `providerOID;schoolCode;group;role;roleCode;schoolOID;officeOID`, or the first four of old models; nil otherwise.
    init?(value: String) {
        let parts = value.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed }
        guard parts.count == 7 || parts.count == 4, !parts[0].isEmpty else { return nil }
        func part(_ index: Int) -> String? { index < parts.count && !parts[index].isEmpty ? parts[index] : nil }
        (provider, schoolCode, group) = (parts[0], part(1), part(2))
        kind = MPASSidClaims.Kind(code: part(4), text: parts[3])
        (schoolOID, officeOID) = (part(5), part(6))
    }
}

extension MPASSidClaims.Kind {
    /// The code decides; the text where there is none.
    init(code: String?, text: String) {
        switch code {
        case "1": self = .pupil
        case "2": self = .teacher
        case "3": self = .staff
        case "4": self = .secretary
        case "5": self = .substitute
        case "6": self = .principal
        case nil: self = Self.texts[text.lowercased()] ?? .other
        default: self = .other
        }
    }

    private static let texts: [String: Self] = [
        "oppilas": .pupil, "opiskelija": .pupil, "student": .pupil, "oppija": .pupil, "inlärare": .pupil,
        "learner": .pupil,
        "opettaja": .teacher, "teacher": .teacher, "lärare": .teacher,
        "hallintohenkilö": .staff, "staff": .staff,
        "koulusihteeri": .secretary, "skolsekreterare": .secretary, "school secretary": .secretary,
        "sijaisopettaja": .substitute, "lärarvikarie": .substitute, "substitute teacher": .substitute,
        "rehtori": .principal, "rektor": .principal, "principal": .principal,
    ]
}
