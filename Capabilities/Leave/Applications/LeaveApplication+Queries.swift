import Accounts
import Base
import Directory
import Storage

extension LeaveApplication: RowDecodable {
    /// The columns that `init(row:)` reads, of what `joined` joins.
    static let columns: SQL = """
        leave_application.id, leave_application.provider_id, \(Person.columns), organisation.id, organisation.name,
        leave_application.homeroom, leave_application.first_day, leave_application.last_day,
        leave_application.school_days, leave_application.reason, leave_application.decider,
        leave_application.account_id, applicant.id, applicant.given_names, applicant.called_name,
        applicant.family_name, applicant.year_level, applicant.protected, leave_application.applied_at,
        leave_application.state, leave_application.changed_at, decision.id, decision.outcome, decision.first_day,
        decision.last_day, decision.school_days, decision.decider_role, decision.decided_at
        """

    static let joined: SQL = """
        JOIN person ON person.provider_id = leave_application.provider_id AND person.id = leave_application.person_id
        JOIN person AS applicant ON applicant.provider_id = leave_application.provider_id
            AND applicant.id = leave_application.applicant_id
        JOIN organisation ON organisation.provider_id = leave_application.provider_id
            AND organisation.id = leave_application.organisation_id
        LEFT JOIN leave_decision AS decision ON decision.provider_id = leave_application.provider_id
            AND decision.application_id = leave_application.id AND decision.superseded_at IS NULL
        """

    init(row: inout Row) throws {
        id = try row.next()
        provider = try row.next()
        pupil = try Person(row: &row)
        school = try row.next()
        schoolName = try row.next()
        homeroom = try row.next()
        let (first, last) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
        days = first...max(first, last)
        schoolDays = try row.next()
        reason = try row.next()
        decider = try row.next()
        account = try row.next()
        applicant = try Person(row: &row)
        appliedAt = try row.next()
        state = try row.next()
        changedAt = try row.next()
        standing = try Standing.next(&row)
    }

    /// The applications within reach in these states, those that changed last first; only those that wait by the day on
    /// which the leave begins, so that none is decided too late.
    static func all(
        _ reach: LeaveReach, _ states: [State], in provider: ID<Provider>, on day: Day, most: Int
    ) -> Query<LeaveApplication> {
        let order: SQL =
            states == [.waiting]
            ? "leave_application.first_day, leave_application.applied_at, leave_application.id"
            : "leave_application.changed_at DESC, leave_application.id"
        return Query(
            """
            \(reach.table(in: provider, on: day))
            SELECT \(columns)
            FROM leave_application
            \(joined)
            WHERE leave_application.provider_id = \(provider) AND leave_application.state \(anyOf: states)
                AND \(reach.condition(in: provider, on: day))
            ORDER BY \(order)
            LIMIT \(most)
            """)
    }

    /// The application, if it is within reach.
    static func reached(
        _ id: ID<LeaveApplication>, _ reach: LeaveReach, in provider: ID<Provider>, on day: Day
    ) -> Query<LeaveApplication> {
        Query(
            """
            \(reach.table(in: provider, on: day))
            SELECT \(columns)
            FROM leave_application
            \(joined)
            WHERE leave_application.provider_id = \(provider) AND leave_application.id = \(id)
                AND \(reach.condition(in: provider, on: day))
            """)
    }

    /// What waits for the one who decides, the leave that begins first at the top.
    static func waiting(
        for decider: LeaveDecider, _ reach: LeaveReach, in provider: ID<Provider>, on day: Day, most: Int
    ) -> Query<LeaveApplication> {
        Query(
            """
            \(reach.table(in: provider, on: day))
            SELECT \(columns)
            FROM leave_application
            \(joined)
            WHERE leave_application.provider_id = \(provider) AND leave_application.state = 'waiting'
                AND leave_application.decider = \(decider) AND \(reach.condition(in: provider, on: day))
            ORDER BY leave_application.first_day, leave_application.applied_at, leave_application.id
            LIMIT \(most)
            """)
    }

    /// Those of these pupils whose decision the account has not marked as read, decided since `since`.
    static func unread(
        of pupils: [ID<Person>], in providers: [ID<Provider>], guardians: [ID<Person>], by account: ID<Account>,
        since: Instant
    ) -> Query<LeaveApplication> {
        Query(
            """
            SELECT \(columns)
            FROM leave_application
            \(joined)
            WHERE leave_application.provider_id \(anyOf: providers) AND leave_application.person_id \(anyOf: pupils)
                AND leave_application.state = 'decided' AND decision.decided_at > \(since)
                AND (leave_application.account_id = \(account) OR leave_application.applicant_id \(anyOf: guardians)
                    OR (applicant.protected = \(false) AND NOT EXISTS (SELECT 1 FROM person AS reader
                        WHERE reader.provider_id = leave_application.provider_id AND reader.id \(anyOf: guardians)
                            AND reader.protected = \(true))))
                AND NOT EXISTS (SELECT 1 FROM leave_receipt
                    WHERE leave_receipt.provider_id = leave_application.provider_id
                        AND leave_receipt.decision_id = decision.id AND leave_receipt.account_id = \(account))
            ORDER BY decision.decided_at DESC, decision.id
            LIMIT 20
            """)
    }
}

extension LeaveApplication.Standing {
    fileprivate static func next(_ row: inout Row) throws -> LeaveApplication.Standing? {
        let id = try row.next(ID<LeaveDecision>?.self)
        let outcome = try row.next(LeaveOutcome?.self)
        let (first, last) = (try row.next(CivilDate?.self), try row.next(CivilDate?.self))
        let schoolDays = try row.next(Int?.self)
        let (role, decidedAt) = (try row.next(LeaveDecider?.self), try row.next(Instant?.self))
        guard let id, let outcome, let role, let decidedAt else { return nil }
        return LeaveApplication.Standing(
            id: id, outcome: outcome, days: first.flatMap { first in last.map { first...max(first, $0) } },
            schoolDays: schoolDays ?? 0, deciderRole: role, decidedAt: decidedAt)
    }
}

extension PupilPlace {
    /// The pupil's school and class on `day`; nil for who is a pupil of none.
    static func of(_ pupil: ID<Person>, in provider: ID<Provider>, on day: Day) -> Query<PupilPlace> {
        Query(
            """
            SELECT person.birth_date, role.organisation_id,
                (SELECT MIN(school_group.title) \(homerooms(on: day))),
                EXISTS (SELECT 1 \(homerooms(on: day)) AND EXISTS (SELECT 1 FROM membership
                    WHERE membership.provider_id = own.provider_id AND membership.group_id = own.group_id
                        AND membership.role = 'teacher' AND \(.inForce(.membership, on: day))))
            FROM person
            JOIN role_assignment AS role ON role.provider_id = person.provider_id AND role.person_id = person.id
                AND role.role = 'pupil' AND \(.inForce(.role, on: day))
            WHERE person.provider_id = \(provider) AND person.id = \(pupil)
            ORDER BY role.is_primary DESC, role.id
            LIMIT 1
            """)
    }

    private static func homerooms(on day: Day) -> SQL {
        """
        FROM membership AS own
            JOIN school_group ON school_group.provider_id = own.provider_id AND school_group.id = own.group_id
                AND school_group.kind = 'homeroom' AND \(.taughtNow(on: day))
            WHERE own.provider_id = person.provider_id AND own.person_id = person.id AND own.role = 'pupil'
                AND \(.inForce(.own, on: day))
        """
    }
}
