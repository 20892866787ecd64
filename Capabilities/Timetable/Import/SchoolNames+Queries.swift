import Base
import Directory
import Storage

/// What the codes of a school's files mean: its groups by title and code, the provider's teachers by their code, and what
/// was mapped by hand.
struct SchoolNames: Sendable {
    /// A group as a lesson's code finds it.
    struct Group: RowDecodable {
        let id: ID<SchoolGroup>
        let title: String
        let code: String?
        /// The first of its course's subjects.
        let subject: String?
        let begins: CivilDate?
        let ends: CivilDate?

        init(row: inout Row) throws {
            id = try row.next()
            title = try row.next()
            code = try row.next()
            subject = try row.next(JSONDocument?.self)?.decoded(as: [Subject].self).first?.name
            begins = try row.next()
            ends = try row.next()
        }

        /// What a course keeps of a subject.
        private struct Subject: Decodable {
            let name: String?
        }

        /// The days on which the group is taught, when its sessions say so.
        var days: ClosedRange<CivilDate>? {
            guard let begins, let ends, begins < ends else { return nil }
            return begins...ends.adding(days: -1)
        }
    }

    private var groups: [String: Group] = [:]
    private var teachers: [String: ID<Person>] = [:]
    let year: ClosedRange<CivilDate>

    /// Reads the names of a school; `day` tells the school year.
    init(_ school: ID<Organisation>, in provider: ID<Provider>, on day: CivilDate, _ reader: any Reader) throws {
        let span = try reader.first(Self.year(provider, day))
        let august = CivilDate(year: day.month >= 8 ? day.year : day.year - 1, month: 8, day: 1) ?? day
        year = span ?? august...august.adding(years: 1).adding(days: -1)
        let all = try reader.all(Self.groups(school, provider, day))
        for group in all {
            for name in [group.title, group.code].compactMap({ $0 }) where groups[Self.key(name)] == nil {
                groups[Self.key(name)] = group
            }
        }
        for (code, person) in try reader.all(Self.teachers(provider)) { teachers[Self.key(code)] = person }
        let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        for mapping in try reader.all(Self.mappings(school, provider)) {
            if let group = mapping.group { groups[Self.key(mapping.code)] = byID[group] }
            if let person = mapping.person { teachers[Self.key(mapping.code)] = person }
        }
        let merged = try PersonMerge.leads(of: Set(teachers.values), in: provider, reader)
        teachers = teachers.mapValues { merged[$0] ?? $0 }
    }

    /// The group of a class in a subject: "7A" with "MA" is first looked for as "7A-MA", then as "7A".
    func group(_ code: String, subject: String? = nil) -> Group? {
        if let subject, let found = groups[Self.key("\(code)-\(subject)")] { return found }
        return groups[Self.key(code)]
    }

    /// How codes are compared: whatever their case, marks and dashes.
    static func key(_ code: String) -> String { SearchKey.of(code.replacing("–", with: "-")) }

    func teacher(_ code: String) -> ID<Person>? { teachers[Self.key(code)] }

    private static func groups(
        _ school: ID<Organisation>, _ provider: ID<Provider>, _ day: CivilDate
    ) -> Query<Group> {
        Query(
            """
            SELECT school_group.id, school_group.title, school_group.code, course.subjects,
                MIN(academic_session.begins_on), MAX(academic_session.ends_on)
            FROM school_group
            LEFT JOIN course ON course.provider_id = school_group.provider_id AND course.id = school_group.course_id
            LEFT JOIN group_session ON group_session.provider_id = school_group.provider_id
                AND group_session.group_id = school_group.id
            LEFT JOIN academic_session ON academic_session.provider_id = group_session.provider_id
                AND academic_session.id = group_session.session_id
            WHERE school_group.provider_id = \(provider) AND school_group.organisation_id = \(school)
                AND school_group.ended_at IS NULL
            GROUP BY school_group.id, school_group.title, school_group.code, school_group.sort_key, course.subjects
            HAVING COALESCE(MAX(academic_session.ends_on) > \(day), TRUE)
            ORDER BY school_group.sort_key, school_group.id
            """)
    }

    private static func teachers(_ provider: ID<Provider>) -> Query<(String, ID<Person>)> {
        Query(
            """
            SELECT person_identifier.value, person_identifier.person_id
            FROM person_identifier
            JOIN person ON person.provider_id = person_identifier.provider_id
                AND person.id = person_identifier.person_id AND person.ended_at IS NULL
            WHERE person_identifier.provider_id = \(provider) AND person_identifier.kind = 'teacher_code'
            """
        ) { row in (try row.next(), try row.next()) }
    }

    private static func mappings(
        _ school: ID<Organisation>, _ provider: ID<Provider>
    ) -> Query<(code: String, group: ID<SchoolGroup>?, person: ID<Person>?)> {
        Query(
            """
            SELECT timetable_mapping.code, timetable_mapping.group_id, timetable_mapping.person_id
            FROM timetable_mapping
            WHERE timetable_mapping.provider_id = \(provider) AND timetable_mapping.organisation_id = \(school)
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    private static func year(_ provider: ID<Provider>, _ day: CivilDate) -> Query<ClosedRange<CivilDate>> {
        Query(
            """
            SELECT academic_session.begins_on, academic_session.ends_on
            FROM academic_session
            WHERE academic_session.provider_id = \(provider) AND academic_session.kind = 'schoolYear'
                AND academic_session.begins_on <= \(day) AND academic_session.ends_on > \(day)
                AND academic_session.ended_at IS NULL
            ORDER BY academic_session.begins_on
            """
        ) { row in
            let (first, end) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
            return first...max(first, end.adding(days: -1))
        }
    }
}
