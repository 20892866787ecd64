import Accounts
import Directory
import Web

/// Where the register's pages are, each once for the office and once for the administrator.
enum RegisterPath {
    static func people(_ role: Role) -> PathPattern { ActingPath.register(role) }
    static func person(_ role: Role) -> PathPattern { ActingPath.registerPerson(role) }

    private static func below(_ path: String, _ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/\(path)")
    }
}
