package import Base
import Directory
package import Homework
import Storage
package import Timetable

extension World {
    /// For maths of next Monday, given by the teacher to the group.
    package static let homework: ID<GivenWork> = id(340)
    /// For tomorrow's gymnastics, which two classes share.
    package static let sharedHomework: ID<GivenWork> = id(341)
    /// An exam in Wednesday's biology, where there is a substitute.
    package static let exam: ID<GivenWork> = id(342)
    /// For last Monday's maths.
    package static let pastHomework: ID<GivenWork> = id(343)
    package static let gymnastics: ID<Lesson> = id(323)
    package static let biology: ID<Lesson> = id(324)

    static func givenWork(_ writer: any Writer) throws {
        let monday = CivilDate(dayNumber: now.day.dayNumber)
        try give(
            homework, "homework", "s. 34–35, tehtävät 4–6", bring: "kompassi", mathsLesson, monday.adding(days: 7),
            [maths7A], writer)
        try give(
            sharedHomework, "homework", "Laske kävelyn askeleet", bring: "sisäpelivarusteet", gymnastics,
            monday.adding(days: 1), [homeroom7A, homeroom8B], writer)
        try give(exam, "exam", "solun osat", bring: nil, biology, monday.adding(days: 2), [homeroom7A], writer)
        try give(
            pastHomework, "homework", "s. 30–31", bring: nil, mathsLesson, monday.adding(days: -7), [maths7A], writer)
    }

    private static func give(
        _ work: ID<GivenWork>, _ kind: String, _ text: String, bring: String?, _ lesson: ID<Lesson>,
        _ held: CivilDate, _ groups: [ID<SchoolGroup>], _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO homework (provider_id, id, kind, lesson_id, held_on, content, bring, author_id, written_at)
            VALUES (\(lake), \(work), \(kind), \(lesson), \(held), \(text), \(bring), \(person(.teacher)),
                \(now.adding(days: -10)))
            """)
        for group in groups {
            try writer.run(
                """
                INSERT INTO homework_group (provider_id, group_id, held_on, homework_id)
                VALUES (\(lake), \(group), \(held), \(work))
                """)
        }
    }
}
