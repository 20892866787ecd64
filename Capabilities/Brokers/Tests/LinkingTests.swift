import Accounts
import Base
import Directory
import Foundation
import Testing

@testable import Brokers

/// Whose account somebody comes to, without a database. standards.md part 3, line 10.
@Suite struct LinkingTests {
    private static func id<Entity>(_ number: UInt64) -> ID<Entity> { ID(UUID(high: 0, low: number)) }
    private static let lake: ID<Provider> = id(1)
    private static let birch: ID<Provider> = id(2)
    private static let school: ID<Organisation> = id(3)
    private static let hill: ID<Organisation> = id(4)
    private static let person: ID<Person> = id(5)
    private static let other: ID<Person> = id(6)
    private static let account: ID<Account> = id(7)
    private static let another: ID<Account> = id(8)

    private let voice = Voice(provider: Self.lake, roles: [.pupil, .teacher], schools: [])
    private let pupil = Post(provider: Self.lake, person: Self.person, role: .pupil, organisation: Self.school)

    private func post(
        _ role: Role?, in provider: ID<Provider> = Self.lake, at organisation: ID<Organisation>? = Self.school
    ) -> Post {
        Post(provider: provider, person: Self.person, role: role, organisation: organisation)
    }

    private func candidate(_ person: ID<Person> = Self.person, _ account: ID<Account>? = nil) -> LinkCandidate {
        LinkCandidate(
            person: person, name: PersonName(given: "Aino", called: "Aino", family: "Niemi"), isProtected: false,
            language: nil, account: account)
    }

    private func decision(_ change: (inout LinkFacts) -> Void) -> LinkDecision {
        var facts = LinkFacts()
        change(&facts)
        return LinkDecision.of(facts, voice)
    }

    @Test func `a login that was joined before opens its account`() {
        #expect(decision { $0.linked = (Self.account, [pupil]) } == .signIn(Self.account))
        #expect(
            decision {
                $0.linked = (Self.account, [pupil])
                $0.candidates = [candidate()]
            } == .signIn(Self.account))
    }

    @Test func `a joined login whose number is somebody else's waits for an administrator`() {
        #expect(
            decision {
                $0.linked = (Self.account, [pupil])
                $0.candidates = [candidate(Self.other)]
            } == .conflict(.number, [Self.other]))
    }

    @Test func `a joined login opens nothing that the identity provider does not speak for`() {
        #expect(decision { $0.linked = (Self.account, []) } == .notSpokenFor)
        #expect(decision { $0.linked = (Self.account, [post(.principal)]) } == .notSpokenFor)
        #expect(decision { $0.linked = (Self.account, [pupil, post(.administrator)]) } == .notSpokenFor)
    }

    @Test func `whoever nobody knows needs an invitation`() { #expect(decision { _ in } == .invite) }

    @Test func `one person without an account gets one`() {
        let only = candidate()
        #expect(
            decision {
                $0.candidates = [only]
                $0.candidatePosts = [pupil]
            } == .make(only))
    }

    @Test func `one person with an account of this provider alone is joined to it`() {
        #expect(
            decision {
                $0.candidates = [candidate(Self.person, Self.account)]
                $0.candidatePosts = [pupil]
            } == .join(Self.account, Self.person))
    }

    @Test func `an account that reaches elsewhere is joined by whoever is signed in to it alone`() {
        let posts = [pupil, post(.guardian, in: Self.birch, at: nil)]
        func decided(_ viewer: ID<Account>?) -> LinkDecision {
            decision {
                $0.candidates = [candidate(Self.person, Self.account)]
                $0.candidatePosts = posts
                $0.viewer = viewer
            }
        }
        #expect(decided(nil) == .proveFirst)
        #expect(decided(Self.another) == .proveFirst)
        #expect(decided(Self.account) == .join(Self.account, Self.person))
    }

    @Test func `whoever is known by another identity code waits too, with an account and without`() {
        for account in [Self.account, nil] {
            #expect(
                decision {
                    $0.candidates = [candidate(Self.person, account)]
                    $0.candidatePosts = [pupil]
                    $0.contradicted = [Self.person]
                    $0.viewer = account
                } == .conflict(.number, [Self.person]))
        }
    }

    @Test func `two people with one number wait for an administrator`() {
        #expect(
            decision {
                $0.candidates = [candidate(), candidate(Self.other, Self.account)]
            } == .conflict(.people, [Self.person, Self.other]))
    }

    @Test func `one person with two accounts waits too`() {
        #expect(
            decision {
                $0.candidates = [candidate(Self.person, Self.account), candidate(Self.person, Self.another)]
            } == .conflict(.accounts, [Self.person]))
    }

    @Test func `an account with another login of the issuer waits too, also for its own viewer`() {
        #expect(
            decision {
                $0.candidates = [candidate(Self.person, Self.account)]
                $0.candidatePosts = [pupil]
                $0.hasOtherLogin = true
                $0.viewer = Self.account
            } == .conflict(.login, [Self.person]))
    }

    @Test func `nobody is let in beyond the roles and schools that were given`() {
        for posts in [[], [post(nil)], [post(.principal)], [post(.guardian, at: nil)], [pupil, post(.office)]] {
            #expect(
                decision {
                    $0.candidates = [candidate()]
                    $0.candidatePosts = posts
                } == .notSpokenFor)
        }
    }

    @Test func `the voice is of roles and schools`() {
        let school = Voice(provider: Self.lake, roles: [.pupil, .guardian], schools: [Self.school])
        #expect(school.word(for: [pupil]) == .trusted)
        #expect(school.word(for: [post(.pupil, at: Self.hill)]) == .silent)
        #expect(school.word(for: [pupil, post(.pupil, at: Self.hill)]) == .silent)
        #expect(school.word(for: [post(.teacher)]) == .silent)
        #expect(school.word(for: [post(.guardian, at: nil)]) == .trusted)
        #expect(school.word(for: [post(.pupil, in: Self.birch)]) == .silent)
    }

    @Test(arguments: [Role.administrator, .principal, .office])
    func `whoever governs elsewhere does not come in by this provider's word`(_ role: Role) {
        #expect(voice.word(for: [pupil, post(role, in: Self.birch)]) == .silent)
    }

    @Test func `whoever teaches or has children elsewhere proves it once`() {
        #expect(voice.word(for: [pupil, post(.teacher, in: Self.birch)]) == .afterProof)
        #expect(voice.word(for: [pupil, post(nil, in: Self.birch)]) == .afterProof)
        #expect(voice.word(for: [pupil, post(.guardian, at: nil)]) == .trusted)
    }
}
