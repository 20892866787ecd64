import Accounts
import Attendance
import Base
import Directory
import Storage

extension LeaveDecision: RowDecodable {
    init(row: inout Row) throws {
        id = try row.next()
        year = try row.next()
        number = try row.next()
        outcome = try row.next()
        let (first, last) = (try row.next(CivilDate?.self), try row.next(CivilDate?.self))
        days = first.flatMap { first in last.map { first...max(first, $0) } }
        schoolDays = try row.next()
        reasons = try row.next()
        language = try row.next()
        particulars = try row.next(JSONDocument.self).decoded()
        decidedAt = try row.next()
        decider = try row.next()
        isDeciderProtected = try row.next()
        role = try row.next()
        notice = try row.next()
        supersededAt = try row.next()
    }

    /// Every decision about the application, the latest first.
    static func all(of application: ID<LeaveApplication>, in provider: ID<Provider>) -> Query<LeaveDecision> {
        Query(
            """
            SELECT leave_decision.id, leave_decision.year, leave_decision.number, leave_decision.outcome,
                leave_decision.first_day, leave_decision.last_day, leave_decision.school_days, leave_decision.reasons,
                leave_decision.language, leave_decision.particulars, leave_decision.decided_at,
                leave_decision.decider_id, person.protected, leave_decision.decider_role, leave_decision.notice_id,
                leave_decision.superseded_at
            FROM leave_decision
            JOIN person ON person.provider_id = leave_decision.provider_id AND person.id = leave_decision.decider_id
            WHERE leave_decision.provider_id = \(provider) AND leave_decision.application_id = \(application)
            ORDER BY leave_decision.year DESC, leave_decision.number DESC
            """)
    }

    /// When the account marked the decision as read.
    static func receipt(
        _ decision: ID<LeaveDecision>, by account: ID<Account>, in provider: ID<Provider>
    ) -> Query<Instant> {
        Query(
            """
            SELECT leave_receipt.read_at FROM leave_receipt
            WHERE leave_receipt.provider_id = \(provider) AND leave_receipt.decision_id = \(decision)
                AND leave_receipt.account_id = \(account)
            """)
    }

    /// Marks it as replaced; false when somebody was faster.
    func supersede(in provider: ID<Provider>, at now: Instant, _ writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE leave_decision SET superseded_at = \(now)
            WHERE provider_id = \(provider) AND id = \(id) AND superseded_at IS NULL
            """) == 1
    }

    /// The next number of the year. The row is locked until the decision is written, so that numbers have no gaps.
    static func nextNumber(of year: Int, in provider: ID<Provider>, _ writer: any Writer) throws -> Int {
        try writer.run(
            """
            INSERT INTO leave_number (provider_id, year, last_number)
            VALUES (\(provider), \(year), \(1))
            ON CONFLICT (provider_id, year) DO UPDATE SET last_number = leave_number.last_number + 1
            """)
        return try writer.one(
            Query<Int>(
                """
                SELECT leave_number.last_number FROM leave_number
                WHERE leave_number.provider_id = \(provider) AND leave_number.year = \(year)
                """))
    }
}

/// A decision before it has a number.
struct DecisionDraft: Sendable {
    let verdict: LeaveVerdict
    let language: Language
    let particulars: LeaveParticulars
    let account: ID<Account>
    let decider: ID<Person>
    let role: LeaveDecider
    let notice: ID<AbsenceNotice>?
    let replaces: ID<LeaveDecision>?

    func insert(
        about application: ID<LeaveApplication>, in provider: ID<Provider>, at now: Instant, _ writer: any Writer
    ) throws -> ID<LeaveDecision> {
        let (id, year) = (ID<LeaveDecision>.new(at: now), now.day.year)
        let number = try LeaveDecision.nextNumber(of: year, in: provider, writer)
        try writer.run(
            """
            INSERT INTO leave_decision (provider_id, id, application_id, year, number, outcome, first_day, last_day,
                school_days, reasons, language, particulars, decided_at, account_id, decider_id, decider_role,
                notice_id, replaces_id)
            VALUES (\(provider), \(id), \(application), \(year), \(number), \(verdict.outcome),
                \(verdict.days?.lowerBound), \(verdict.days?.upperBound), \(verdict.schoolDays), \(verdict.reasons),
                \(language), \(try JSONDocument(encoding: particulars)), \(now), \(account), \(decider), \(role),
                \(notice), \(replaces))
            """)
        return id
    }
}

/// What a decision takes from the school: its name, its language, and the provider's rules.
struct DecidingSchool: RowDecodable {
    let name: String
    let language: Language

    init(row: inout Row) throws {
        name = try row.next()
        language = try row.next()
    }

    static func of(_ school: ID<Organisation>, in provider: ID<Provider>) -> Query<DecidingSchool> {
        Query(
            """
            SELECT organisation.name, COALESCE(leave_school.language, 'fi')
            FROM organisation
            LEFT JOIN leave_school ON leave_school.provider_id = organisation.provider_id
                AND leave_school.organisation_id = organisation.id
            WHERE organisation.provider_id = \(provider) AND organisation.id = \(school)
            """)
    }
}
