import Base
import Directory
import Foundation
import Storage

extension ImportHistory {
    /// A row that the run touched, by the change feed.
    struct Touched: RowDecodable {
        let entity: String
        let id: UUID
        let operation: RunChange.Operation

        init(row: inout Row) throws {
            entity = try row.next()
            id = try row.next()
            operation = try row.next()
        }
    }

    /// A change that the run has in the log.
    struct Logged: RowDecodable {
        let entity: String
        let id: UUID
        let before: [String: String]
        let after: [String: String]

        init(row: inout Row) throws {
            entity = try row.next()
            id = try row.next()
            before = try row.next(JSONDocument?.self)?.decoded() ?? [:]
            after = try row.next(JSONDocument?.self)?.decoded() ?? [:]
        }
    }

    func touched(_ sequences: ClosedRange<Int64>) -> Query<Touched> {
        Query(
            """
            SELECT change_feed.entity, change_feed.entity_id, change_feed.operation FROM change_feed
            WHERE change_feed.provider_id = \(provider)
                AND change_feed.sequence BETWEEN \(sequences.lowerBound) AND \(sequences.upperBound)
                AND (change_feed.entity IN ('organisation', 'school_group')
                    OR (change_feed.entity = 'person' AND change_feed.operation <> 'create'))
            """)
    }

    func images(of ids: [UUID]) -> Query<(UUID, JSONDocument)> {
        Query(
            """
            SELECT roster_run_before.entity_id, roster_run_before.image FROM roster_run_before
            WHERE roster_run_before.provider_id = \(provider) AND roster_run_before.run_id = \(run)
                AND roster_run_before.entity_id \(anyOf: ids)
            """
        ) { (try $0.next(), try $0.next()) }
    }

    var changes: Query<Logged> {
        Query(
            """
            SELECT change_log.entity, change_log.entity_id, change_detail.before_value, change_detail.after_value
            FROM change_subject
            JOIN change_log ON change_log.provider_id = change_subject.provider_id
                AND change_log.id = change_subject.change_id
            LEFT JOIN change_detail ON change_detail.provider_id = change_log.provider_id
                AND change_detail.change_id = change_log.id
            WHERE change_subject.provider_id = \(provider) AND change_subject.subject_id = \(run)
            ORDER BY change_subject.change_id
            """)
    }

    /// What the organisations and courses are called now.
    func names(of ids: [UUID]) -> Query<(UUID, String)> {
        Query(
            """
            SELECT id, name FROM organisation WHERE provider_id = \(provider) AND id \(anyOf: ids)
            UNION ALL
            SELECT id, title FROM course WHERE provider_id = \(provider) AND id \(anyOf: ids)
            """
        ) { (try $0.next(), try $0.next()) }
    }

    func organisations(_ ids: [UUID]) -> Query<(UUID, OrganisationRow)> {
        Query(
            """
            SELECT id, parent_id, kind, name, oid, school_code FROM organisation
            WHERE provider_id = \(provider) AND id \(anyOf: ids)
            """
        ) { cells in
            (
                try cells.next(),
                OrganisationRow(
                    parent: try cells.next(), kind: try cells.next(), name: try cells.next(), oid: try cells.next(),
                    schoolCode: try cells.next(), metadata: [:])
            )
        }
    }

    func groups(_ ids: [UUID]) -> Query<(UUID, GroupRow)> {
        Query(
            """
            SELECT id, organisation_id, course_id, kind, title, code, location, year_levels FROM school_group
            WHERE provider_id = \(provider) AND id \(anyOf: ids)
            """
        ) { cells in
            (
                try cells.next(),
                GroupRow(
                    organisation: try cells.next(), course: try cells.next(), kind: try cells.next(),
                    title: try cells.next(), code: try cells.next(), location: try cells.next(),
                    yearLevels: try cells.next(JSONDocument?.self)?.decoded() ?? [], metadata: [:])
            )
        }
    }

    func people(_ ids: [UUID]) -> Query<(UUID, PersonRow)> {
        Query(
            """
            SELECT id, given_names, called_name, family_name, birth_date, language, year_level, protected FROM person
            WHERE provider_id = \(provider) AND id \(anyOf: ids)
            """
        ) { cells in
            (
                try cells.next(),
                PersonRow(
                    name: PersonName(given: try cells.next(), called: try cells.next(), family: try cells.next()),
                    birthDate: try cells.next(), language: try cells.next(), yearLevel: try cells.next(),
                    isProtected: try cells.next(), metadata: [:])
            )
        }
    }
}
