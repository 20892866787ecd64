import Base
import Directory

/// A row of roles.csv, or one role at one organisation of a 1.1 users.csv.
struct RoleRecord: RosterRecord {
    static let file = RosterFile.roles

    let sourcedId: String
    let line: Int
    let user: String
    let org: String
    /// nil for roles that a file may not give.
    let role: Role?
    let isPrimary: Bool
    let begins: CivilDate?
    let ends: CivilDate?
    let metadata: [String: String]

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        user = row.required("userSourcedId")
        org = row.required("orgSourcedId")
        role = Self.role(of: row.vocabulary("role", Vocabulary.roles), in: row, Vocabulary.roles)
        isPrimary = row.vocabulary("roleType", Vocabulary.roleTypes) == "primary"
        (begins, ends) = row.period(from: "beginDate", to: "endDate")
        metadata = row.metadata()
    }

    /// The roles that a 1.1 row of users.csv stands for: one at each organisation, the first is primary.
    static func ofUser(_ user: String, in row: RowFields) -> [RoleRecord] {
        _ = row.required("orgSourcedIds")
        let word = row.vocabulary("role", Vocabulary.roles1p1)
        let role = role(of: word, in: row, Vocabulary.roles1p1)
        return row.references("orgSourcedIds").filter { !$0.isEmpty }.enumerated().map { position, org in
            RoleRecord(user: user, org: org, word: word, role: role, isPrimary: position == 0, line: row.line)
        }
    }

    private init(user: String, org: String, word: String, role: Role?, isPrimary: Bool, line: Int) {
        sourcedId = "\(user):\(word):\(org)"
        (self.user, self.org, self.role, self.isPrimary, self.line) = (user, org, role, isPrimary, line)
        (begins, ends, metadata) = (nil, nil, [:])
    }

    /// Administrators are made here, never by a file; counsellors and proctors have no role here yet.
    private static func role(of word: String, in row: RowFields, _ known: Set<String>) -> Role? {
        switch word {
        case "student": return .pupil
        case "teacher": return .teacher
        case "aide": return .assistant
        case "principal": return .principal
        case "guardian", "parent", "relative": return .guardian
        case "ext:office", "ext:schoolSecretary": return .office
        default:
            if known.contains(word) || Vocabulary.isExtension(word) { row.problem(.roleNotGranted, "role") }
            return nil
        }
    }
}
