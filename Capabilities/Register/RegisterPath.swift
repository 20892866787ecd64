import Accounts
import Directory
import Web

/// Where the register's pages are, each once for the office and once for the administrator.
enum RegisterPath {
    static func people(_ role: Role) -> PathPattern { ActingPath.register(role) }
    static func person(_ role: Role) -> PathPattern { ActingPath.registerPerson(role) }
    static func history(_ role: Role) -> PathPattern { below("people/{person}/history", role) }
    static func correction(_ role: Role) -> PathPattern { below("people/{person}/correction", role) }
    static func protection(_ role: Role) -> PathPattern { below("people/{person}/protection", role) }
    static func protectionEnding(_ role: Role) -> PathPattern { below("people/{person}/protection/ending", role) }
    static func contact(_ role: Role) -> PathPattern { ActingPath.registerContact(role) }
    static func contactReading(_ role: Role) -> PathPattern { below("people/{person}/contact/{reading}", role) }
    static func roles(_ role: Role) -> PathPattern { below("people/{person}/roles", role) }
    static func roleEnding(_ role: Role) -> PathPattern { below("people/{person}/roles/{row}/ending", role) }
    static func membershipEnding(_ role: Role) -> PathPattern {
        below("people/{person}/memberships/{row}/ending", role)
    }
    static func guardianships(_ role: Role) -> PathPattern { below("people/{person}/guardianships", role) }
    static func guardianshipEnding(_ role: Role) -> PathPattern {
        below("people/{person}/guardianships/{row}/ending", role)
    }
    static func merge(_ role: Role) -> PathPattern { below("people/{person}/merge", role) }
    static func mergeUndoing(_ role: Role) -> PathPattern { below("people/{person}/merge/{merge}/undoing", role) }
    static func groups(_ role: Role) -> PathPattern { below("groups", role) }
    static func group(_ role: Role) -> PathPattern { below("groups/{group}", role) }
    static func groupHistory(_ role: Role) -> PathPattern { below("groups/{group}/history", role) }
    static func groupCorrection(_ role: Role) -> PathPattern { below("groups/{group}/correction", role) }
    static func groupEnding(_ role: Role) -> PathPattern { below("groups/{group}/ending", role) }
    static func groupEndingUndoing(_ role: Role) -> PathPattern { below("groups/{group}/ending/undoing", role) }
    static func members(_ role: Role) -> PathPattern { below("groups/{group}/members", role) }
    static func organisations(_ role: Role) -> PathPattern { below("organisations", role) }
    static func organisationHistory(_ role: Role) -> PathPattern { below("organisations/{organisation}/history", role) }

    static func duplicates(_ role: Role) -> PathPattern { below("duplicates", role) }
    static func distinct(_ role: Role) -> PathPattern { below("duplicates/distinct", role) }
    static func distinctEnding(_ role: Role) -> PathPattern { below("duplicates/distinct/ending", role) }

    private static func below(_ path: String, _ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/\(path)")
    }
}
