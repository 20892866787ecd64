package import Accounts
package import Base
package import Directory
import Foundation
package import Storage

extension World {
    /// An identity provider of the lake, and a login there of which nobody knows whose it is.
    package static let identityProvider: ID<Account> = id(500)
    package static let signInConflict: ID<Account> = id(501)
    /// The assistant's login elsewhere, beside the password.
    package static let assistantsLogin: ID<Account> = id(502)

    /// What closes secrets in tests.
    package static func seal() throws -> Seal { try Seal(key: Array(repeating: 1, count: Seal.keyBytes)) }

    static func brokers(_ writer: any Writer) throws {
        try addIdentityProvider(
            identityProvider, profile: "oidc", title: "Kirjaudu kaupungin tunnuksella", in: lake, writer)
        let arrived = try seal().close(
            Array(#"{"issuer":"https://login.example","subject":"person-9","name":"Olga Saari","schools":[]}"#.utf8),
            for: "link_conflict.arrived")
        try writer.run(
            """
            INSERT INTO link_conflict (provider_id, id, identity_provider_id, reason, issuer, login_id, arrived, tries,
                created_at, last_at)
            VALUES (\(lake), \(signInConflict), \(identityProvider), 'people', 'https://login.example', 'person-9',
                \(arrived), \(Int32(2)), \(now), \(now))
            """)
        let assistant = try writer.one(PasswordAccount.named(Who.assistant.signInName)).account
        try writer.run(
            """
            INSERT INTO broker_link (issuer, login_id, account_id, id, title, provider_id, evidence, linked_at, used_at)
            VALUES ('https://elsewhere.example', 'person-0', \(assistant), \(assistantsLogin),
                'Kirjaudu kaupungin tunnuksella', \(lake), 'test', \(now), \(now))
            """)
        for pupil in [Who.otherPupil, .classmate] {
            try writer.run(
                """
                INSERT INTO link_conflict_person (provider_id, conflict_id, person_id)
                VALUES (\(lake), \(signInConflict), \(person(pupil)))
                """)
        }
    }

    /// Adds an identity provider of the fake's kind, in use, for pupils, guardians and teachers.
    package static func addIdentityProvider(
        _ id: ID<Account>, profile: String, title: String, roles: [Role] = [.pupil, .guardian, .teacher],
        learnerNumberClaim: String = "learner", allowsTestNumbers: Bool = false, isEnabled: Bool = true,
        kind: String? = nil, manner: JSONDocument? = nil, in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        let secret = try seal().close(Array("secret+1".utf8), for: "identity_provider.secret")
        let mapping = try JSONDocument(encoding: ["learnerNumber": learnerNumberClaim, "domain": ""])
        try writer.run(
            """
            INSERT INTO identity_provider (provider_id, id, profile, title, issuer, client_id, secret, authentication,
                algorithm, mapping, roles, allows_test_numbers, enabled, created_at, kind, manner)
            VALUES (\(provider), \(id), \(profile), \(title), \(FakeIdentityProvider.issuer), 'digione', \(secret),
                'basic', 'ES256', \(mapping), \(try JSONDocument(encoding: roles)), \(allowsTestNumbers), \(isEnabled),
                \(now), \(kind), \(manner))
            """)
    }
}
