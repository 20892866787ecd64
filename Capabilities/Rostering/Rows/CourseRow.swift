import Base
import Directory

struct CourseRow: Hashable, Sendable, Codable {
    var organisation: ID<Organisation>
    var session: ID<AcademicSession>?
    var title: String
    var code: String?
    var subjects: [CourseSubject]
    var metadata: [String: String]
}
