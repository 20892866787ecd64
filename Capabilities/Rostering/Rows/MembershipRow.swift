import Base
import Directory

struct MembershipRow: Hashable, Sendable, Codable {
    var group: ID<SchoolGroup>
    var person: ID<Person>
    var role: Role
    var isPrimary: Bool
    var begins: CivilDate?
    var ends: CivilDate?
    var metadata: [String: String]
}
