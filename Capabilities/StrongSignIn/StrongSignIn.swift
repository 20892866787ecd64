package import Accounts
package import Base
package import SignIn
package import Storage
package import Web

/// More than a password: passkeys, one-time codes, and confirming a session before pages that show or do more than others.
package struct StrongSignIn: Sendable {
    let database: any Database
    let hasher: PasswordHasher
    let limits: SessionLimits
    let refused: RefusedAttempts
    let seal: Seal
    let chrome: Chrome
    let texts: TextTable<StrongSignInText>
    /// Ways to confirm a session by pages of other rooms.
    package var others: [StrongPart] = []

    package init(
        database: any Database, hasher: PasswordHasher, limits: SessionLimits, refused: RefusedAttempts, seal: Seal,
        chrome: Chrome
    ) throws {
        self.refused = refused
        (self.database, self.hasher, self.limits) = (database, hasher, limits)
        (self.seal, self.chrome) = (seal, chrome)
        texts = try TextTable(in: .module)
    }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountPasskeySignIn(on: site)
        mountPasskeys(on: site)
        mountCodes(on: site)
        mountStepUp(on: site)
    }

    /// Removes what is too old to matter.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        try SignInEvent.removeOld(at: now, in: writer)
    }
}

/// The paths of this room; `/strong` is in `ActingPath`, since other rooms lead there.
enum StrongSignInPath {
    static let signIn: PathPattern = "/sign-in/passkey"
    static let signInAnswer: PathPattern = "/sign-in/passkey/answer"
    static let asking: PathPattern = "/account/passkeys/new"
    static let passkeys: PathPattern = "/account/passkeys"
    static let passkey: PathPattern = "/account/passkeys/{passkey}"
    static let passkeyName: PathPattern = "/account/passkeys/{passkey}/name"
    static let passkeyEnding: PathPattern = "/account/passkeys/{passkey}/ending"
    static let codes: PathPattern = "/account/codes"
    static let codeAsking: PathPattern = "/account/codes/new"
    static let codeProof: PathPattern = "/account/codes/proof"
    static let recovery: PathPattern = "/account/codes/recovery"
    static let codeEnding: PathPattern = "/account/codes/ending"
    static let strongCode: PathPattern = "/strong/code"
    static let strongPasskey: PathPattern = "/strong/passkey"
    static let strongAnswer: PathPattern = "/strong/passkey/answer"
    static let strongPassword: PathPattern = "/strong/password"
}
