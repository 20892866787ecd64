import Accounts
import Audit
import Base
import Clients
import Directory

/// One row of the audit.
struct AuditEntry: Hashable, Sendable {
    enum What: Hashable, Sendable {
        case event(SignInEvent.Kind, Proof)
        /// An action as the change log names it, and who asked for it: an account, a command, a schedule, a service.
        case act(String, maker: String)
    }

    /// The service that an act is about, and what of it, by the names of fields.
    struct Matter: Hashable, Sendable {
        var service: ID<Client>?
        /// As it was called then, where the act says so.
        var name: String?
        var fields: [String] = []
        /// What was another before, in the order in which a decision is read.
        var changes: [ReleaseEdit] = []
    }

    let id: ID<AuditEntry>
    let what: What
    /// Whom it concerns; for an act, whoever of the register is among what it concerns.
    var person: ID<Person>?
    let account: ID<Account>?
    /// What the browser called itself; empty for an act.
    let browser: String
    var matter = Matter()

    var at: Instant { id.madeAt }

    /// The order of rows of one id.
    fileprivate func isBefore(_ other: AuditEntry) -> Bool {
        guard let person, let another = other.person else { return false }
        return person < another
    }
}

/// The rows of one page, and the last of them when older ones follow.
struct AuditPage: Sendable {
    static let size = 50

    let entries: [AuditEntry]
    let next: ID<AuditEntry>?

    /// - Parameter found: what each source found, the latest first, at most one more than a page each. One event of an
    ///   account with several records has several rows of one id, which stay together.
    init(_ found: [[AuditEntry]], size: Int = AuditPage.size) {
        let sorted = found.flatMap { $0 }.sorted { $0.id == $1.id ? $0.isBefore($1) : $0.id > $1.id }
        guard sorted.count > size else {
            (entries, next) = (sorted, nil)
            return
        }
        let kept = sorted.prefix(size).prefix { $0.id != sorted[size].id }
        entries = kept.isEmpty ? Array(sorted.prefix { $0.id == sorted[0].id }) : Array(kept)
        next = entries.last?.id
    }
}
