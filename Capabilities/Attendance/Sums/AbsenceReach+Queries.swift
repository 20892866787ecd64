package import Base
package import Directory
package import Storage

/// Whose absences are asked for.
package enum AbsenceReach: Hashable, Sendable {
    case pupils([ID<Person>], [ID<Provider>])
    /// The pupils of a group on a day.
    case group(ID<SchoolGroup>, ID<Provider>, Day)
    /// The pupils of the homeroom classes of these teachers on a day.
    case homerooms([ID<Person>], ID<Provider>, Day)
    /// The pupils of schools on a day, with what they were absent from before they came there.
    case schools([ID<Organisation>], ID<Provider>, Day)

    /// Whose rules the absences stand under.
    package var providers: [ID<Provider>] {
        switch self {
        case .pupils(_, let providers): providers
        case .group(_, let provider, _), .homerooms(_, let provider, _), .schools(_, let provider, _): [provider]
        }
    }

    /// `FROM … WHERE …`: the rows of `table` that belong to these pupils, as `entry`. A pupil who is reached twice has
    /// each row twice.
    package func rows(of table: SQL) -> SQL {
        switch self {
        case .pupils(let persons, let providers):
            """
            FROM \(table) AS entry
            WHERE entry.provider_id \(anyOf: providers) AND entry.person_id \(anyOf: persons)
            """
        case .group(let group, let provider, let day):
            """
            FROM membership
            CROSS JOIN \(table) AS entry
            WHERE membership.provider_id = \(provider) AND membership.group_id = \(group)
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: day))
                AND entry.provider_id = membership.provider_id AND entry.person_id = membership.person_id
            """
        case .homerooms(let teachers, let provider, let day):
            """
            FROM membership AS own
            CROSS JOIN school_group
            CROSS JOIN membership
            CROSS JOIN \(table) AS entry
            WHERE own.provider_id = \(provider) AND own.person_id \(anyOf: teachers) AND own.role = 'teacher'
                AND \(.inForce(.own, on: day))
                AND school_group.provider_id = own.provider_id AND school_group.id = own.group_id
                AND school_group.kind = 'homeroom' AND \(.taughtNow(on: day))
                AND membership.provider_id = own.provider_id AND membership.group_id = own.group_id
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: day))
                AND entry.provider_id = membership.provider_id AND entry.person_id = membership.person_id
            """
        case .schools(let schools, let provider, let day):
            """
            FROM role_assignment AS role
            CROSS JOIN \(table) AS entry
            WHERE role.provider_id = \(provider) AND role.organisation_id \(anyOf: schools) AND role.role = 'pupil'
                AND \(.inForce(.role, on: day))
                AND entry.provider_id = role.provider_id AND entry.person_id = role.person_id
            """
        }
    }
}

extension AbsenceDay: RowDecodable {
    package init(row: inout Row) throws {
        person = try row.next()
        day = try row.next()
        absenceClass = try row.next()
        minutes = try row.next()
    }

    /// The absences behind `reach` from one day to another, both included.
    package static func all(_ reach: AbsenceReach, from first: CivilDate, to last: CivilDate) -> Query<AbsenceDay> {
        Query(
            """
            SELECT counted.person_id, counted.day, counted.class, counted.minutes
            FROM (\(table(reach, from: first, to: last))) AS counted
            ORDER BY counted.person_id, counted.day, counted.class
            """)
    }

    /// The columns `provider_id`, `person_id`, `day`, `class`, `minutes`, for a statement that asks for more.
    ///
    /// Lessons that begin at one time are one absence: a pupil of two groups is away from both at once. The class that
    /// weighs least holds, and by their names the mildest comes first: illness, other, school, unauthorised, unexplained.
    package static func table(_ reach: AbsenceReach, from first: CivilDate, to last: CivilDate) -> SQL {
        """
        SELECT found.provider_id, found.person_id, found.day, found.class, SUM(found.minutes) AS minutes
        FROM (
            SELECT entry.provider_id, entry.person_id, entry.day, entry.begins, MIN(entry.class) AS class,
                MAX(entry.ends - entry.begins - entry.lunch) AS minutes
            \(reach.rows(of: "attendance_entry"))
                AND entry.day >= \(first) AND entry.day <= \(last)
                AND entry.superseded_at IS NULL AND entry.class IS NOT NULL
            GROUP BY entry.provider_id, entry.person_id, entry.day, entry.begins
        ) AS found
        GROUP BY found.provider_id, found.person_id, found.day, found.class
        """
    }
}
