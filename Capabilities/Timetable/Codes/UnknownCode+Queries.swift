import Accounts
import Base
import Directory
import Foundation
import Storage

/// A code that a timetable's file had and nobody has said what it means.
struct UnknownCode: RowDecodable, Hashable {
    let school: ID<Organisation>
    let schoolName: String
    let kind: CodeKind
    let code: String
    /// In how many lessons it stands, of the timetable in force or of one that waits for its confirmation.
    let lessons: Int

    init(row: inout Row) throws {
        school = try row.next()
        schoolName = try row.next()
        kind = try row.next()
        code = try row.next()
        lessons = try row.next()
    }

    /// Those of the schools that one of `persons` governs as `role`.
    static func all(
        by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<UnknownCode> {
        Query(
            """
            \(Organisation.governedTable(by: persons, as: role, in: provider, on: day))
            SELECT organisation.id, organisation.name, timetable_mapping.kind, timetable_mapping.code,
                (SELECT COUNT(DISTINCT lesson_code.lesson_id) FROM timetable_edition
                    JOIN lesson_code ON lesson_code.provider_id = timetable_edition.provider_id
                        AND lesson_code.edition_id = timetable_edition.id
                        AND lesson_code.kind = timetable_mapping.kind AND lesson_code.code = timetable_mapping.code
                    WHERE timetable_edition.provider_id = timetable_mapping.provider_id
                        AND timetable_edition.organisation_id = timetable_mapping.organisation_id
                        AND (EXISTS (SELECT 1 FROM timetable_present
                                WHERE timetable_present.provider_id = timetable_edition.provider_id
                                    AND timetable_present.edition_id = timetable_edition.id)
                            OR EXISTS (SELECT 1 FROM timetable_draft
                                WHERE timetable_draft.provider_id = timetable_edition.provider_id
                                    AND timetable_draft.edition_id = timetable_edition.id)))
            FROM organisation
            CROSS JOIN timetable_mapping
            WHERE organisation.provider_id = \(provider) AND organisation.id IN (SELECT governed.id FROM governed)
                AND timetable_mapping.provider_id = \(provider)
                AND timetable_mapping.organisation_id = organisation.id AND timetable_mapping.mapped_at IS NULL
            ORDER BY organisation.sort_key, timetable_mapping.kind, timetable_mapping.code
            LIMIT 200
            """)
    }

    /// The names of the groups of some schools, in their order: what a code of a group may mean.
    static func groups(
        of schools: [ID<Organisation>], in provider: ID<Provider>
    ) -> Query<(school: ID<Organisation>, title: String)> {
        Query(
            """
            SELECT school_group.organisation_id, school_group.title
            FROM school_group
            WHERE school_group.provider_id = \(provider) AND school_group.organisation_id \(anyOf: schools)
                AND school_group.ended_at IS NULL
            ORDER BY school_group.organisation_id, school_group.sort_key, school_group.id
            LIMIT 2000
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// Says what the code means, now and for every import to come; the lessons that wait for it get what it means.
    func map(
        to found: UUID, in provider: ID<Provider>, by account: ID<Account>, at now: Instant, _ writer: any Writer
    ) throws {
        let (group, person) = kind == .group ? (found as UUID?, UUID?.none) : (nil, found)
        try writer.run(
            """
            UPDATE timetable_mapping SET group_id = \(group), person_id = \(person), mapped_at = \(now),
                account_id = \(account)
            WHERE provider_id = \(provider) AND organisation_id = \(school) AND kind = \(kind) AND code = \(code)
            """)
        let (table, column): (SQL, SQL) =
            kind == .group ? ("lesson_group", "group_id") : ("lesson_teacher", "person_id")
        try writer.run(
            """
            INSERT INTO \(table) (provider_id, edition_id, lesson_id, \(column))
            SELECT lesson_code.provider_id, lesson_code.edition_id, lesson_code.lesson_id, \(found)
            FROM timetable_edition
            JOIN lesson_code ON lesson_code.provider_id = timetable_edition.provider_id
                AND lesson_code.edition_id = timetable_edition.id
            WHERE timetable_edition.provider_id = \(provider) AND timetable_edition.organisation_id = \(school)
                AND lesson_code.kind = \(kind) AND lesson_code.code = \(code)
            ON CONFLICT (provider_id, edition_id, lesson_id, \(column)) DO NOTHING
            """)
        try writer.run(
            """
            DELETE FROM lesson_code
            WHERE provider_id = \(provider) AND kind = \(kind) AND code = \(code) AND edition_id IN (
                SELECT timetable_edition.id FROM timetable_edition
                WHERE timetable_edition.provider_id = \(provider) AND timetable_edition.organisation_id = \(school))
            """)
        let edition = try writer.first(
            Query<ID<TimetableEdition>>(
                """
                SELECT timetable_present.edition_id FROM timetable_present
                WHERE timetable_present.provider_id = \(provider) AND timetable_present.organisation_id = \(school)
                """))
        if let edition { try LessonPlan.noteChange(of: edition, in: provider, at: now, writer) }
    }
}
