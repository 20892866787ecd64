import Accounts
import Audit
import Base
import Directory
import Foundation
import Web

/// What the audit is asked about: something that happened to ways in, or an act of administration.
enum AuditTopic: Hashable, Sendable, CaseIterable {
    case event(SignInEvent.Subject)
    case act(Change.Act)

    static var allCases: [AuditTopic] {
        SignInEvent.Subject.allCases.map(AuditTopic.event) + Change.Act.allCases.map(AuditTopic.act)
    }

    /// As the form and the rows name it; no two are alike.
    var name: String {
        switch self {
        case .event(let subject): subject.rawValue
        case .act(let act): act.rawValue
        }
    }

    init?(_ name: String) {
        guard let topic = AuditTopic.allCases.first(where: { $0.name == name }) else { return nil }
        self = topic
    }
}

/// What an administrator asks the audit.
struct AuditQuestion: Hashable, Sendable {
    var topic: AuditTopic?
    /// Whom it concerns, and who did it.
    var person: ID<Person>?
    var maker: ID<Person>?
    var from: CivilDate?
    var to: CivilDate?
    /// The row after which the page begins.
    var after: ID<AuditEntry>?

    /// Ids carry their moment, so a time is a stretch of ids; both bounds are exclusive.
    var bounds: (above: UUID, below: UUID) {
        let begins = from.map { Instant(startOf: $0) } ?? Instant(milliseconds: 0)
        let ends = to.map { Instant(startOf: $0.adding(days: 1)) } ?? AuditQuestion.never
        let below = UUID.first(at: ends)
        return (UUID.first(at: begins), after.map { min($0, ID(below)).uuid } ?? below)
    }

    private static let never = Instant(startOf: CivilDate(dayNumber: 2_900_000))

    /// Whether what happened to ways in is asked for; nobody does that for another.
    var asksEvents: Bool {
        if case .act = topic { return false }
        return person == nil || maker == nil || person == maker
    }

    var subject: SignInEvent.Subject? {
        if case .event(let subject) = topic { return subject }
        return nil
    }

    var asksActs: Bool {
        if case .event = topic { return false }
        return act != .services
    }

    /// Whether what belongs to no provider is asked for; that concerns no person, and nobody of a register does it.
    var asksPlatformActs: Bool {
        if case .event = topic { return false }
        return (topic == nil || act == .services) && person == nil && maker == nil
    }

    var act: Change.Act? {
        if case .act(let act) = topic { return act }
        return nil
    }

    /// As links carry it.
    var query: KeyValuePairs<String, String> {
        [
            "topic": topic?.name ?? "", "person-id": person?.description ?? "", "maker-id": maker?.description ?? "",
            "from": from?.description ?? "", "to": to?.description ?? "", "after": after?.description ?? "",
        ]
    }

    /// The same question from a row on, or from the latest.
    func after(_ row: ID<AuditEntry>?) -> AuditQuestion {
        var question = self
        question.after = row
        return question
    }

    /// Whether it asks for everything.
    var isEmpty: Bool { after(nil) == AuditQuestion() }
}

extension UUID {
    /// The least id of a moment.
    fileprivate static func first(at instant: Instant) -> UUID {
        UUID(high: UInt64(bitPattern: max(0, instant.milliseconds)) << 16, low: 0)
    }
}
