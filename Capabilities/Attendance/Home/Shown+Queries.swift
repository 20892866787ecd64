import Base
import Directory
import Storage

extension ShownAuthor: RowDecodable {
    /// The columns of a person who may not be there, and the role as which it was written.
    init(row: inout Row) throws {
        person = try row.next()
        let (given, called, family) = (
            try row.next(String?.self), try row.next(String?.self), try row.next(String?.self)
        )
        isProtected = try row.next(Bool?.self) ?? true
        role = try row.next()
        name = given.flatMap { given in
            called.flatMap { called in family.map { PersonName(given: given, called: called, family: $0) } }
        }
    }

    private static let person: SQL =
        "person.id, person.given_names, person.called_name, person.family_name, person.protected"
    static let ofEntry: SQL = "\(person), attendance_entry.author_role"
    fileprivate static let ofNotice: SQL = "\(person), absence_notice.author_role"
}

extension ShownEntry: RowDecodable {
    init(row: inout Row) throws {
        entry = try AttendanceEntry(row: &row)
        author = try ShownAuthor(row: &row)
    }

    /// Everything that was ever written about a pupil's lessons of some days: the latest day first, within a lesson what
    /// was written last.
    static func all(
        of person: ID<Person>, on days: ClosedRange<CivilDate>, in provider: ID<Provider>
    ) -> Query<ShownEntry> {
        Query(
            """
            SELECT \(AttendanceEntry.columns), \(ShownAuthor.ofEntry)
            FROM attendance_entry
            LEFT JOIN person ON person.provider_id = attendance_entry.provider_id
                AND person.id = attendance_entry.author_id
            WHERE attendance_entry.provider_id = \(provider) AND attendance_entry.person_id = \(person)
                AND attendance_entry.day BETWEEN \(days.lowerBound) AND \(days.upperBound)
            ORDER BY attendance_entry.day DESC, attendance_entry.begins, attendance_entry.lesson_id,
                attendance_entry.written_at DESC, attendance_entry.id DESC
            """)
    }
}

extension ShownNotice: RowDecodable {
    init(row: inout Row) throws {
        notice = try AbsenceNotice(row: &row)
        author = try ShownAuthor(row: &row)
        (applicant, isApplicantProtected) = (try row.next(), try row.next(Bool?.self) ?? true)
    }

    /// What is announced of a pupil from a day on and not withdrawn.
    static func all(of person: ID<Person>, from day: CivilDate, in provider: ID<Provider>) -> Query<ShownNotice> {
        Query(
            """
            SELECT \(AbsenceNotice.columns), \(ShownAuthor.ofNotice), absence_notice.applicant_id, applicant.protected
            FROM absence_notice
            LEFT JOIN person ON person.provider_id = absence_notice.provider_id
                AND person.id = absence_notice.author_id
            LEFT JOIN person AS applicant ON applicant.provider_id = absence_notice.provider_id
                AND applicant.id = absence_notice.applicant_id
            WHERE absence_notice.provider_id = \(provider) AND absence_notice.person_id = \(person)
                AND absence_notice.last_day >= \(day) AND absence_notice.ended_at IS NULL
            ORDER BY absence_notice.first_day, absence_notice.written_at, absence_notice.id
            """)
    }
}
