import Base
package import Directory
package import Web

/// Where each role and each child begins; whom one acts for is in the path.
package enum ActingPath {
    /// All children of a guardian, at all providers.
    package static let family: PathPattern = "/guardian"
    /// One child of a guardian.
    package static let child: PathPattern = "/{provider}/guardian/{child}"

    /// The desktop of a role at a provider.
    package static func desktop(_ role: Role) -> PathPattern { desktops[role] }
    private static let desktops = EachRole("")

    /// The own groups of a role.
    package static func groups(_ role: Role) -> PathPattern { groupLists[role] }
    private static let groupLists = EachRole("/groups")

    /// A group with its people.
    package static func group(_ role: Role) -> PathPattern { groupPages[role] }
    private static let groupPages = EachRole("/groups/{group}")

    /// A group of a guardian's child.
    package static let childGroup: PathPattern = "/{provider}/guardian/{child}/groups/{group}"

    /// A person whom the role may see.
    package static func person(_ role: Role) -> PathPattern { persons[role] }
    private static let persons = EachRole("/people/{person}")

    /// The register's people, for office and administrator.
    package static func register(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/people")
    }

    /// A person's record in the register.
    package static func registerPerson(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/people/{person}")
    }

    /// A person's contact details in the register, shown once a reason is written.
    package static func registerContact(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/people/{person}/contact")
    }

    /// The own timetable of a role, and those of a guardian's child and of all the children.
    package static func timetable(_ role: Role) -> PathPattern { timetables[role] }
    private static let timetables = EachRole("/timetable")
    package static let childTimetable: PathPattern = "/{provider}/guardian/{child}/timetable"
    package static let familyTimetable: PathPattern = "/guardian/timetable"

    /// The absences of a pupil, and of a guardian's child.
    package static let absences: PathPattern = "/{provider}/pupil/absences"
    package static let childAbsences: PathPattern = "/{provider}/guardian/{child}/absences"

    /// How the pupils of a group attend.
    package static func groupAbsences(_ role: Role) -> PathPattern { absencesOfGroups[role] }
    private static let absencesOfGroups = EachRole("/groups/{group}/absences")

    /// What the codes of timetable programs mean, for office and administrator.
    package static func timetableCodes(_ role: Role) -> PathPattern { codes[role] }
    private static let codes = EachRole("/timetable/codes")

    /// The timetable of a group.
    package static func groupTimetable(_ role: Role) -> PathPattern { groupTimetables[role] }
    private static let groupTimetables = EachRole("/groups/{group}/timetable")

    /// The own homework and exams of a pupil, of a guardian's child and of all the children; what a group was given.
    package static let homework: PathPattern = "/{provider}/pupil/homework"
    package static let childHomework: PathPattern = "/{provider}/guardian/{child}/homework"
    package static let familyHomework: PathPattern = "/guardian/homework"
    package static func groupHomework(_ role: Role) -> PathPattern { groupHomeworks[role] }
    private static let groupHomeworks = EachRole("/groups/{group}/homework")

    /// A school with its groups and staff.
    package static func school(_ role: Role) -> PathPattern { schools[role] }
    private static let schools = EachRole("/schools/{school}")

    /// A pupil's own guardians, and at 18 what they may see.
    package static let guardians: PathPattern = "/{provider}/pupil/guardians"
    package static let grant: PathPattern = "/{provider}/pupil/guardians/{guardianship}/grant"
    package static let grantEnding: PathPattern = "/{provider}/pupil/guardians/{guardianship}/grant/ending"

    /// Who has looked at the own data, at a child's, and the administrator's search in the log.
    package static let accessLog: PathPattern = "/account/access-log"
    package static let childAccessLog: PathPattern = "/{provider}/guardian/{child}/access-log"
    package static let signInAudit: PathPattern = "/{provider}/administrator/sign-in-audit"
    package static let accessLogSearch: PathPattern = "/{provider}/administrator/access-log"

    /// The imports of a provider.
    package static let imports: PathPattern = "/{provider}/administrator/imports"

    /// How a person signs in, for those who help; the slips of a group; what a person sees; who holds which right.
    package static func personSignIn(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/people/{person}/sign-in")
    }
    package static func signInSlips(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/groups/{group}/sign-in-slips")
    }
    /// The badges of a group, and when and where they open the door.
    package static func badges(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/groups/{group}/badges")
    }
    package static func sight(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/people/{person}/sight")
    }
    package static func rights(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/rights")
    }

    package static let invitation: PathPattern = "/invitation"
    package static let account: PathPattern = "/account"
    package static let signIn: PathPattern = "/sign-in"
    /// The own session in this browser: when it ends, and one more use of it.
    package static let session: PathPattern = "/account/session"
    package static let sessionExtension: PathPattern = "/account/session/extension"
    /// Where a session is confirmed with more than a password.
    package static let strong: PathPattern = "/strong"
}

/// One pattern for each role, made once: pages link to them hundreds of times.
private struct EachRole {
    private let patterns: [Role: PathPattern]

    init(_ rest: String) {
        patterns = Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in
                (role, PathPattern(stringLiteral: "/{provider}/\(role.rawValue)\(rest)"))
            })
    }

    subscript(role: Role) -> PathPattern { patterns[role, default: "/"] }
}

/// One whom the account may act as or for.
package struct Acting: Hashable, Sendable {
    package let link: Link
    package let role: Role
    /// The child, or nil for a role of one's own and for all children together.
    package let child: Viewer.Child?
    package let provider: Provider?
    /// Schools or units of the role.
    package let places: [String]
}

extension Viewer {
    /// Everyone this account may act as or for, guardianship first, each once.
    package var actings: [Acting] {
        (children.isEmpty ? [] : [family]) + children.map(acting) + records.flatMap(actings)
    }

    private var family: Acting {
        Acting(link: ActingPath.family(), role: .guardian, child: nil, provider: nil, places: [])
    }

    private func acting(for child: Child) -> Acting {
        Acting(
            link: ActingPath.child(child.provider.slug, child.person), role: .guardian, child: child,
            provider: child.provider, places: [child.shownSchool].compactMap { $0 })
    }

    private func actings(of record: Record) -> [Acting] {
        Role.allCases.filter { $0 != .guardian }.compactMap { role in
            let posts = record.roles.filter { $0.role == role }
            guard !posts.isEmpty else { return nil }
            return Acting(
                link: ActingPath.desktop(role)(record.provider.slug), role: role, child: nil, provider: record.provider,
                places: posts.map(\.organisationName))
        }
    }
}
