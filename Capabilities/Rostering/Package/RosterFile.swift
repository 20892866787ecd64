/// The data files that are imported, with the columns of the CSV binding in its order.
enum RosterFile: String, CaseIterable, Hashable, Sendable {
    case orgs, academicSessions, courses, classes, users, roles, enrollments, demographics

    var fileName: String { rawValue + ".csv" }

    /// The files of gradebook and resources, which this import leaves alone.
    static let notImported: Set<String> = [
        "categories", "classResources", "courseResources", "lineItemLearningObjectiveIds", "lineItems",
        "lineItemScoreScales", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales",
        "scoreScales", "userResources",
    ]

    /// Credentials of other services; never read.
    static let profiles = "userProfiles"

    private static let base = ["sourcedId", "status", "dateLastModified"]

    /// OneRoster CSV binding 1.2.1, and 1.1 where `version` says so.
    func columns(in version: RosterVersion) -> [String] { Self.base + own(in: version) }

    private func own(in version: RosterVersion) -> [String] {
        switch self {
        case .orgs: ["name", "type", "identifier", "parentSourcedId"]
        case .academicSessions: ["title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"]
        case .courses:
            ["schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"]
        case .classes:
            [
                "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId",
                "termSourcedIds", "subjects", "subjectCodes", "periods",
            ]
        case .users: version == .v1p1 ? Self.users1p1 : Self.users1p2
        case .roles:
            ["userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId"]
        case .enrollments:
            ["classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"]
        case .demographics: Self.demographicColumns
        }
    }

    private static let users1p1 = [
        "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName", "middleName",
        "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password",
    ]

    private static let users1p2 = [
        "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms",
        "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier", "preferredGivenName",
        "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns",
    ]

    private static let demographicColumns = [
        "birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
        "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces",
        "hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth",
        "publicSchoolResidenceStatus",
    ]

    /// Without these columns the file cannot be read.
    func required(in version: RosterVersion) -> [String] {
        switch self {
        case .orgs: ["sourcedId", "name", "type"]
        case .academicSessions: ["sourcedId", "title", "type", "startDate", "endDate", "schoolYear"]
        case .courses: ["sourcedId", "title", "orgSourcedId"]
        case .classes: ["sourcedId", "title", "courseSourcedId", "classType", "schoolSourcedId", "termSourcedIds"]
        case .users:
            ["sourcedId", "enabledUser", "givenName", "familyName"]
                + (version == .v1p1 ? ["orgSourcedIds", "role"] : [])
        case .roles: ["sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"]
        case .enrollments: ["sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role"]
        case .demographics: ["sourcedId"]
        }
    }
}

/// The versions of the binding that are read.
enum RosterVersion: String, Sendable {
    case v1p1 = "1.1"
    case v1p2 = "1.2"
}
