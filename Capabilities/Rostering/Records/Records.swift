import Base
import Storage

/// One row of a data file after its own fields were checked.
protocol RosterRecord: Packed, Sendable {
    static var file: RosterFile { get }
    var sourcedId: String { get }
    var line: Int { get }
    /// The sourcedIds of what the row belongs to, as far as comparing looks them up.
    var references: (first: String?, second: String?) { get }
    init(_ row: RowFields, sourcedId: String)
    /// Puts down what else the row says, under the number of its record.
    func stageParts(_ parts: StagedParts, number: Int) throws
}

extension RosterRecord {
    func stageParts(_ parts: StagedParts, number: Int) throws {}
}

/// How a file of a package was read.
struct FileState: Hashable, Sendable {
    /// Absent also when the file could not be read; then `isReadable` is false.
    var mode: FileMode = .absent
    var isReadable = true
}

extension OrgRecord {
    var references: (first: String?, second: String?) { (parent, nil) }
}

extension SessionRecord {
    var references: (first: String?, second: String?) { (parent, nil) }
}

extension CourseRecord {
    var references: (first: String?, second: String?) { (org, schoolYear) }
}

extension ClassRecord {
    var references: (first: String?, second: String?) { (course, school) }
}

extension UserRecord {
    var references: (first: String?, second: String?) { (nil, nil) }

    func stageParts(_ parts: StagedParts, number: Int) throws {
        for role in roles { try parts.add(role) }
        for (position, entry) in agents.enumerated() { try parts.add(entry, of: self, position, number) }
        for identifier in identifiers where identifier.kind == Identifier.learnerNumber {
            try parts.addLearnerNumber(identifier.value, of: self)
        }
        if let identity, !identity.isEmpty { try parts.addIdentity(identity, of: self) }
    }
}

extension RoleRecord {
    var references: (first: String?, second: String?) { (user, org) }
}

extension EnrollmentRecord {
    var references: (first: String?, second: String?) { (group, user) }
}

extension DemographicRecord {
    var references: (first: String?, second: String?) { (nil, nil) }
}
