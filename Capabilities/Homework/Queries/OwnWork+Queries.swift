import Base
import Directory
import Storage
import Timetable

extension OwnWork: RowDecodable {
    init(row: inout Row) throws {
        listed = try ListedWork(row: &row)
        person = try row.next()
        ticked = try row.next()
    }

    /// Work of these pupils' groups between two days.
    static func all(
        of persons: [ID<Person>], in providers: [ID<Provider>], from first: CivilDate, to last: CivilDate
    ) -> Query<OwnWork> {
        Query(
            """
            SELECT \(WorkColumns.columns), own.person_id, homework_tick.ticked_at
            \(found)
            \(WorkColumns.joined)
            \(ticks)
            WHERE \(reached(persons, providers)) AND homework_group.held_on BETWEEN \(first) AND \(last)
            """)
    }

    /// The pupil of these who has this homework to do; an exam is nothing to tick.
    static func doer(
        of work: ID<GivenWork>, among persons: [ID<Person>], in provider: ID<Provider>
    ) -> Query<ID<Person>> {
        Query(
            """
            SELECT own.person_id
            \(found)
            WHERE \(reached(persons, [provider])) AND homework_group.homework_id = \(work)
                AND homework.kind = 'homework'
            LIMIT 1
            """)
    }

    /// From a learner to the groups and what they were given.
    static let found: SQL = """
        FROM membership AS own
        CROSS JOIN homework_group
        CROSS JOIN homework
        """

    static let ticks: SQL = """
        LEFT JOIN homework_tick ON homework_tick.provider_id = homework.provider_id
            AND homework_tick.homework_id = homework.id AND homework_tick.person_id = own.person_id
        """

    /// Memberships count day by day: who joined later sees what is due from then on.
    static func reached(_ persons: [ID<Person>], _ providers: [ID<Provider>]) -> SQL {
        """
        own.provider_id \(anyOf: providers) AND own.person_id \(anyOf: persons) AND own.role = 'pupil'
            AND own.ended_at IS NULL AND homework_group.provider_id = own.provider_id
            AND homework_group.group_id = own.group_id
            AND (own.begins_on IS NULL OR own.begins_on <= homework_group.held_on)
            AND (own.ends_on IS NULL OR own.ends_on > homework_group.held_on)
            AND homework.provider_id = homework_group.provider_id AND homework.id = homework_group.homework_id
            AND homework.ended_at IS NULL
        """
    }
}

/// Given work as far as the line of a lesson says it.
struct RemarkedWork: Hashable {
    let work: GivenWork
    let group: LessonGroup
    /// Whose it is to do; nil for staff.
    let person: ID<Person>?
    let ticked: Instant?

    private static let columns: SQL = """
        homework.id, homework.provider_id, homework.lesson_id, homework.held_on, homework.kind, homework.content,
        homework.bring, homework.link, school_group.id, school_group.title
        """

    private static let group: SQL = """
        JOIN school_group ON school_group.provider_id = homework_group.provider_id
            AND school_group.id = homework_group.group_id
        """

    /// What these pupils have to do between two days.
    static func all(
        of persons: [ID<Person>], in providers: [ID<Provider>], from first: CivilDate, to last: CivilDate
    ) -> Query<RemarkedWork> {
        Query(
            """
            SELECT \(columns), own.person_id, homework_tick.ticked_at
            \(OwnWork.found)
            \(group)
            \(OwnWork.ticks)
            WHERE \(OwnWork.reached(persons, providers)) AND homework_group.held_on BETWEEN \(first) AND \(last)
            ORDER BY homework.written_at, homework.id, own.person_id
            """)
    }

    /// What the groups of a member of the staff were given, and what hangs on `lessons`.
    static func all(
        ofStaff persons: [ID<Person>], as role: Role, in provider: ID<Provider>, teaching lessons: [ID<Lesson>],
        from first: CivilDate, to last: CivilDate, on day: Day
    ) -> Query<RemarkedWork> {
        Query(
            """
            SELECT \(columns), NULL, NULL
            FROM membership AS own
            CROSS JOIN homework_group
            CROSS JOIN homework
            \(group)
            WHERE own.provider_id = \(provider) AND own.person_id \(anyOf: persons) AND own.role = \(role)
                AND \(.inForce(.own, on: day)) AND homework_group.provider_id = own.provider_id
                AND homework_group.group_id = own.group_id
                AND homework_group.held_on BETWEEN \(first) AND \(last)
                AND homework.provider_id = homework_group.provider_id AND homework.id = homework_group.homework_id
                AND homework.ended_at IS NULL
            UNION
            SELECT \(columns), NULL, NULL
            FROM homework
            CROSS JOIN homework_group
            \(group)
            WHERE homework.provider_id = \(provider) AND homework.lesson_id \(anyOf: lessons)
                AND homework.held_on BETWEEN \(first) AND \(last) AND homework.ended_at IS NULL
                AND homework_group.provider_id = homework.provider_id
                AND homework_group.homework_id = homework.id
            """)
    }
}

extension RemarkedWork: RowDecodable {
    init(row: inout Row) throws {
        self.init(
            work: try GivenWork(row: &row), group: LessonGroup(id: try row.next(), title: try row.next()),
            person: try row.next(), ticked: try row.next())
    }
}
