package import Accounts
package import Base
import Directory
package import Storage
package import Web

/// Ways in, given and renewed: invitations, sign-in slips, resets; who holds which right; what somebody sees.
package struct Access: Sendable {
    let database: any Database
    let hasher: PasswordHasher
    let passphrases: Passphrases
    let chrome: Chrome
    let texts: TextTable<AccessText>
    /// What else an account has opened for good and is shut when its sign-in is renewed.
    package var endings: [@Sendable (ID<Account>, Instant, any Writer) throws -> Void] = []

    package init(database: any Database, hasher: PasswordHasher, chrome: Chrome) throws {
        (self.database, self.hasher, self.chrome) = (database, hasher, chrome)
        passphrases = try Passphrases()
        texts = try TextTable(in: .module)
    }

    /// Who helps others with signing in.
    static let helpers: [Role] = [.teacher, .office, .administrator]
    /// Who sees what others may do.
    static let overseers: [Role] = [.principal, .administrator]

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        for role in Access.helpers {
            mountSignIn(on: site, as: role)
            mountSheet(on: site, as: role)
        }
        for role in Access.overseers {
            mountRights(on: site, as: role)
            mountSight(on: site, as: role)
        }
    }

    /// The place in the navigation under which a role finds groups and people.
    func place(of role: Role) -> String { role == .teacher ? Place.groups : Place.desktop }

    /// Where the role in the path begins.
    func acting(_ role: Role, _ slug: String) -> Link { ActingPath.desktop(role)(slug) }
}

/// The paths that only this room knows.
enum AccessPath {
    static func slip(_ role: Role) -> PathPattern { path(role, "people/{person}/sign-in/slip") }
    static func invitationEnding(_ role: Role) -> PathPattern {
        path(role, "people/{person}/sign-in/invitation/ending")
    }

    static func seenPage(_ role: Role) -> PathPattern { path(role, "people/{person}/sight/{page}") }

    private static func path(_ role: Role, _ rest: String) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/\(rest)")
    }
}
