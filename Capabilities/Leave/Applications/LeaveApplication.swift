import Accounts
import Base
import Directory
import Storage

/// What somebody decided about an application, in the words of the law: in full, for fewer days, or not.
enum LeaveOutcome: String, Hashable, Sendable, CaseIterable, ColumnValue { case granted, partly, refused }

/// An application for leave, with the decision that is in force.
struct LeaveApplication: Hashable, Sendable {
    enum State: String, Hashable, Sendable, ColumnValue { case waiting, withdrawn, decided }

    /// The decision in force, as lists show it.
    struct Standing: Hashable, Sendable {
        let id: ID<LeaveDecision>
        let outcome: LeaveOutcome
        let days: ClosedRange<CivilDate>?
        let schoolDays: Int
        let deciderRole: LeaveDecider
        let decidedAt: Instant
    }

    let id: ID<LeaveApplication>
    let provider: ID<Provider>
    let pupil: Person
    let school: ID<Organisation>
    let schoolName: String
    let homeroom: String?
    let days: ClosedRange<CivilDate>
    let schoolDays: Int
    let reason: String
    let decider: LeaveDecider
    let account: ID<Account>
    let applicant: Person
    let appliedAt: Instant
    let state: State
    let changedAt: Instant
    let standing: Standing?

    /// An adult student applies alone.
    var isByPupil: Bool { applicant.id == pupil.id }

    /// What a form has seen of it when it was shown: whoever decides decides on that.
    var seen: String { standing?.id.description ?? state.rawValue }

    /// From how many days of waiting on an application is marked.
    static let longWait = 7

    /// How many days it has waited when they are many; nil when it has not waited long.
    func longWait(on today: CivilDate) -> Int? {
        LeaveApplication.longWait(appliedOn: appliedAt.day, state, today: today)
    }

    static func longWait(appliedOn day: CivilDate, _ state: State, today: CivilDate) -> Int? {
        let days = Int(today.dayNumber - day.dayNumber)
        return state == .waiting && days >= longWait ? days : nil
    }

    var request: LeaveRequest { LeaveRequest(applied: days, schoolDays: schoolDays) }

    /// Whether `role` decides: the teacher of the class up to the limit, the principal everything that the school has
    /// been asked. What a principal has decided a teacher does not change.
    func isDecided(by role: Role) -> Bool {
        guard state != .withdrawn else { return false }
        switch role {
        case .principal: return true
        case .teacher: return decider == .teacher && standing?.deciderRole != .principal
        default: return false
        }
    }
}

/// Where a pupil is on a day: what an application says of the pupil.
struct PupilPlace: RowDecodable, Hashable {
    let birthDate: CivilDate?
    let school: ID<Organisation>
    let homeroom: String?
    let hasClassTeacher: Bool

    init(row: inout Row) throws {
        birthDate = try row.next()
        school = try row.next()
        homeroom = try row.next()
        hasClassTeacher = try row.next()
    }
}
