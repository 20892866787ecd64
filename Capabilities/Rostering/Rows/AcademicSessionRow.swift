import Base
import Directory

struct AcademicSessionRow: Hashable, Sendable, Codable {
    var parent: ID<AcademicSession>?
    var kind: String
    var title: String
    var begins: CivilDate
    var ends: CivilDate
    var schoolYear: Int32
    var metadata: [String: String]
}

extension AcademicSessionRow {
    init(_ record: SessionRecord, parent: ID<AcademicSession>?) {
        self.parent = parent
        (kind, title, begins, ends) = (record.type, record.title, record.begins, record.ends)
        (schoolYear, metadata) = (record.schoolYear, record.metadata)
    }
}
