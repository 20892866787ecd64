import Accounts
import Base
import Directory
import Storage

/// A role in force, or a child in care, of somebody who would be signed in.
struct Post: RowDecodable, Hashable, Sendable {
    let provider: ID<Provider>
    let person: ID<Person>
    let role: Role?
    let organisation: ID<Organisation>?

    init(provider: ID<Provider>, person: ID<Person>, role: Role?, organisation: ID<Organisation>?) {
        (self.provider, self.person, self.role, self.organisation) = (provider, person, role, organisation)
    }

    init(row: inout Row) throws {
        provider = try row.next()
        person = try row.next()
        role = try row.next()
        organisation = try row.next()
    }
}

/// For whom an identity provider speaks: the roles and schools that its education provider gave it. Whoever may change
/// what it says could sign in as those it speaks for, so it never opens what is not the education provider's to give.
struct Voice: Sendable {
    let provider: ID<Provider>
    let roles: Set<Role>
    /// None means all.
    let schools: Set<ID<Organisation>>

    /// What an identity provider may do for somebody.
    enum Word: Hashable, Sendable {
        /// Sign in; also join what nobody has joined before.
        case trusted
        /// Sign in whoever has joined it to the account by another way. The account reaches beyond this provider.
        case afterProof
        /// It does not speak for this person.
        case silent
    }

    /// - Parameter posts: everything that the person, or the account, stands for now, at any provider.
    func word(for posts: [Post]) -> Word {
        let (own, elsewhere) = (posts.filter { $0.provider == provider }, posts.filter { $0.provider != provider })
        guard own.contains(where: speaks) else { return .silent }
        return word(for: own, elsewhere)
    }

    /// Whether it may confirm who is signed in, or be joined for that.
    ///
    /// - Parameter isVouchedFor: whether the platform's operator lets it confirm administrators. They are this provider's;
    ///   whoever governs elsewhere is confirmed by no word of this provider.
    func confirms(_ posts: [Post], isVouchedFor: Bool) -> Bool {
        guard isVouchedFor, governs(posts) else { return word(for: posts) != .silent }
        let own = posts.filter { $0.provider == provider && $0.role != .administrator }
        return word(for: own, posts.filter { $0.provider != provider }) != .silent
    }

    /// Whether somebody administers this provider.
    func governs(_ posts: [Post]) -> Bool {
        posts.contains { $0.provider == provider && $0.role == .administrator }
    }

    private func word(for own: [Post], _ elsewhere: [Post]) -> Word {
        // A right that it does not speak for would be opened along with the others.
        guard own.allSatisfy({ $0.role == nil || $0.role == .guardian || speaks(for: $0) }) else { return .silent }
        let governing: [Role] = [.administrator, .principal, .office]
        guard !elsewhere.contains(where: { $0.role.map(governing.contains) ?? false }) else { return .silent }
        return elsewhere.isEmpty ? .trusted : .afterProof
    }

    private func speaks(for post: Post) -> Bool {
        guard let role = post.role, roles.contains(role) else { return false }
        // A guardian's role is at no school of their own.
        guard !schools.isEmpty, role != .guardian else { return true }
        return post.organisation.map(schools.contains) ?? false
    }
}
