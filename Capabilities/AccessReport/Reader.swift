import Accounts
import Base
import Clients
import Directory
import Storage
import Web

/// Who reads the log, which decides how much a row tells of the one who looked.
enum Audience: Sendable {
    /// The person it is about, or a guardian who sees the child's school; with the guardians of that person.
    case home(guardians: Set<ID<Person>>)
    /// A guardian from whom the child's school is hidden: the name of a teacher would tell it.
    case distantHome
    case administrator
}

/// One who looked, as a row of the log shows it.
struct ShownReader: Sendable, Equatable {
    /// nil when the role is all that is told.
    var person: ID<Person>?
    var name: String?
    let relation: String
    var schools: [String] = []
    var isViewer = false
}

/// Names readers by what their accounts were when they looked.
struct Readers: Sendable {
    private let posts: [ID<Account>: [ReaderPost]]
    private let services: [ID<Client>: String]
    private let viewer: ID<Account>
    private let audience: Audience

    init(
        _ posts: [ReaderPost], services: [ID<Client>: String] = [:], viewer: ID<Account>, audience: Audience
    ) {
        self.services = services
        self.posts = Dictionary(grouping: posts, by: \.account)
        (self.viewer, self.audience) = (viewer, audience)
    }

    func reader(of look: LoggedLook) -> ShownReader {
        switch look.reader {
        case .account(let account): reader(account, of: look)
        case .service(let client): ShownReader(name: name(of: client), relation: look.relation)
        }
    }

    /// A service that few schools use would tell the school.
    private func name(of client: ID<Client>) -> String? {
        if case .distantHome = audience { nil } else { services[client] }
    }

    private func reader(_ account: ID<Account>, of look: LoggedLook) -> ShownReader {
        guard account != viewer else { return ShownReader(relation: look.relation, isViewer: true) }
        let own = posts[account] ?? []
        let inRole = own.filter { $0.role?.rawValue == look.relation }
        guard let person = (inRole.first ?? own.first)?.person, isNamed(person, look.relation) else {
            return ShownReader(relation: look.relation)
        }
        let then = inRole.filter { $0.isInForce(at: look.first) }
        let schools = Set((then.isEmpty ? inRole : then).compactMap(\.school)).sorted()
        return ShownReader(
            person: person.id, name: person.name.full, relation: look.relation,
            schools: Role(rawValue: look.relation)?.isStaff == true ? schools : [])
    }

    /// Staff is named to the home, guardians to their own child's; other homes and protected persons are not.
    private func isNamed(_ person: Person, _ relation: String) -> Bool {
        switch audience {
        case .administrator: return true
        case .distantHome: return false
        case .home(let guardians):
            guard !person.isProtected, let role = Role(rawValue: relation) else { return false }
            return role.isStaff || (role == .guardian && guardians.contains(person.id))
        }
    }
}

extension ReaderPost {
    fileprivate func isInForce(at moment: Instant) -> Bool {
        let day = moment.day
        return (begins.map { $0 <= day } ?? true) && (ends.map { $0 > day } ?? true)
            && (ended.map { $0 > moment } ?? true)
    }
}

extension Role {
    fileprivate var isStaff: Bool {
        switch self {
        case .teacher, .principal, .office, .assistant, .administrator: true
        case .pupil, .guardian: false
        }
    }
}

extension PageRead<Viewer> {
    /// The readers of these rows, ready to be named; the names that will be shown are looks themselves.
    func readers(of page: LogPage, in provider: ID<Provider>, as role: Role, for audience: Audience) throws
        -> [LogEntry]
    {
        let seen = Set(page.looks.map(\.reader))
        let posts = try all(ReaderPost.of(seen.compactMap(\.account), in: provider))
        let services = seen.compactMap(\.client)
        let names = services.isEmpty ? [] : try all(Client.names(of: services))
        let readers = Readers(
            posts, services: Dictionary(names.map { ($0.id, $0.name) }) { first, _ in first }, viewer: viewer.account,
            audience: audience)
        let entries = page.looks.map { LogEntry(look: $0, reader: readers.reader(of: $0)) }
        for shown in Set(entries.compactMap(\.reader.person)) {
            look(at: shown, in: provider, for: "accessLog", as: role)
        }
        return entries
    }
}

/// One line of the log as it is shown.
struct LogEntry: Sendable {
    let look: LoggedLook
    let reader: ShownReader
    /// Whose data it was, where rows of several people stand together.
    var whose: String?
}
