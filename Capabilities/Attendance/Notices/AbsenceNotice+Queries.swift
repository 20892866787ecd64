package import Accounts
package import Base
package import Directory
package import Storage

extension AbsenceNotice: RowDecodable {
    /// The columns that `init(row:)` reads.
    static let columns: SQL = """
        absence_notice.id, absence_notice.person_id, absence_notice.first_day, absence_notice.last_day,
        absence_notice.begins, absence_notice.ends, absence_notice.class, absence_notice.note, absence_notice.origin,
        absence_notice.author_id, absence_notice.written_at, absence_notice.ended_at
        """

    package init(row: inout Row) throws {
        id = try row.next()
        person = try row.next()
        let (first, last) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
        days = first...max(first, last)
        let (begins, ends) = (try row.next(Int?.self), try row.next(Int?.self))
        part = begins.flatMap { begins in ends.flatMap { begins < $0 ? begins..<$0 : nil } }
        absenceClass = try row.next()
        note = try row.next()
        origin = try row.next()
        author = try row.next()
        writtenAt = try row.next()
        endedAt = try row.next()
    }

    static func insert(
        _ id: ID<AbsenceNotice>, _ draft: Draft, in provider: ID<Provider>, at now: Instant, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO absence_notice (provider_id, id, person_id, first_day, last_day, begins, ends, class, note,
                origin, account_id, author_id, author_role, applicant_id, written_at)
            VALUES (\(provider), \(id), \(draft.person), \(draft.days.lowerBound), \(draft.days.upperBound),
                \(draft.part?.lowerBound), \(draft.part?.upperBound), \(draft.absenceClass), \(draft.note),
                \(draft.origin), \(draft.account), \(draft.author), \(draft.role), \(draft.applicant), \(now))
            """)
    }

    /// Withdraws a notice: from today on nothing is announced. What registers have recorded stays.
    package static func end(
        _ id: ID<AbsenceNotice>, in provider: ID<Provider>, by account: ID<Account>, at now: Instant,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE absence_notice SET ended_at = \(now), ended_by = \(account)
            WHERE provider_id = \(provider) AND id = \(id) AND ended_at IS NULL
            """)
    }

    /// Everything that is announced about `persons` for any of `days`, withdrawn ones included.
    static func all(
        of persons: [ID<Person>], in provider: ID<Provider>, on days: ClosedRange<CivilDate>
    ) -> Query<AbsenceNotice> {
        Query(
            """
            SELECT \(columns)
            FROM absence_notice
            WHERE absence_notice.provider_id = \(provider) AND absence_notice.person_id \(anyOf: persons)
                AND absence_notice.last_day >= \(days.lowerBound) AND absence_notice.first_day <= \(days.upperBound)
            ORDER BY absence_notice.written_at, absence_notice.id
            """)
    }
}
