import Accounts
package import Base
import Directory
import Storage
package import Timetable

extension World {
    package static let room214: ID<Room> = id(300)
    package static let room118: ID<Room> = id(301)
    static let edition: ID<TimetableEdition> = id(310)
    /// What one can go back to, and what waits to be confirmed: maths alone, in another room each.
    static let earlierEdition: ID<TimetableEdition> = id(312)
    static let waitingEdition: ID<TimetableEdition> = id(313)
    package static let timetableDraft: ID<TimetableEdition> = id(314)
    package static let mathsLesson: ID<Lesson> = id(320)

    /// A week of 7A: maths is on now, tomorrow one lesson is cancelled and one goes over lunch, on Wednesday there is a
    /// substitute from the other school, Thursday and Friday are days off.
    static func timetable(_ writer: any Writer) throws {
        try edition(writer)
        try bells(edition, writer)
        try neighbours(writer)
        try addLesson(mathsLesson, "Matematiikka", 1, 3...3, maths7A, writer)
        try addLesson(id(321), "Äidinkieli", 1, 1...1, homeroom7A, writer)
        try addLesson(id(322), "Matematiikka", 2, 2...2, maths7A, writer)
        try addLesson(id(323), "Liikunta", 2, 3...4, homeroom7A, writer)
        try addLesson(id(324), "Biologia", 3, 1...1, homeroom7A, writer)
        try addLesson(id(325), "Historia", 1, 2...2, homeroom8B, writer)
        try writer.run(
            """
            INSERT INTO lesson_group (provider_id, edition_id, lesson_id, group_id)
            VALUES (\(lake), \(edition), \(id(323) as ID<Lesson>), \(homeroom8B))
            """)
        try writer.run(
            """
            INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind)
            VALUES (\(lake), \(edition), \(id(322) as ID<Lesson>), \(CivilDate("2026-11-24")), 'cancelled')
            """)
        try writer.run(
            """
            INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind, person_id)
            VALUES (\(lake), \(edition), \(id(324) as ID<Lesson>), \(CivilDate("2026-11-25")), 'substitute',
                \(person(.teacherElsewhere)))
            """)
        try writer.run(
            """
            INSERT INTO special_day (provider_id, edition_id, id, kind, first_day, last_day, title)
            VALUES (\(lake), \(edition), \(id(330) as ID<Room>), 'holiday', \(CivilDate("2026-11-26")),
                \(CivilDate("2026-11-29")), 'Talvipäivät')
            """)
    }

    private static func edition(_ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO timetable_edition (provider_id, id, organisation_id, made_at, source)
            VALUES (\(lake), \(earlierEdition), \(lakeSchool), \(now.adding(minutes: -10_000)), 'csv')
            """)
        for (room, code) in [(room214, "214"), (room118, "118")] {
            try writer.run(
                """
                INSERT INTO room (provider_id, id, organisation_id, code, sort_key)
                VALUES (\(lake), \(room), \(lakeSchool), \(code), \(SortKey.of(code)))
                """)
        }
        try writer.run(
            """
            INSERT INTO timetable_edition (provider_id, id, organisation_id, earlier_id, made_at, source)
            VALUES (\(lake), \(edition), \(lakeSchool), \(earlierEdition), \(now), 'hand')
            """)
        try writer.run(
            """
            INSERT INTO timetable_present (provider_id, organisation_id, edition_id, revision, changed_at)
            VALUES (\(lake), \(lakeSchool), \(edition), \(1), \(now))
            """)
    }

    /// Hours of 45 minutes from 8.15, lunch between the third and the fourth.
    private static func bells(_ edition: ID<TimetableEdition>, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO bell_schedule (provider_id, edition_id, id, title, lunch_begins, lunch_ends)
            VALUES (\(lake), \(edition), \(id(311) as ID<Room>), 'Yläkoulu', \(660), \(705))
            """)
        for (number, begins) in [495, 555, 615, 705, 765].enumerated() {
            try writer.run(
                """
                INSERT INTO bell_hour (provider_id, edition_id, schedule_id, number, begins, ends)
                VALUES (\(lake), \(edition), \(id(311) as ID<Room>), \(number + 1), \(begins), \(begins + 45))
                """)
        }
    }

    /// The edition before, and one that the office has sent.
    private static func neighbours(_ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO timetable_edition (provider_id, id, organisation_id, earlier_id, made_at, source)
            VALUES (\(lake), \(waitingEdition), \(lakeSchool), \(edition), \(now), 'untis')
            """)
        for neighbour in [earlierEdition, waitingEdition] {
            try bells(neighbour, writer)
            try addLesson(mathsLesson, "Matematiikka", 1, 3...3, maths7A, in: neighbour, room: room118, writer)
        }
        let account = try writer.one(PasswordAccount.named(Who.office.signInName)).account
        try writer.run(
            """
            INSERT INTO timetable_draft (provider_id, id, organisation_id, account_id, received_at, file_names, outcome,
                edition_id, problems)
            VALUES (\(lake), \(timetableDraft), \(lakeSchool), \(account), \(now),
                '["GPU001.TXT"]', 'waiting', \(waitingEdition), '[]')
            """)
    }

    private static func addLesson(
        _ lesson: ID<Lesson>, _ subject: String, _ weekday: Int, _ hours: ClosedRange<Int>,
        _ group: ID<SchoolGroup>, in edition: ID<TimetableEdition> = edition, room: ID<Room> = room214,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO lesson (provider_id, edition_id, id, number, subject, weekday, first_hour, last_hour,
                schedule_id, room_id, first_day, last_day, is_extra)
            VALUES (\(lake), \(edition), \(lesson), \(lesson.description), \(subject), \(weekday),
                \(hours.lowerBound), \(hours.upperBound), \(id(311) as ID<Room>), \(room),
                \(CivilDate("2026-08-10")), \(CivilDate("2027-06-05")), \(false))
            """)
        try writer.run(
            """
            INSERT INTO lesson_group (provider_id, edition_id, lesson_id, group_id)
            VALUES (\(lake), \(edition), \(lesson), \(group))
            """)
        guard group != homeroom8B else { return }
        try writer.run(
            """
            INSERT INTO lesson_teacher (provider_id, edition_id, lesson_id, person_id)
            VALUES (\(lake), \(edition), \(lesson), \(person(.teacher)))
            """)
    }
}
