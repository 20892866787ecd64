package import Attendance
import Accounts
package import Base
import Directory
import Storage
package import Timetable

extension World {
    /// The lesson of this morning whose register is taken.
    package static let finnishLesson: ID<Lesson> = id(321)
    /// The one with a substitute on Wednesday.
    package static let biologyLesson: ID<Lesson> = id(324)
    /// Eetu's home has announced an illness for today and tomorrow.
    package static let eetusNotice: ID<AbsenceNotice> = id(400)
    /// The provider's own word for the school's own activity.
    package static let tripCode: ID<Attendance> = id(410)
    private static let morning: ID<Lesson> = id(401)

    /// This morning Aino was absent and nobody has said why, Venla was late; Eetu is announced as ill.
    static func attendance(_ writer: any Writer) throws {
        try notice(writer)
        try writer.run(
            """
            INSERT INTO absence_code (provider_id, id, class, code, title_fi, title_sv, title_en)
            VALUES (\(lake), \(tripCode), 'school', 'RK', 'Retki', 'Utflykt', 'Outing')
            """)
        let account = try writer.one(PasswordAccount.named(Who.teacher.signInName)).account
        let pupils = [Who.pupil, .classmate, .protectedPupil].map { person($0) }
        try writer.run(
            """
            INSERT INTO register_saving (provider_id, id, organisation_id, lesson_id, held_on, revision, day, begins,
                ends, subject, pupils, saved_at, account_id, person_id)
            VALUES (\(lake), \(morning), \(lakeSchool), \(finnishLesson), \(now.day), 1, \(now.day), 495, 540,
                'Äidinkieli', \(try JSONDocument(encoding: pupils)), \(now.adding(minutes: -90)), \(account),
                \(person(.teacher)))
            """)
        try entry(402, person(.pupil), "absent", "unexplained", nil, account, writer)
        try entry(403, person(.classmate), "absent", "illness", nil, account, writer)
        try entry(404, person(.protectedPupil), "late", nil, 10, account, writer)
    }

    private static func notice(_ writer: any Writer) throws {
        let account = try writer.one(PasswordAccount.named(Who.otherGuardian.signInName)).account
        try writer.run(
            """
            INSERT INTO absence_notice (provider_id, id, person_id, first_day, last_day, class, note, origin,
                account_id, author_id, author_role, written_at)
            VALUES (\(lake), \(eetusNotice), \(person(.classmate)), \(now.day), \(now.day.adding(days: 1)), 'illness',
                'Kuumetta', 'guardian', \(account), \(person(.otherGuardian)), 'guardian',
                \(now.adding(minutes: -180)))
            """)
    }

    private static func entry(
        _ number: Int, _ pupil: ID<Person>, _ mark: String, _ absenceClass: String?, _ minutes: Int?,
        _ account: ID<Account>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO attendance_entry (provider_id, id, organisation_id, person_id, lesson_id, held_on, day, begins,
                ends, subject, mark, minutes, class, origin, saving_id, account_id, author_id, author_role, written_at)
            VALUES (\(lake), \(id(number) as ID<Lesson>), \(lakeSchool), \(pupil), \(finnishLesson), \(now.day),
                \(now.day), 495, 540, 'Äidinkieli', \(mark), \(minutes), \(absenceClass), 'register', \(morning),
                \(account), \(person(.teacher)), 'teacher', \(now.adding(minutes: -90)))
            """)
    }
}
