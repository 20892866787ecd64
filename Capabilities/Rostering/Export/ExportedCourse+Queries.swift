import Base
import Foundation
import Storage

/// Rows of courses.csv.
enum ExportedCourse {
    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        try source.reader.all(
            Query(
                """
                SELECT item.id, item.source, item.source_id, item.ended_at, item.metadata, item.organisation_id,
                    item.session_id, item.title, item.code, item.subjects
                FROM course AS item
                WHERE \(page.rows())
                """
            ) { cells in
                var row = try ExportRow(&cells)
                row.setOrganisation(try cells.next(), as: "orgSourcedId", source.register)
                row.cells["schoolYearSourcedId"] = source.register.sessions.livingSourcedID(try cells.next())
                row.cells["title"] = try cells.next()
                row.cells["courseCode"] = try cells.next()
                row.cells["grades"] = row.take("grades")
                let subjects = try cells.next(JSONDocument?.self)?.decoded(as: [CourseSubject].self) ?? []
                row.cells["subjects"] = list(subjects.map(\.name))
                row.cells["subjectCodes"] = list(subjects.map(\.code))
                return row
            })
    }

    /// A class must have a course (OneRoster 1.2, courseSourcedId); a group without one gets a course of its title.
    static func standIns(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        try source.reader.all(
            Query(
                """
                SELECT item.id, item.source, item.source_id, item.ended_at, NULL, item.organisation_id, item.title
                FROM school_group AS item
                LEFT JOIN course ON course.provider_id = item.provider_id AND course.id = item.course_id
                WHERE \(page.rows(and: "AND (item.course_id IS NULL OR course.ended_at IS NOT NULL)"))
                """
            ) { cells in
                var row = try ExportRow(&cells)
                row.cells["sourcedId"] = standIn(for: row.sourcedID)
                row.setOrganisation(try cells.next(), as: "orgSourcedId", source.register)
                row.cells["title"] = try cells.next()
                return row
            })
    }

    static func standIn(for group: String) -> String { "course:\(group)" }

    /// Names and codes run in parallel, so gaps are kept but for those at the end.
    private static func list(_ items: [String?]) -> String {
        var items = items.map { $0 ?? "" }
        while items.last == "" { items.removeLast() }
        return items.joined(separator: ",")
    }
}

extension ExportRow {
    /// A reference that must be filled: without its organisation the row is over.
    mutating func setOrganisation(_ id: UUID, as column: String, _ register: ExportRegister) {
        cells[column] = register.organisations.sourcedID(id)
        if !register.organisations.isLiving(id) { isEnded = true }
    }
}
