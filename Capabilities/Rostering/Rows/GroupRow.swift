import Base
import Directory

struct GroupRow: Hashable, Sendable, Codable {
    var organisation: ID<Organisation>
    var course: ID<Course>?
    var kind: SchoolGroup.Kind
    var title: String
    var code: String?
    var location: String?
    var yearLevels: [String]
    var metadata: [String: String]
    /// In order, so that two lists with the same items are equal.
    var sessions: [ID<AcademicSession>] = []
}
