import Base
import Directory
import Foundation
import Storage

/// Rows of roles.csv. Administrators are made here and never by a file, so they are in none.
enum ExportedRole {
    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        try source.reader.all(
            Query(
                """
                SELECT item.id, item.source, item.source_id, item.ended_at, item.metadata, person.ended_at,
                    person.source, person.source_id, item.organisation_id, item.role, item.is_primary, item.begins_on,
                    item.ends_on
                FROM role_assignment AS item
                JOIN person ON person.provider_id = item.provider_id AND person.id = item.person_id
                WHERE \(page.rows(and: "AND item.role <> \(Role.administrator)"))
                """
            ) { cells in
                var row = try ExportRow(&cells)
                row.cells["userSourcedId"] = try row.reference(&cells)
                row.setOrganisation(try cells.next(), as: "orgSourcedId", source.register)
                row.cells["role"] = word(try cells.next())
                row.cells["roleType"] = try cells.next() ? "primary" : "secondary"
                try row.setPeriod(&cells)
                return row
            })
    }

    private static func word(_ role: Role) -> String {
        switch role {
        case .pupil: "student"
        case .assistant: "aide"
        case .office: "ext:office"
        case .teacher, .guardian, .principal, .administrator: role.rawValue
        }
    }
}

/// Rows of enrollments.csv.
enum ExportedEnrollment {
    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        try source.reader.all(
            Query(
                """
                SELECT item.id, item.source, item.source_id, item.ended_at, item.metadata, person.ended_at,
                    person.source, person.source_id, school_group.ended_at, school_group.source, school_group.source_id,
                    school_group.organisation_id, item.role, item.is_primary, item.begins_on, item.ends_on
                FROM membership AS item
                JOIN person ON person.provider_id = item.provider_id AND person.id = item.person_id
                JOIN school_group ON school_group.provider_id = item.provider_id
                    AND school_group.id = item.group_id
                WHERE \(page.rows())
                """
            ) { cells in
                var row = try ExportRow(&cells)
                row.cells["userSourcedId"] = try row.reference(&cells)
                row.cells["classSourcedId"] = try row.reference(&cells)
                row.setOrganisation(try cells.next(), as: "schoolSourcedId", source.register)
                row.cells["role"] = word(try cells.next())
                row.cells["primary"] = try cells.next() ? "true" : "false"
                try row.setPeriod(&cells)
                return row
            })
    }

    private static func word(_ role: Role) -> String {
        switch role {
        case .pupil: "student"
        case .assistant: "ext:aide"
        default: role.rawValue
        }
    }
}

extension ExportRow {
    /// Reads `ended_at, source, source_id` of what the row cannot be without.
    mutating func reference(_ row: inout Row) throws -> String {
        if try row.next(Instant?.self) != nil { isEnded = true }
        return try row.sourcedID()
    }

    /// Reads `begins_on, ends_on`.
    mutating func setPeriod(_ row: inout Row) throws {
        cells["beginDate"] = try row.next(CivilDate?.self)?.description
        cells["endDate"] = try row.next(CivilDate?.self)?.description
    }
}
