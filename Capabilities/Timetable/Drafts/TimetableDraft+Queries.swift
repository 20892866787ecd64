import Accounts
package import Base
import Directory
package import Storage

extension TimetableDraft: RowDecodable {
    init(row: inout Row) throws {
        id = try row.next()
        school = try row.next()
        account = try row.next()
        receivedAt = try row.next()
        fileNames = try row.next(JSONDocument.self).decoded()
        outcome = try row.next()
        edition = try row.next()
        problems = try row.next(JSONDocument.self).decoded()
    }

    private static let columns: SQL = """
        draft.id, draft.organisation_id, draft.account_id, draft.received_at, draft.file_names, draft.outcome,
        draft.edition_id, draft.problems
        """

    /// One draft of a school.
    static func one(
        _ draft: ID<TimetableDraft>, of school: ID<Organisation>, in provider: ID<Provider>
    ) -> Query<TimetableDraft> {
        Query(
            """
            SELECT \(columns) FROM timetable_draft AS draft
            WHERE draft.provider_id = \(provider) AND draft.id = \(draft) AND draft.organisation_id = \(school)
            """)
    }

    /// The drafts of a school, the newest first.
    static func all(of school: ID<Organisation>, in provider: ID<Provider>) -> Query<TimetableDraft> {
        Query(
            """
            SELECT \(columns) FROM timetable_draft AS draft
            WHERE draft.provider_id = \(provider) AND draft.organisation_id = \(school)
            ORDER BY draft.received_at DESC, draft.id DESC
            LIMIT 20
            """)
    }

    func insert(in provider: ID<Provider>, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO timetable_draft (provider_id, id, organisation_id, account_id, received_at, file_names, outcome,
                edition_id, problems)
            VALUES (\(provider), \(id), \(school), \(account), \(receivedAt), \(try JSONDocument(encoding: fileNames)),
                \(outcome), \(edition), \(try JSONDocument(encoding: problems)))
            """)
    }

    func end(_ outcome: Outcome, in provider: ID<Provider>, _ writer: any Writer) throws {
        try writer.run(
            """
            UPDATE timetable_draft SET outcome = \(outcome), edition_id = NULL
            WHERE provider_id = \(provider) AND id = \(id)
            """)
    }

    /// The editions that wait at a school.
    static func waiting(
        at school: ID<Organisation>, in provider: ID<Provider>
    ) -> Query<ID<TimetableEdition>> {
        Query(
            """
            SELECT draft.edition_id FROM timetable_draft AS draft
            WHERE draft.provider_id = \(provider) AND draft.organisation_id = \(school) AND draft.outcome = 'waiting'
                AND draft.edition_id IS NOT NULL
            """)
    }
}

extension Timetable {
    /// Removes drafts that nobody has confirmed in a week, with their editions.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        let bound = now.adding(minutes: -Int64(TimetableDraft.keptDays * 24 * 60))
        let old: Query<(ID<Provider>, ID<Organisation>, ID<TimetableEdition>?)> = Query(
            """
            SELECT draft.provider_id, draft.organisation_id, draft.edition_id FROM timetable_draft AS draft
            WHERE draft.received_at < \(bound)
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
        for (provider, school, edition) in try writer.all(old) {
            guard let edition, let school = try writer.first(ImportSchool.one(school, in: provider)) else { continue }
            try school.remove([edition], writer)
        }
        try writer.run("DELETE FROM timetable_draft WHERE received_at < \(bound)")
    }
}

/// An edition of a school's timetable with when and whence it came.
struct ListedEdition: RowDecodable {
    let id: ID<TimetableEdition>
    let madeAt: Instant
    let account: ID<Account>?
    let source: String
    /// 0 is in force.
    let depth: Int

    init(row: inout Row) throws {
        id = try row.next()
        madeAt = try row.next()
        account = try row.next()
        source = try row.next()
        depth = try row.next()
    }

    /// The edition in force and those that can be gone back to, the newest first.
    static func all(of school: ID<Organisation>, in provider: ID<Provider>) -> Query<ListedEdition> {
        Query(
            """
            WITH RECURSIVE chain (id, depth) AS (
                SELECT timetable_present.edition_id, 0 FROM timetable_present
                WHERE timetable_present.provider_id = \(provider) AND timetable_present.organisation_id = \(school)
                UNION ALL
                SELECT timetable_edition.earlier_id, chain.depth + 1
                FROM chain
                JOIN timetable_edition ON timetable_edition.provider_id = \(provider)
                    AND timetable_edition.id = chain.id
                    AND (timetable_edition.earlier_id IS NOT NULL OR chain.id IS NULL)
            )
            SELECT timetable_edition.id, timetable_edition.made_at, timetable_edition.account_id,
                timetable_edition.source, chain.depth
            FROM chain
            CROSS JOIN timetable_edition
            WHERE timetable_edition.provider_id = \(provider) AND timetable_edition.id = chain.id
            ORDER BY chain.depth
            """)
    }
}

/// The people behind accounts that a page names.
enum NamedAccount {
    static func among(_ accounts: [ID<Account>], in provider: ID<Provider>) -> Query<(ID<Account>, Person)> {
        Query(
            """
            SELECT account_person.account_id, \(Person.columns)
            FROM account_person
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            WHERE account_person.account_id \(anyOf: accounts) AND account_person.provider_id = \(provider)
            """
        ) { row in (try row.next(), try Person(row: &row)) }
    }
}
