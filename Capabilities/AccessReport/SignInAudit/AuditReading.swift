import Accounts
import Audit
import Base
import Clients
import Directory
import Storage
import Web

/// Rows of the audit with the people in them.
struct AuditFinding: Sendable {
    var entries: [AuditEntry]
    /// Everyone who stands in the rows, by id.
    var people: [ID<Person>: Person]
    /// Who stands for the accounts that did something.
    var makers: [ID<Account>: ID<Person>]
    /// What people call the services in the rows.
    var services: [ID<Client>: String]
    let next: ID<AuditEntry>?

    /// Whoever of the register did an act.
    func maker(of entry: AuditEntry) -> Person? {
        entry.account.flatMap { makers[$0] }.flatMap { people[$0] }
    }

    func person(of entry: AuditEntry) -> Person? { entry.person.flatMap { people[$0] } }

    /// Reads what was asked for: at most eight statements, however much there is.
    ///
    /// - Parameter size: how many rows at most.
    static func read(
        _ question: AuditQuestion, in provider: ID<Provider>, size: Int = AuditPage.size, _ reader: any Reader
    ) throws -> AuditFinding {
        let makers = try question.maker.map { try reader.all(Account.standing(for: $0, in: provider)) }
        let events = question.asksEvents ? try reader.all(question.events(in: provider, most: size + 1)) : []
        let acts =
            question.asksActs ? try reader.all(question.acts(in: provider, by: makers, most: size + 1)) : []
        let platform =
            question.asksPlatformActs
            ? try reader.all(question.platformActs(concerning: provider, most: size + 1)) : []
        return try AuditFinding(AuditPage([events, acts, platform], size: size), in: provider, reader)
    }

    private init(_ page: AuditPage, in provider: ID<Provider>, _ reader: any Reader) throws {
        (entries, next) = (page.entries, page.next)
        let acts = entries.filter(\.isAct)
        let concerned = acts.isEmpty ? [] : try reader.all(Concerned<AuditEntry>.by(acts.map(\.id), in: provider))
        let standing =
            acts.isEmpty
            ? [] : try reader.all(Concerned<Account>.standing(for: acts.compactMap(\.account), in: provider))
        let own = try reader.all(Person.among(Array(Set(entries.compactMap(\.person))), in: provider))
        people = Dictionary((own + concerned.map(\.person) + standing.map(\.person)).map { ($0.id, $0) }) { one, _ in
            one
        }
        let meant = Array(Set(entries.compactMap(\.matter.service))).sorted()
        services =
            meant.isEmpty
            ? [:] : Dictionary(try reader.all(Client.names(of: meant)).map { ($0.id, $0.name) }) { one, _ in one }
        makers = Dictionary(standing.map { ($0.subject, $0.person.id) }) { one, _ in one }
        let whom = Dictionary(concerned.map { ($0.subject, $0.person.id) }) { one, _ in one }
        entries = entries.map { entry in
            var entry = entry
            if entry.isAct { entry.person = whom[entry.id] }
            return entry
        }
    }

    /// Whether there is more than a file holds.
    static func isOver(
        _ size: Int, _ question: AuditQuestion, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> Bool {
        let makers = try question.maker.map { try reader.all(Account.standing(for: $0, in: provider)) }
        let events = question.asksEvents ? try reader.all(question.events(in: provider, most: size + 1)).count : 0
        guard events <= size else { return true }
        let acts =
            question.asksActs ? try reader.all(question.acts(in: provider, by: makers, most: size + 1)).count : 0
        let platform =
            question.asksPlatformActs
            ? try reader.all(question.platformActs(concerning: provider, most: size + 1)).count : 0
        return events + acts + platform > size
    }
}

extension AuditEntry {
    var isAct: Bool {
        if case .act = what { return true }
        return false
    }
}
