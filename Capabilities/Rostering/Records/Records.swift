import Base

/// One row of a data file after its own fields were checked.
protocol RosterRecord: Sendable {
    static var file: RosterFile { get }
    var sourcedId: String { get }
    var line: Int { get }
    init(_ row: RowFields, sourcedId: String)
}

/// The rows of one file.
struct Records<Record: RosterRecord>: Sendable {
    /// Absent also when the file could not be read; then `isReadable` is false.
    var mode: FileMode = .absent
    var isReadable = true
    var active: [Record] = []
    /// sourcedIds that the file says are gone, with their lines.
    var deleted: [String: Int] = [:]
    /// Every sourcedId of the file, with the line on which it stands.
    var lines: [String: Int] = [:]
}

/// All records of a package.
struct RosterSet: Sendable {
    var version: RosterVersion = .v1p2
    var orgs = Records<OrgRecord>()
    var sessions = Records<SessionRecord>()
    var courses = Records<CourseRecord>()
    var classes = Records<ClassRecord>()
    var users = Records<UserRecord>()
    var roles = Records<RoleRecord>()
    var enrollments = Records<EnrollmentRecord>()
    var demographics = Records<DemographicRecord>()
}
