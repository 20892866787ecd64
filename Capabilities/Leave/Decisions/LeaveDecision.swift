import Accounts
import Attendance
import Base
import Directory
import Web

/// What the paper of a decision says of names and places, as they were when it was made.
struct LeaveParticulars: Hashable, Sendable, Codable {
    /// Under which title somebody decides.
    enum Title: String, Hashable, Sendable, Codable { case principal, classTeacher, homeroomTeacher }

    let provider: String
    let school: String
    let pupil: String
    let homeroom: String?
    let applicant: String
    let isByPupil: Bool
    let decider: String
    let title: Title
    /// Where a claim for a revised decision is sent; only with a decision that is not as was asked.
    let authority: String?
    let address: String?
    /// The decision that this one replaces: its number and day.
    let replaces: String?
    let replacedOn: CivilDate?
}

/// An office-holder's decision about leave; it is written once.
struct LeaveDecision: Hashable, Sendable {
    let id: ID<LeaveDecision>
    let year: Int
    let number: Int
    let outcome: LeaveOutcome
    let days: ClosedRange<CivilDate>?
    let schoolDays: Int
    let reasons: String
    let language: Language
    let particulars: LeaveParticulars
    let decidedAt: Instant
    let decider: ID<Person>
    /// Protected people are not named to homes.
    let isDeciderProtected: Bool
    let role: LeaveDecider
    let notice: ID<AbsenceNotice>?
    let supersededAt: Instant?

    /// "12/2026"
    var numbered: String { "\(number)/\(year)" }
}

extension LeaveParticulars.Title {
    /// Classes 1 to 6 have a class teacher, the others a homeroom teacher.
    init(_ role: LeaveDecider, yearLevel: String?) {
        switch role {
        case .principal: self = .principal
        case .teacher: self = (1...6).contains(yearLevel.flatMap { Int($0) } ?? 0) ? .classTeacher : .homeroomTeacher
        }
    }
}

extension LeaveDecision {
    /// The one that the page is asked for by its address; without a question the one in force.
    static func asked(_ visit: Visit, of decisions: [LeaveDecision]) -> LeaveDecision? {
        decisions.first { $0.id.description == visit.query.text("decision") }
            ?? decisions.first { $0.supersededAt == nil }
    }
}
