import Base
import Foundation
import Storage

/// Rows of orgs.csv.
enum ExportedOrg {
    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        try source.reader.all(
            Query(
                """
                SELECT item.id, item.source, item.source_id, item.ended_at, item.metadata, item.parent_id, item.kind,
                    item.name, item.oid, item.school_code
                FROM organisation AS item
                WHERE \(page.rows())
                """
            ) { cells in
                var row = try ExportRow(&cells)
                row.cells["parentSourcedId"] = source.register.organisations.livingAncestor(try cells.next())
                row.cells["type"] = type(try cells.next(), &row)
                row.cells["name"] = try cells.next()
                identify(&row, oid: try cells.next(), schoolCode: try cells.next())
                return row
            })
    }

    /// The type that the source used, where our three kinds are too few for it.
    private static func type(_ kind: String, _ row: inout ExportRow) -> String {
        if let type = row.metadata["type"], Vocabulary.organisations.contains(type) || Vocabulary.isExtension(type) {
            return row.take("type") ?? type
        }
        switch kind {
        case "school": return "school"
        case "department" where row.source != Rostering.source: return "department"
        default: return "district"
        }
    }

    /// There is one column for identifiers; what does not stand in it has metadata of ours.
    private static func identify(_ row: inout ExportRow, oid: String?, schoolCode: String?) {
        let identifier = row.take("identifier") ?? oid ?? schoolCode
        row.cells["identifier"] = identifier
        if let oid, oid != identifier { row.metadata["oid"] = oid }
        if let schoolCode, schoolCode != identifier { row.metadata["schoolCode"] = schoolCode }
    }
}

/// Rows of academicSessions.csv.
enum ExportedSession {
    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        try source.reader.all(
            Query(
                """
                SELECT item.id, item.source, item.source_id, item.ended_at, item.metadata, item.parent_id, item.kind,
                    item.title, item.begins_on, item.ends_on, item.school_year
                FROM academic_session AS item
                WHERE \(page.rows())
                """
            ) { cells in
                var row = try ExportRow(&cells)
                row.cells["parentSourcedId"] = source.register.sessions.livingAncestor(try cells.next())
                row.cells["type"] = try cells.next()
                row.cells["title"] = try cells.next()
                row.cells["startDate"] = try cells.next(CivilDate.self).description
                row.cells["endDate"] = try cells.next(CivilDate.self).description
                row.cells["schoolYear"] = String(try cells.next(Int32.self))
                return row
            })
    }
}
