import Base
import Directory
import Foundation
import Storage

/// Rows of classes.csv.
enum ExportedClass {
    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        var rows = try source.reader.all(groups(page, source.register))
        let query = sessions(of: rows.map(\.id), in: page.provider)
        let sessions = Dictionary(grouping: try source.reader.all(query), by: \.0)
        for index in rows.indices {
            let terms = (sessions[rows[index].id] ?? []).compactMap { source.register.sessions.livingSourcedID($0.1) }
            // Never blank (OneRoster 1.2, termSourcedIds).
            rows[index].cells["termSourcedIds"] =
                terms.isEmpty ? source.register.lastSession : terms.inKeyOrder().joined(separator: ",")
        }
        return rows
    }

    private static func groups(_ page: ExportPage, _ register: ExportRegister) -> Query<ExportRow> {
        Query(
            """
            SELECT item.id, item.source, item.source_id, item.ended_at, item.metadata, item.organisation_id, item.kind,
                item.title, item.code, item.location, item.year_levels, course.ended_at, course.source, course.source_id
            FROM school_group AS item
            LEFT JOIN course ON course.provider_id = item.provider_id AND course.id = item.course_id
            WHERE \(page.rows())
            """
        ) { cells in
            var row = try ExportRow(&cells)
            row.setOrganisation(try cells.next(), as: "schoolSourcedId", register)
            row.cells["classType"] = type(try cells.next(), &row)
            row.cells["title"] = try cells.next()
            row.cells["classCode"] = try cells.next()
            row.cells["location"] = try cells.next()
            let levels = try cells.next(JSONDocument?.self)?.decoded(as: [String].self) ?? []
            row.cells["grades"] = levels.joined(separator: ",")
            for column in ["subjects", "subjectCodes", "periods"] { row.cells[column] = row.take(column) }
            row.cells["courseSourcedId"] = try course(&cells) ?? ExportedCourse.standIn(for: row.sourcedID)
            return row
        }
    }

    private static func type(_ kind: SchoolGroup.Kind, _ row: inout ExportRow) -> String {
        if kind == .homeroom { return "homeroom" }
        let own = row.metadata["classType"].map(Vocabulary.isExtension) ?? false
        return own ? row.take("classType") ?? "scheduled" : "scheduled"
    }

    /// Reads `ended_at, source, source_id` of a course that may not be there.
    private static func course(_ cells: inout Row) throws -> String? {
        let isEnded = try cells.next(Instant?.self) != nil
        guard let source = try cells.next(String?.self), !isEnded else { return nil }
        return SourcedID.of(try cells.next(), from: source)
    }

    private static func sessions(of ids: [UUID], in provider: ID<Provider>) -> Query<(UUID, UUID)> {
        Query(
            """
            SELECT group_id, session_id FROM group_session
            WHERE provider_id = \(provider) AND group_id \(anyOf: ids)
            """
        ) { (try $0.next(), try $0.next()) }
    }
}

extension [String] {
    /// In the byte order in which both engines compare text.
    func inKeyOrder() -> [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
