/// A row of classes.csv.
struct ClassRecord: RosterRecord {
    static let file = RosterFile.classes

    let sourcedId: String
    let line: Int
    let title: String
    let yearLevels: [String]
    let course: String
    let code: String?
    let isHomeroom: Bool
    let location: String?
    let school: String
    let terms: [String]
    let metadata: [String: String]

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        title = row.required("title")
        yearLevels = row.list("grades").filter { !$0.isEmpty }
        course = row.required("courseSourcedId")
        code = row.optional("classCode")
        let type = row.vocabulary("classType", Vocabulary.classes)
        isHomeroom = type == "homeroom"
        location = row.optional("location")
        school = row.required("schoolSourcedId")
        _ = row.required("termSourcedIds")
        terms = row.references("termSourcedIds")
        var metadata = row.metadata()
        for column in ["subjects", "subjectCodes", "periods"] { metadata[column] = row.optional(column) }
        if Vocabulary.isExtension(type) { metadata["classType"] = type }
        self.metadata = metadata
    }
}
