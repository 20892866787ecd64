/// A row of courses.csv.
struct CourseRecord: RosterRecord {
    static let file = RosterFile.courses

    let sourcedId: String
    let line: Int
    let schoolYear: String?
    let title: String
    let code: String?
    let org: String
    let subjects: [CourseSubject]
    let metadata: [String: String]

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        schoolYear = row.optional("schoolYearSourcedId")
        title = row.required("title")
        code = row.optional("courseCode")
        org = row.required("orgSourcedId")
        subjects = CourseSubject.paired(names: row.list("subjects"), codes: row.list("subjectCodes"))
        var metadata = row.metadata()
        metadata["grades"] = row.optional("grades")
        self.metadata = metadata
    }
}

/// A subject with its name or its code, as the source has them.
struct CourseSubject: Codable, Hashable, Sendable {
    let name: String?
    let code: String?

    /// The two lists run in parallel; the shorter one leaves gaps.
    static func paired(names: [String], codes: [String]) -> [CourseSubject] {
        func item(_ list: [String], _ index: Int) -> String? {
            index < list.count && !list[index].isEmpty ? list[index] : nil
        }
        return (0..<max(names.count, codes.count)).map { CourseSubject(name: item(names, $0), code: item(codes, $0)) }
            .filter { $0.name != nil || $0.code != nil }
    }
}
