import Accounts
import Base
import Directory
import Storage
import Timetable

extension AttendanceEntry: RowDecodable {
    /// The columns that `init(row:)` reads.
    static let columns: SQL = """
        attendance_entry.id, attendance_entry.person_id, attendance_entry.organisation_id, attendance_entry.lesson_id,
        attendance_entry.held_on, attendance_entry.day, attendance_entry.begins, attendance_entry.ends,
        attendance_entry.lunch, attendance_entry.subject, attendance_entry.mark, attendance_entry.minutes,
        attendance_entry.class, attendance_entry.code_id, attendance_entry.note, attendance_entry.origin,
        attendance_entry.notice_id, attendance_entry.saving_id, attendance_entry.account_id,
        attendance_entry.author_id, attendance_entry.author_role, attendance_entry.written_at,
        attendance_entry.superseded_at
        """

    init(row: inout Row) throws {
        id = try row.next()
        person = try row.next()
        occurrence = try Occurrence(row: &row)
        let (mark, minutes) = (try row.next(Mark.self), try row.next(Int?.self))
        let (absenceClass, code) = (try row.next(AbsenceClass?.self), try row.next(ID<AbsenceCode>?.self))
        standing = Standing(mark, minutes: minutes, absenceClass, code: code, note: try row.next())
        origin = try row.next()
        notice = try row.next()
        saving = try row.next()
        author = Author(account: try row.next(), person: try row.next(), role: try row.next())
        writtenAt = try row.next()
        supersededAt = try row.next()
    }

    private static let table = BulkTable(
        "attendance_entry",
        [
            "provider_id", "id", "organisation_id", "person_id", "lesson_id", "held_on", "day", "begins", "ends",
            "lunch", "subject", "mark", "minutes", "class", "code_id", "note", "origin", "notice_id", "saving_id",
            "account_id", "author_id", "author_role", "written_at",
        ])

    /// Writes entries, however many, in one go; what they supersede, of the same pupils, has been superseded before.
    static func load(_ entries: [AttendanceEntry], in provider: ID<Provider>, _ writer: any Writer) throws {
        guard !entries.isEmpty else { return }
        try writer.load(table, entries.lazy.map { $0.values(in: provider) })
        try AttendanceRevision.grow(of: entries.map(\.person), in: provider, writer)
    }

    private func values(in provider: ID<Provider>) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(occurrence.organisation), Bound(person), Bound(occurrence.key.lesson),
            Bound(occurrence.key.held), Bound(occurrence.day), Bound(Int32(occurrence.begins)),
            Bound(Int32(occurrence.ends)), Bound(Int32(occurrence.lunch)), Bound(occurrence.subject),
            Bound(standing.mark), Bound(standing.minutes.map(Int32.init)), Bound(standing.absenceClass),
            Bound(standing.code), Bound(standing.note), Bound(origin), Bound(notice), Bound(saving),
            Bound(author.account), Bound(author.person), Bound(author.role), Bound(writtenAt),
        ]
    }

    /// Takes the word from those that say "absent" without why, of one pupil within `days`, and returns them as they were.
    static func supersede(
        unexplainedOf person: ID<Person>, in provider: ID<Provider>, on days: ClosedRange<CivilDate>,
        _ part: Range<Int>?, at now: Instant
    ) -> Query<AttendanceEntry> {
        let (begins, ends) = (part?.lowerBound ?? 0, part?.upperBound ?? 1440)
        return Query(
            """
            UPDATE attendance_entry SET superseded_at = \(now)
            WHERE attendance_entry.provider_id = \(provider) AND attendance_entry.person_id = \(person)
                AND attendance_entry.day BETWEEN \(days.lowerBound) AND \(days.upperBound)
                AND attendance_entry.begins < \(ends) AND attendance_entry.ends > \(begins)
                AND attendance_entry.class = 'unexplained' AND attendance_entry.superseded_at IS NULL
            RETURNING \(columns)
            """)
    }
}

extension AttendanceEntry.Occurrence: RowDecodable {
    /// Organisation, lesson, the two days, times, lunch and subject.
    init(row: inout Row) throws {
        organisation = try row.next()
        key = HeldLesson.Key(try row.next(), held: try row.next())
        day = try row.next()
        begins = try row.next()
        ends = try row.next()
        lunch = try row.next()
        subject = try row.next()
    }
}
