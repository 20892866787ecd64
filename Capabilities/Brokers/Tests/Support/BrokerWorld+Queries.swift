import Accounts
import Base
import Directory
import Foundation
import Storage
import TestKit

@testable import Brokers

/// What the suites of this room change in the world.
enum BrokerWorld {
    static let oid = "1.2.246.562.99.00000000001"
    static let number = "1.2.246.562.24.12345678901"
    static let otherNumber = "1.2.246.562.24.22345678902"

    /// An identity provider that plays MPASSid, at the lake.
    static let mpassid = ID<IdentityProvider>(UUID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0300))
    /// The world's own, of plain OpenID Connect.
    static var plain: ID<IdentityProvider> { World.identityProvider.retagged() }

    static func prepare(_ database: any Database, roles: [Role] = [.pupil, .teacher], allowsTest: Bool = false)
        async throws
    {
        try await database.write { writer in
            try writer.run("UPDATE provider SET oid = \(oid) WHERE id = \(World.lake)")
            try World.addIdentityProvider(
                mpassid.retagged(), profile: "mpassid", title: "MPASSid", roles: roles,
                learnerNumberClaim: MPASSidClaims.Name.learnerNumber, allowsTestNumbers: allowsTest, in: World.lake,
                writer)
        }
    }

    static func give(
        _ number: String, to person: ID<Person>, in provider: ID<Provider> = World.lake, _ database: any Database
    ) async throws {
        _ = try await database.write { writer in
            try writer.run(
                """
                INSERT INTO person_identifier (provider_id, id, person_id, kind, value)
                VALUES (\(provider), \(UUID()), \(person), 'learner_number', \(number))
                """)
        }
    }

    /// Gives the account of an who one more person, elsewhere.
    static func link(_ who: Who, to person: ID<Person>, in provider: ID<Provider>, _ database: any Database)
        async throws
    {
        try await database.write { writer in
            let account = try writer.one(PasswordAccount.named(who.signInName)).account
            try Account.link(account, to: person, in: provider, evidence: "test", at: World.now, in: writer)
        }
    }

    static func account(of who: Who, _ database: any Database) async throws -> ID<Account> {
        try await database.read { try $0.one(PasswordAccount.named(who.signInName)).account }
    }

    /// The accounts of a person.
    static func accounts(of person: ID<Person>, _ database: any Database) async throws -> [ID<Account>] {
        try await database.read { reader in
            try reader.all(
                Query(
                    """
                    SELECT account_person.account_id FROM account_person
                    WHERE account_person.provider_id = \(World.lake) AND account_person.person_id = \(person)
                    """))
        }
    }

    /// Every login that opens an account, as `subject` and account.
    static func links(_ database: any Database) async throws -> [String: ID<Account>] {
        let pairs = try await database.read { reader in
            try reader.all(
                Query(
                    """
                    SELECT broker_link.login_id, broker_link.account_id FROM broker_link
                    WHERE broker_link.issuer = \(FakeIdentityProvider.issuer)
                    """
                ) { row in
                    (try row.next(String.self), try row.next(ID<Account>.self))
                })
        }
        return Dictionary(pairs) { $1 }
    }

    /// The account of a session.
    static func account(behind token: String, _ database: any Database) async throws -> ID<Account>? {
        try await database.read { reader in
            try reader.first(
                Query<ID<Account>>(
                    """
                    SELECT session.account_id FROM session
                    WHERE session.token_hash = \(Token(text: token).hash) AND session.ended_at IS NULL
                    """))
        }
    }

    /// A service may go on for somebody without their session.
    static func grant(to who: Who, _ database: any Database) async throws {
        let (account, claims) = (try await account(of: who, database), try JSONDocument(encoding: [String: String]()))
        _ = try await database.write { writer in
            try writer.run(
                """
                INSERT INTO client_grant (id, account_id, client_id, session_id, subject, scope, claims, is_offline,
                    signed_in_at, created_at, used_at)
                VALUES (\(UUID()), \(account), \(World.service), \(UUID()), \(who.rawValue), 'openid offline_access',
                    \(claims), \(true), \(World.now), \(World.now), \(World.now))
                """)
        }
    }

    /// For whom services may go on.
    static func grants(_ database: any Database) async throws -> [ID<Account>] {
        try await database.read { reader in
            try reader.all(
                Query("SELECT client_grant.account_id FROM client_grant WHERE client_grant.ended_at IS NULL"))
        }
    }

    static func waiting(_ database: any Database) async throws -> [LinkConflict] {
        try await database.read { try $0.all(LinkConflict.open(in: World.lake)) }
            .filter { $0.id.uuid != World.signInConflict.uuid }
    }

    /// The actions that the change log has of this room.
    static func changes(_ database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.all(
                Query<String>(
                    """
                    SELECT change_log.action FROM change_log
                    WHERE change_log.provider_id = \(World.lake)
                    ORDER BY change_log.id
                    """))
        }
    }

    static func invite(
        _ person: ID<Person>, in provider: ID<Provider> = World.lake, makesAdministrator: Bool = false,
        _ database: any Database
    ) async throws -> String {
        try await database.write { writer in
            try Invitation.issue(
                to: person, in: provider, makesAdministrator: makesAdministrator, at: World.now, in: writer
            ).text
        }
    }
}
