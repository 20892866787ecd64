import Accounts
import Base
import Directory
import Storage

/// An application before it has an id.
struct LeaveDraft: Hashable, Sendable {
    let pupil: ID<Person>
    let place: PupilPlace
    let request: LeaveRequest
    let reason: String
    let decider: LeaveDecider
    let account: ID<Account>
    let applicant: ID<Person>

    func insert(in provider: ID<Provider>, at now: Instant, _ writer: any Writer) throws -> ID<LeaveApplication> {
        let id = ID<LeaveApplication>.new(at: now)
        try writer.run(
            """
            INSERT INTO leave_application (provider_id, id, person_id, organisation_id, homeroom, first_day, last_day,
                school_days, reason, decider, account_id, applicant_id, applied_at, state, changed_at)
            VALUES (\(provider), \(id), \(pupil), \(place.school), \(place.homeroom), \(request.days.lowerBound),
                \(request.days.upperBound), \(request.schoolDays), \(reason), \(decider), \(account), \(applicant),
                \(now), 'waiting', \(now))
            """)
        return id
    }
}

extension LeaveApplication {
    /// Takes it from one state to the next; false when somebody was faster.
    func move(from state: State, to next: State, at now: Instant, _ writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE leave_application SET state = \(next), changed_at = \(now)
            WHERE provider_id = \(provider) AND id = \(id) AND state = \(state)
            """) == 1
    }

    /// Notes that the account has read the decision in force; false when it had before.
    func receive(
        _ decision: ID<LeaveDecision>, by account: ID<Account>, at now: Instant, _ writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            INSERT INTO leave_receipt (provider_id, decision_id, account_id, read_at)
            VALUES (\(provider), \(decision), \(account), \(now))
            ON CONFLICT (provider_id, decision_id, account_id) DO NOTHING
            """) == 1
    }
}
