import Base

/// One thing in the files that is wrong, or that was not understood; never with a person's name in it.
package struct TimetableProblem: Hashable, Sendable, Codable {
    package let code: TimetableProblemText
    package let file: String
    package let line: Int?
    package let value: String

    init(_ code: TimetableProblemText, _ file: String, line: Int? = nil, _ value: String = "") {
        (self.code, self.file, self.line) = (code, file, line)
        self.value = String(value.prefix(80))
    }

    /// Whether nothing is imported because of it.
    package var isError: Bool { ![.groupUnknown, .teacherUnknown, .fileUnknown].contains(code) }
}

/// Every rule that the files can break; the raw value is also the key of its sentence.
package enum TimetableProblemText: String, TextKey {
    case fileMissing = "problemFileMissing"
    case fileUnknown = "problemFileUnknown"
    case fileTwice = "problemFileTwice"
    case archive = "problemArchive"
    case archiveTooLarge = "problemArchiveTooLarge"
    case bellsMissing = "problemBellsMissing"
    case encoding = "problemEncoding"
    case columnMissing = "problemColumnMissing"
    case fieldMissing = "problemFieldMissing"
    case time = "problemTime"
    case day = "problemDay"
    case order = "problemOrder"
    case weekday = "problemWeekday"
    case number = "problemNumber"
    case kind = "problemKind"
    case hourUnknown = "problemHourUnknown"
    case scheduleUnknown = "problemScheduleUnknown"
    case lessonUnknown = "problemLessonUnknown"
    case overlap = "problemOverlap"
    case groupUnknown = "problemGroupUnknown"
    case teacherUnknown = "problemTeacherUnknown"
    case personUnknown = "problemPersonUnknown"
}

extension TimetableProblemText: Codable {}
