import Base

/// A row of academicSessions.csv.
struct SessionRecord: RosterRecord {
    static let file = RosterFile.academicSessions

    let sourcedId: String
    let line: Int
    let title: String
    let type: String
    let begins: CivilDate
    let ends: CivilDate
    let parent: String?
    let schoolYear: Int32
    let metadata: [String: String]

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        title = row.required("title")
        type = row.vocabulary("type", Vocabulary.sessions)
        _ = row.required("startDate")
        _ = row.required("endDate")
        let (begins, ends) = (row.date("startDate"), row.date("endDate"))
        // The end is exclusive, so that a session of one day ends on the next one.
        if let begins, let ends, ends <= begins { row.problem(.dateOrder, "endDate") }
        self.begins = begins ?? CivilDate(dayNumber: 0)
        self.ends = ends ?? CivilDate(dayNumber: 1)
        parent = row.optional("parentSourcedId")
        let year = row.required("schoolYear")
        schoolYear = year.utf8.count == 4 ? Int32(year) ?? 0 : 0
        if !year.isEmpty, schoolYear < 1000 { row.problem(.yearFormat, "schoolYear") }
        metadata = row.metadata()
    }
}
