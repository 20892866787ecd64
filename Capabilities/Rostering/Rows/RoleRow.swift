import Base
import Directory

struct RoleRow: Hashable, Sendable, Codable {
    var person: ID<Person>
    var organisation: ID<Organisation>
    var role: Role
    var isPrimary: Bool
    var begins: CivilDate?
    var ends: CivilDate?
    var metadata: [String: String]
}
