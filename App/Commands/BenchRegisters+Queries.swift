import Attendance
import Base
import Directory
import Foundation
import Storage

extension BenchLesson: RowDecodable {
    init(row: inout Row) throws {
        id = try row.next()
        school = try row.next()
        weekday = try row.next()
        begins = try row.next()
        ends = try row.next()
        subject = try row.next()
        teacher = try row.next()
        pupils = [try row.next()]
    }

    /// Every weekly lesson in force that has a teacher, with one of its pupils.
    static func all(of provider: ID<Provider>) -> Query<BenchLesson> {
        Query(
            """
            SELECT lesson.id, timetable_present.organisation_id, lesson.weekday, opening.begins, closing.ends,
                lesson.subject, \(firstTeacher("lesson_teacher.person_id")), membership.person_id
            FROM timetable_present
            JOIN lesson ON lesson.provider_id = timetable_present.provider_id
                AND lesson.edition_id = timetable_present.edition_id
            JOIN bell_hour AS opening ON opening.provider_id = lesson.provider_id
                AND opening.edition_id = lesson.edition_id AND opening.schedule_id = lesson.schedule_id
                AND opening.number = lesson.first_hour
            JOIN bell_hour AS closing ON closing.provider_id = lesson.provider_id
                AND closing.edition_id = lesson.edition_id AND closing.schedule_id = lesson.schedule_id
                AND closing.number = lesson.last_hour
            JOIN lesson_group ON lesson_group.provider_id = lesson.provider_id
                AND lesson_group.edition_id = lesson.edition_id AND lesson_group.lesson_id = lesson.id
            JOIN membership ON membership.provider_id = lesson_group.provider_id
                AND membership.group_id = lesson_group.group_id AND membership.role = 'pupil'
                AND membership.ended_at IS NULL
            WHERE timetable_present.provider_id = \(provider) AND lesson.is_extra = \(false)
                AND EXISTS \(firstTeacher("1"))
            ORDER BY lesson.id, membership.person_id
            """)
    }

    private static func firstTeacher(_ column: SQL) -> SQL {
        """
        (SELECT \(column) FROM lesson_teacher
            WHERE lesson_teacher.provider_id = lesson.provider_id AND lesson_teacher.edition_id = lesson.edition_id
                AND lesson_teacher.lesson_id = lesson.id
            ORDER BY lesson_teacher.person_id
            LIMIT 1)
        """
    }
}

extension BenchLesson {
    /// The lessons that the person has on a day by the weekly pattern.
    static func taught(
        by person: ID<Person>, in provider: ID<Provider>, on day: CivilDate
    ) -> Query<ID<BenchLesson>> {
        Query(
            """
            SELECT lesson.id
            FROM lesson_teacher
            JOIN timetable_present ON timetable_present.provider_id = lesson_teacher.provider_id
                AND timetable_present.edition_id = lesson_teacher.edition_id
            JOIN lesson ON lesson.provider_id = lesson_teacher.provider_id
                AND lesson.edition_id = lesson_teacher.edition_id AND lesson.id = lesson_teacher.lesson_id
            WHERE lesson_teacher.provider_id = \(provider) AND lesson_teacher.person_id = \(person)
                AND lesson.weekday = \(Int32(day.weekday)) AND lesson.first_day <= \(day) AND lesson.last_day >= \(day)
            ORDER BY lesson.first_hour
            """)
    }
}

extension BenchRegisters {
    private static let savings = BulkTable(
        "register_saving",
        [
            "provider_id", "id", "organisation_id", "lesson_id", "held_on", "revision", "day", "begins", "ends",
            "subject",
            "pupils", "saved_at", "account_id", "person_id",
        ])
    private static let entries = BulkTable(
        "attendance_entry",
        [
            "provider_id", "id", "organisation_id", "person_id", "lesson_id", "held_on", "day", "begins", "ends",
            "subject", "mark", "minutes", "class", "origin", "saving_id", "account_id", "author_id", "author_role",
            "written_at",
        ])

    /// A saving of each lesson, and an entry for whoever was not simply there.
    func write(_ writer: any Writer) throws {
        var (saved, written): ([[Bound]], [[Bound]]) = ([], [])
        for (number, lesson) in lessons.enumerated() {
            let saving = ID<BenchRegisters>.new(at: now)
            let document = try JSONDocument(encoding: lesson.pupils.map(\.description))
            saved.append([
                Bound(provider), Bound(saving), Bound(lesson.school), Bound(lesson.id), Bound(day), Bound(Int32(1)),
                Bound(day), Bound(Int32(lesson.begins)), Bound(Int32(lesson.ends)), Bound(lesson.subject),
                Bound(document), Bound(now), Bound(lesson.teacher), Bound(lesson.teacher),
            ])
            for pupil in lesson.pupils {
                guard
                    let (mark, absence) = Self.standing(
                        number, Int(pupil.uuid.uuid.14) << 8 | Int(pupil.uuid.uuid.15), day)
                else { continue }
                written.append([
                    Bound(provider), Bound(ID<BenchRegisters>.new(at: now)), Bound(lesson.school), Bound(pupil),
                    Bound(lesson.id), Bound(day), Bound(day), Bound(Int32(lesson.begins)), Bound(Int32(lesson.ends)),
                    Bound(lesson.subject), Bound(mark), Bound(mark == "late" ? Int32(5) : nil), Bound(absence),
                    Bound("register"), Bound(saving), Bound(lesson.teacher), Bound(lesson.teacher),
                    Bound("teacher"), Bound(now),
                ])
            }
        }
        try writer.load(Self.savings, saved)
        try writer.load(Self.entries, written)
        try AttendanceRevision.grow(of: lessons.flatMap(\.pupils), in: provider, writer)
    }
}
