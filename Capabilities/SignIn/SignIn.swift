package import Accounts
import Audit
package import Base
import Directory
import Foundation
package import Storage
package import Web

/// Signing in and out, invitations, language, the account page with its devices.
package struct SignIn: Sendable {
    let database: any Database
    let now: @Sendable () -> Instant
    let hasher: PasswordHasher
    let rules: PasswordRules
    let passphrases: Passphrases
    let limits: SessionLimits
    let attempts: RefusedAttempts
    let chrome: Chrome
    let texts: TextTable<SignInText>
    /// The persons of the demo; nil outside demo mode, where neither their list nor their route exists.
    let demo: DemoPersons?
    /// What other rooms show on the account page.
    package var parts: [AccountPart] = []
    /// Other ways in, above name and password.
    package var ways: [SignInWay] = []
    /// What other rooms show at the door by what there is.
    package var doors: [DoorPart] = []
    /// What other rooms show when somebody signs out.
    package var steps: [SignOutStep] = []
    /// What else an account has opened for good and is shut with its sessions when its owner shuts out everybody else.
    package var endings: [@Sendable (ID<Account>, Instant, any Writer) throws -> Void] = []
    /// Where somebody goes who comes back from a sign-out elsewhere with this `state`.
    package var returning: @Sendable (String, Visit) async throws -> Outcome? = { _, _ in nil }

    package init(
        database: any Database, now: @escaping @Sendable () -> Instant, hasher: PasswordHasher, rules: PasswordRules,
        limits: SessionLimits, refused: RefusedAttempts, chrome: Chrome, demo: DemoPersons?
    ) throws {
        attempts = refused
        (self.database, self.now, self.hasher, self.rules) = (database, now, hasher, rules)
        (self.limits, self.chrome, self.demo) = (limits, chrome, demo)
        texts = try TextTable(in: .module)
        passphrases = try Passphrases()
    }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountSignIn(on: site)
        mountInvitation(on: site)
        mountAccount(on: site)
        mountSession(on: site)
        mountLanguage(on: site)
        if let demo { mount(demo, on: site) }
    }

    /// The cookie of a session that began in this visit.
    func cookie(_ token: Token, _ visit: Visit) -> NewCookie { limits.cookie(token, isShared: visit.isSharedDevice) }

    static let goodbye = NewCookie(CookieName.session, "", seconds: 0)
}

/// The paths of signing in; `/sign-in` and `/account` are in `ActingPath`, since other rooms lead there.
enum SignInPath {
    static let home: PathPattern = "/"
    static let device: PathPattern = "/sign-in/device"
    static let signOut: PathPattern = "/sign-out"
    static let invitationAccount: PathPattern = "/invitation/account"
    static let invitationPerson: PathPattern = "/invitation/person"
    static let language: PathPattern = "/language"
    static let password: PathPattern = "/account/password"
    static let deviceEnding: PathPattern = "/account/sessions/{session}/ending"
    static let othersEnding: PathPattern = "/account/sessions/ending"
    static let everywhereEnding: PathPattern = "/account/sessions/everywhere/ending"
    static let demo: PathPattern = "/demo/sign-in"
}
