import Base
import Directory

/// A row of enrollments.csv.
struct EnrollmentRecord: RosterRecord {
    static let file = RosterFile.enrollments

    let sourcedId: String
    let line: Int
    let group: String
    let school: String
    let user: String
    /// nil for roles that no group knows here.
    let role: Role?
    let isPrimary: Bool
    let begins: CivilDate?
    let ends: CivilDate?
    let metadata: [String: String]

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        group = row.required("classSourcedId")
        school = row.required("schoolSourcedId")
        user = row.required("userSourcedId")
        let word = row.vocabulary("role", Vocabulary.enrollments)
        switch word {
        case "student": role = .pupil
        case "teacher": role = .teacher
        case "ext:aide": role = .assistant
        default:
            role = nil
            if Vocabulary.enrollments.contains(word) || Vocabulary.isExtension(word) {
                row.problem(.enrollmentNotImported, "role")
            }
        }
        isPrimary = row.boolean("primary") ?? false
        (begins, ends) = row.period(from: "beginDate", to: "endDate")
        metadata = row.metadata()
    }
}
