package import Accounts
package import Base
import Desktop
import Foundation
package import Outbound
package import Storage
package import Web

/// Signing in by identity providers that an education provider has connected, and finding one's own.
package struct Brokers: Sendable {
    let database: any Database
    let seal: Seal
    let outbound: Outbound
    let book: IssuerBook
    let exchange: Exchange
    let partyKeys: PartyKeys
    let limits: SessionLimits
    let chrome: Chrome
    let texts: TextTable<BrokersText>
    let passphrases: Passphrases
    /// Where our own public keys are, for identity providers that want no secret.
    let keys: Link
    /// Where a sentence goes about what went wrong with an identity provider; it names nobody.
    let complain: @Sendable (String) -> Void
    /// What else an account has opened for good and is shut when another login comes to open it.
    package var endings: [@Sendable (ID<Account>, Instant, any Writer) throws -> Void] = []

    package init(
        database: any Database, now: @escaping @Sendable () -> Instant, seal: Seal, outbound: Outbound,
        limits: SessionLimits, chrome: Chrome, keys: Link,
        sign: @escaping @Sendable (ClientAssertion) async throws -> String,
        complain: @escaping @Sendable (String) -> Void
    ) throws {
        (self.database, self.seal, self.outbound, self.limits) = (database, seal, outbound, limits)
        (self.chrome, self.keys, self.complain) = (chrome, keys, complain)
        book = IssuerBook(outbound: outbound, now: now)
        partyKeys = PartyKeys(database: database, seal: seal, now: now)
        exchange = Exchange(outbound: outbound, book: book, seal: seal, sign: sign, partyKeys: partyKeys)
        texts = try TextTable(in: .module)
        passphrases = try Passphrases()
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "Brokers", in: .module) }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountSignIn(on: site)
        mountJoining(on: site)
        mountAdding(on: site)
        mountPlaces(on: site)
        mountParties(on: site)
        mountConflicts(on: site)
        mountLogins(on: site)
        mountKeys(on: site)
        mountLogout(on: site)
        mountMandates(on: site)
    }

    /// Removes what is too old to matter.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        try Attempt.removeOld(at: now, in: writer)
        try LinkConflict.removeOld(at: now, in: writer)
        try BrokerSession.removeOld(at: now, in: writer)
        try MandateQuestion.removeOld(at: now, in: writer)
    }

    /// Makes the keys of ours that are due, and forgets old ones.
    package static func keepUp(
        in database: any Database, seal: Seal, now: @escaping @Sendable () -> Instant
    ) async throws {
        try await PartyKeys(database: database, seal: seal, now: now).keepUp()
    }

    /// Writes the places of providers whose register has changed, a few in each transaction.
    package static func refreshPlaces(in database: any Database) async throws {
        while try await database.write({ try PlaceIndex.refresh(in: $0) }) > 0 {}
    }

    func words(_ visit: Visit) -> Words<BrokersText> { texts(in: visit.language) }
    func parts(_ visit: Visit) -> Words<WebText> { chrome.parts(in: visit.language) }
}

/// The paths of this room.
package enum BrokerPath {
    static let with: PathPattern = "/sign-in/with/{party}"
    static let answer: PathPattern = "/sign-in/answer"
    static let joining: PathPattern = "/sign-in/joining"
    /// Our keys for one identity provider, and where it tells that somebody signed out.
    static let partyKeys: PathPattern = "/sign-in/keys/{party}"
    static let logout: PathPattern = "/sign-in/ended/{party}"

    /// Children by a mandate, and where the mandate service sends people back to.
    static let mandates: PathPattern = "/account/mandates"
    static let mandateAnswer: PathPattern = "/sign-in/mandates"

    /// A login elsewhere that is to open the own account, and one that does.
    static let loginAdding: PathPattern = "/account/logins/with/{party}"
    static let loginEnding: PathPattern = "/account/logins/{login}/ending"

    static let places: PathPattern = "/where"
    static let place: PathPattern = "/where/{provider}"
    static let school: PathPattern = "/s/{school}"

    /// The identity providers of an education provider, for its administrator.
    package static let parties: PathPattern = "/{provider}/administrator/identity-providers"
    static let newParty: PathPattern = "/{provider}/administrator/identity-providers/profiles/{profile}"
    static let party: PathPattern = "/{provider}/administrator/identity-providers/{party}"
    static let ending: PathPattern = "/{provider}/administrator/identity-providers/{party}/ending"
    static let conflict: PathPattern = "/{provider}/administrator/sign-in-conflicts/{conflict}"
    static let decision: PathPattern = "/{provider}/administrator/sign-in-conflicts/{conflict}/decision"
}
