import Accounts
import Base
import Storage
import Directory

/// Everything that decides whose account somebody comes to.
struct LinkFacts: Sendable {
    /// The account that this login was joined to before, with what it stands for.
    var linked: (account: ID<Account>, posts: [Post])?
    /// Who has the learner number at the provider, once for each account.
    var candidates: [LinkCandidate] = []
    /// What the only candidate, or the candidate's account, stands for.
    var candidatePosts: [Post] = []
    /// The candidate's account has another login of this issuer already.
    var hasOtherLogin = false
    /// People of the linked account, or where there is none the candidates, who are known by another identity code than
    /// the one that came.
    var contradicted: [ID<Person>] = []
    /// Who is signed in on this browser.
    var viewer: ID<Account>?
}

/// What becomes of somebody who came from an identity provider. Nobody is ever known by name or e-mail address.
enum LinkDecision: Hashable, Sendable {
    case signIn(ID<Account>)
    /// The learner number tells whose account it is; from now on the login does.
    case join(ID<Account>, ID<Person>)
    /// An account is made for the person.
    case make(LinkCandidate)
    /// An invitation code tells who it is.
    case invite
    /// Whoever has that account signs in to it first.
    case proveFirst
    case notSpokenFor
    case conflict(ConflictReason, [ID<Person>])

    static func of(_ facts: LinkFacts, _ voice: Voice) -> LinkDecision {
        let people = facts.candidates.map(\.person).uniqued()
        if let linked = facts.linked {
            let own = Set(linked.posts.filter { $0.provider == voice.provider }.map(\.person))
            // The number has come to belong to somebody else than the login does.
            guard people.isEmpty || !own.isDisjoint(with: people) else { return .conflict(.number, people) }
            // The register has come to say that the person is somebody else.
            guard facts.contradicted.isEmpty else { return .conflict(.number, facts.contradicted) }
            return voice.word(for: linked.posts) == .silent ? .notSpokenFor : .signIn(linked.account)
        }
        guard let candidate = facts.candidates.first else { return .invite }
        guard people.count == 1 else { return .conflict(.people, people) }
        guard facts.candidates.count == 1 else { return .conflict(.accounts, people) }
        let word = voice.word(for: facts.candidatePosts)
        guard word != .silent else { return .notSpokenFor }
        // What a login has shown and what the register says differ: neither alone tells who it is.
        guard facts.contradicted.isEmpty else { return .conflict(.number, facts.contradicted) }
        guard let account = candidate.account else { return .make(candidate) }
        guard !facts.hasOtherLogin else { return .conflict(.login, people) }
        return word == .trusted || facts.viewer == account ? .join(account, candidate.person) : .proveFirst
    }
}

/// Why an administrator must decide who it is; one word each in the table.
enum ConflictReason: String, CaseIterable, Sendable, ColumnValue {
    /// Several people have the learner number.
    case people
    /// Several accounts stand for the person.
    case accounts
    /// The account has another login of the same identity provider.
    case login
    /// The login belongs to one account, the learner number to another person.
    case number
}

extension Sequence where Element: Hashable {
    /// Each element once, in the order of the first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
