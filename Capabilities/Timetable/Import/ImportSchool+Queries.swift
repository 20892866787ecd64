import Accounts
import Base
import Directory
import Storage

/// The school whose timetable is imported, with the edition in force.
struct ImportSchool: RowDecodable {
    let provider: ID<Provider>
    let id: ID<Organisation>
    let name: String
    let present: ID<TimetableEdition>?

    init(row: inout Row) throws {
        provider = try row.next()
        id = try row.next()
        name = try row.next()
        present = try row.next()
    }

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
            \(selected)
            JOIN provider ON provider.id = organisation.provider_id
            WHERE organisation.kind = 'school' AND organisation.ended_at IS NULL
                AND (\(provider == nil) OR provider.slug = \(provider) OR provider.oid = \(provider))
                AND (\(school == nil) OR organisation.school_code = \(school) OR organisation.oid = \(school))
            ORDER BY organisation.sort_key, organisation.id
            LIMIT 2
            """)
    }

    /// The school with the edition in force at this moment.
    static func one(_ school: ID<Organisation>, in provider: ID<Provider>) -> Query<ImportSchool> {
        Query(
            """
            \(selected)
            WHERE organisation.provider_id = \(provider) AND organisation.id = \(school)
            """)
    }

    private static let selected: SQL = """
        SELECT organisation.provider_id, organisation.id, organisation.name, present.edition_id
        FROM organisation
        LEFT JOIN timetable_present AS present ON present.provider_id = organisation.provider_id
            AND present.organisation_id = organisation.id
        """

    /// Begins an edition after the present one.
    func open(
        _ source: String, by account: ID<Account>?, at now: Instant, _ writer: any Writer
    ) throws -> ID<TimetableEdition> {
        let edition = ID<TimetableEdition>.new(at: now)
        try writer.run(
            """
            INSERT INTO timetable_edition (provider_id, id, organisation_id, earlier_id, made_at, account_id, source)
            VALUES (\(provider), \(edition), \(id), \(present), \(now), \(account), \(source))
            """)
        return edition
    }

    /// Whoever changes the timetable of a school waits here for who is at it already.
    func lock(_ writer: any Writer) throws {
        try writer.run(
            """
            UPDATE timetable_present SET revision = revision
            WHERE provider_id = \(provider) AND organisation_id = \(id)
            """)
    }

    /// Puts an edition in force in place of the one that was known to be; the revision grows so that calendars know what
    /// is newer. False when somebody else was faster.
    func setPresent(_ edition: ID<TimetableEdition>, at now: Instant, _ writer: any Writer) throws -> Bool {
        try LessonPlan.noteChange(of: edition, in: provider, at: now, writer)
        if let present {
            return try writer.run(
                """
                UPDATE timetable_present SET edition_id = \(edition), revision = revision + 1, changed_at = \(now)
                WHERE provider_id = \(provider) AND organisation_id = \(id) AND edition_id = \(present)
                """) == 1
        }
        return try writer.run(
            """
            INSERT INTO timetable_present (provider_id, organisation_id, edition_id, revision, changed_at)
            VALUES (\(provider), \(id), \(edition), 1, \(now))
            ON CONFLICT (provider_id, organisation_id) DO NOTHING
            """) == 1
    }

    func earlier(than edition: ID<TimetableEdition>) -> Query<ID<TimetableEdition>> {
        Query(
            """
            SELECT timetable_edition.earlier_id FROM timetable_edition
            WHERE timetable_edition.provider_id = \(provider) AND timetable_edition.id = \(edition)
                AND timetable_edition.earlier_id IS NOT NULL
            """)
    }

    /// Removes the editions that nobody can go back to any more, and those that waited for an earlier state of things.
    func removeOld(keeping count: Int, _ writer: any Writer) throws {
        let chain = try writer.all(chain()).prefix(count)
        try remove(writer.all(editions()).filter { !chain.contains($0) }, writer)
    }

    /// Removes editions that are not in force.
    func remove(_ old: [ID<TimetableEdition>], _ writer: any Writer) throws {
        guard !old.isEmpty else { return }
        try writer.run(
            "UPDATE timetable_draft SET edition_id = NULL WHERE provider_id = \(provider) AND edition_id \(anyOf: old)")
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
        try removeIdleCodes(writer)
    }

    /// A code that nobody has mapped and that stands in no edition any more is no question.
    private func removeIdleCodes(_ writer: any Writer) throws {
        try writer.run(
            """
            DELETE FROM timetable_mapping
            WHERE provider_id = \(provider) AND organisation_id = \(id) AND mapped_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM timetable_edition
                JOIN lesson_code ON lesson_code.provider_id = timetable_edition.provider_id
                    AND lesson_code.edition_id = timetable_edition.id
                WHERE timetable_edition.provider_id = timetable_mapping.provider_id
                    AND timetable_edition.organisation_id = timetable_mapping.organisation_id
                    AND lesson_code.kind = timetable_mapping.kind AND lesson_code.code = timetable_mapping.code)
            """)
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
                    AND timetable_edition.id = chain.id
                    AND (timetable_edition.earlier_id IS NOT NULL OR chain.id IS NULL)
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
