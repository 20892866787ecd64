import Base
import Directory
import Storage

/// The school whose timetable is imported, with the edition in force.
struct ImportSchool: Sendable {
    let provider: ID<Provider>
    let id: ID<Organisation>
    let name: String
    let present: ID<TimetableEdition>?
    private let revision: Int

    /// The one school that the words mean, or `Fault.invalid` saying what to add.
    static func chosen(_ provider: String?, _ school: String?, in reader: any Reader) throws -> ImportSchool {
        let found = try reader.all(schools(provider, school))
        guard let first = found.first else {
            throw Fault(.invalid, log: "no such provider and school; see --provider and --school")
        }
        guard found.count == 1 else {
            throw Fault(.invalid, log: "several schools; say which by --provider and --school")
        }
        return first
    }

    func report(
        _ state: TimetableReport.State, _ counts: TimetableReport.Counts = .init(), problems: [TimetableProblem] = []
    ) -> TimetableReport {
        TimetableReport(state: state, school: name, counts: counts, problems: problems)
    }

    private static func schools(_ provider: String?, _ school: String?) -> Query<ImportSchool> {
        Query(
            """
            SELECT organisation.provider_id, organisation.id, organisation.name, present.edition_id,
                COALESCE(present.revision, 0)
            FROM organisation
            JOIN provider ON provider.id = organisation.provider_id
            LEFT JOIN timetable_present AS present ON present.provider_id = organisation.provider_id
                AND present.organisation_id = organisation.id
            WHERE organisation.kind = 'school' AND organisation.ended_at IS NULL
                AND (\(provider == nil) OR provider.slug = \(provider) OR provider.oid = \(provider))
                AND (\(school == nil) OR organisation.school_code = \(school) OR organisation.oid = \(school))
            ORDER BY organisation.sort_key, organisation.id
            LIMIT 2
            """
        ) { row in
            ImportSchool(
                provider: try row.next(), id: try row.next(), name: try row.next(), present: try row.next(),
                revision: try row.next())
        }
    }

    /// Begins an edition after the present one.
    func open(_ source: String, at now: Instant, _ writer: any Writer) throws -> ID<TimetableEdition> {
        let edition = ID<TimetableEdition>.new(at: now)
        try writer.run(
            """
            INSERT INTO timetable_edition (provider_id, id, organisation_id, earlier_id, made_at, source)
            VALUES (\(provider), \(edition), \(id), \(present), \(now), \(source))
            """)
        return edition
    }

    /// Puts an edition in force; the revision grows so that calendars know what is newer.
    func setPresent(_ edition: ID<TimetableEdition>, at now: Instant, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO timetable_present (provider_id, organisation_id, edition_id, revision, changed_at)
            VALUES (\(provider), \(id), \(edition), \(revision + 1), \(now))
            ON CONFLICT (provider_id, organisation_id) DO UPDATE SET edition_id = excluded.edition_id,
                revision = excluded.revision, changed_at = excluded.changed_at
            """)
        try LessonPlan.noteChange(of: edition, in: provider, at: now, writer)
    }

    func earlier(than edition: ID<TimetableEdition>) -> Query<ID<TimetableEdition>> {
        Query(
            """
            SELECT timetable_edition.earlier_id FROM timetable_edition
            WHERE timetable_edition.provider_id = \(provider) AND timetable_edition.id = \(edition)
                AND timetable_edition.earlier_id IS NOT NULL
            """)
    }

    /// Removes the editions that nobody can go back to any more.
    func removeOld(keeping count: Int, _ writer: any Writer) throws {
        let chain = try writer.all(chain())
        let old = try writer.all(editions()).filter { !chain.prefix(count).contains($0) }
        guard !old.isEmpty else { return }
        try writer.run(
            """
            UPDATE timetable_edition SET earlier_id = NULL
            WHERE provider_id = \(provider) AND earlier_id \(anyOf: old)
            """)
        let tables: [SQL] = [
            "lesson_change", "lesson_code", "lesson_teacher", "lesson_group", "lesson", "special_day", "bell_hour",
            "bell_schedule",
        ]
        for table in tables {
            try writer.run("DELETE FROM \(table) WHERE provider_id = \(provider) AND edition_id \(anyOf: old)")
        }
        try writer.run("DELETE FROM timetable_edition WHERE provider_id = \(provider) AND id \(anyOf: old)")
    }

    /// The editions to go back to, the present one first.
    private func chain() -> Query<ID<TimetableEdition>> {
        Query(
            """
            WITH RECURSIVE chain (id, depth) AS (
                SELECT timetable_present.edition_id, 0 FROM timetable_present
                WHERE timetable_present.provider_id = \(provider) AND timetable_present.organisation_id = \(id)
                UNION ALL
                SELECT timetable_edition.earlier_id, chain.depth + 1
                FROM chain
                JOIN timetable_edition ON timetable_edition.provider_id = \(provider)
                    AND timetable_edition.id = chain.id AND timetable_edition.earlier_id IS NOT NULL
            )
            SELECT chain.id FROM chain ORDER BY chain.depth
            """)
    }

    private func editions() -> Query<ID<TimetableEdition>> {
        Query(
            """
            SELECT timetable_edition.id FROM timetable_edition
            WHERE timetable_edition.provider_id = \(provider) AND timetable_edition.organisation_id = \(id)
            """)
    }
}
