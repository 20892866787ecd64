import Base
import Directory
import Foundation
import Storage

extension ExportedUser {
    static func people(_ page: ExportPage, _ register: ExportRegister) -> Query<ExportRow> {
        Query(
            """
            SELECT item.id, item.source, item.source_id, item.ended_at, item.metadata, item.given_names,
                item.called_name, item.family_name, item.language, item.year_level, item.protected
            FROM person AS item
            WHERE \(page.rows())
            """
        ) { cells in
            var row = try ExportRow(&cells)
            row.cells["givenName"] = try cells.next()
            row.cells["preferredGivenName"] = try cells.next()
            row.cells["familyName"] = try cells.next()
            row.metadata["language"] = try cells.next()
            row.setKept(yearLevel: try cells.next(), register)
            row.metadata["protected"] = try cells.next() ? "true" : ""
            return row
        }
    }

    /// The identifiers in force.
    static func identifiers(of ids: [UUID], in provider: ID<Provider>) -> Query<(UUID, Identifier)> {
        Query(
            """
            SELECT person_id, kind, value FROM person_identifier
            WHERE provider_id = \(provider) AND person_id \(anyOf: ids) AND ends_on IS NULL
            """
        ) { (try $0.next(), Identifier(kind: try $0.next(), value: try $0.next())) }
    }

    static func contacts(of ids: [UUID], in provider: ID<Provider>) -> Query<(UUID, Contact)> {
        Query(
            """
            SELECT person_id, kind, value FROM contact
            WHERE provider_id = \(provider) AND person_id \(anyOf: ids)
            """
        ) { (try $0.next(), Contact(kind: try $0.next(), value: try $0.next())) }
    }

    /// The guardians of children, as far as they are people of this package.
    static func agents(of ids: [UUID], in provider: ID<Provider>) -> Query<Agent> {
        Query(
            """
            SELECT guardianship.child_id, person.source, person.source_id, guardianship.scope, guardianship.kinds,
                guardianship.begins_on, guardianship.ends_on
            FROM guardianship
            JOIN person ON person.provider_id = guardianship.provider_id AND person.id = guardianship.guardian_id
            WHERE guardianship.provider_id = \(provider) AND guardianship.child_id \(anyOf: ids)
                AND guardianship.ended_at IS NULL AND person.ended_at IS NULL
                AND guardianship.source <> \(Guardianship.mandate)
            """
        ) { cells in
            Agent(
                child: try cells.next(), sourcedID: try cells.sourcedID(), scope: try scope(&cells),
                begins: try cells.next(), ends: try cells.next())
        }
    }

    /// `limited:absences+homework`; blank is full.
    private static func scope(_ cells: inout Row) throws -> String {
        let scope = try cells.next(Guardianship.Scope.self)
        let kinds = try cells.next(JSONDocument?.self)?.decoded(as: [String].self) ?? []
        switch scope {
        case .full: return ""
        case .information: return scope.rawValue
        case .limited: return kinds.isEmpty ? scope.rawValue : "limited:" + kinds.joined(separator: "+")
        }
    }
}

/// Rows of demographics.csv, of which the register knows the birth date alone.
enum ExportedDemographic {
    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        // In a delta a blank birth date takes back what an earlier file said.
        let isKnown: SQL = if case .after = page.part { "AND item.birth_date IS NOT NULL" } else { "" }
        return try source.reader.all(
            Query(
                """
                SELECT item.id, item.source, item.source_id, item.ended_at, NULL, item.birth_date
                FROM person AS item
                WHERE \(page.rows(and: isKnown))
                """
            ) { cells in
                var row = try ExportRow(&cells)
                row.cells["birthDate"] = try cells.next(CivilDate?.self)?.description
                return row
            })
    }
}
