import Accounts
import App
import Base
import Clients
import Directory
import Foundation
import Storage
import TestKit
import Testing

@testable import Brokers

/// An identity provider of the national kind in the world, and what may be known of identity codes.
enum NationalWorld {
    static let suomifi = ID<IdentityProvider>(UUID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0301))
    /// Artificial: they belong to nobody.
    static let code = "010594Y9021"
    static let otherCode = "010594-9021"
    static let thirdCode = "010594X9021"
    static let claim = "urn:oid:1.2.246.21"
    static let high = "http://ftn.ficora.fi/2017/loa3"

    static func prepare(
        _ database: any Database, roles: [Role] = [.guardian], allowsTest: Bool = true,
        _ change: (inout Manner) -> Void = { _ in }
    ) async throws {
        var manner = Profile.suomifi.manner
        manner.encryption = AgreedEncryption(key: .ecdhES, content: .a256GCM)
        change(&manner)
        let document = try JSONDocument(encoding: manner)
        try await database.write { writer in
            try World.addIdentityProvider(
                suomifi.retagged(), profile: "oidc", title: "Suomi.fi", roles: roles, learnerNumberClaim: "",
                allowsTestNumbers: allowsTest, kind: "suomifi", manner: document, in: World.lake, writer)
        }
    }

    /// Lets some manner be agreed with the world's own identity provider.
    static func agree(_ manner: Manner, _ database: any Database) async throws {
        let document = try JSONDocument(encoding: manner)
        _ = try await database.write { writer in
            try writer.run(
                """
                UPDATE identity_provider SET manner = \(document)
                WHERE provider_id = \(World.lake) AND id = \(World.identityProvider)
                """)
        }
    }

    static func hash(_ code: String) throws -> [UInt8] {
        PersonIdentity.hash(of: try #require(PersonalIdentityCode(code)), by: try World.seal())
    }

    static func know(_ code: String, of person: ID<Person>, _ database: any Database) async throws {
        let hash = try hash(code)
        let isKept = try await database.write { writer in
            try PersonIdentity.keep(hash, of: person, in: World.lake, at: World.now, in: writer)
        }
        #expect(isKept)
    }

    /// What an import says of somebody.
    static func register(_ code: String, of person: ID<Person>, _ database: any Database) async throws {
        let hash = try hash(code)
        _ = try await database.write { writer in
            try writer.run(
                """
                INSERT INTO person_identity (provider_id, person_id, source, code_hash, known_at)
                VALUES (\(World.lake), \(person), 'register', \(hash), \(World.now))
                ON CONFLICT (provider_id, person_id, source) DO UPDATE SET code_hash = \(hash)
                """)
        }
    }

    /// When and with what a session was confirmed.
    static func strength(of token: String, _ database: any Database) async throws -> String? {
        try await database.read { reader in
            try reader.first(
                Query<String?>(
                    "SELECT session.strong_by FROM session WHERE session.token_hash = \(Token(text: token).hash)"))
                ?? nil
        }
    }

    static func link(_ subject: String, to who: Who, _ database: any Database) async throws {
        let account = try await BrokerWorld.account(of: who, database)
        _ = try await database.write { writer in
            try BrokerLink.join(
                Login(issuer: FakeIdentityProvider.issuer, subject: subject), called: "Test", of: World.lake,
                to: account, evidence: "test", at: World.now, in: writer)
        }
    }

    /// Every text and every run of bytes that the database has, by table and column.
    static func everything(_ database: any Database) async throws -> [(place: String, bytes: [UInt8])] {
        let tables = try House.migrations().flatMap(\.statements).compactMap { statement in
            try /CREATE TABLE (\w+) \(([\s\S]*)\)/.wholeMatch(in: statement).map { (String($0.1), String($0.2)) }
        }
        var found: [(place: String, bytes: [UInt8])] = []
        for (table, body) in tables {
            for column in body.matches(of: /(\w+) (TEXT|BYTEA|JSONB)/) {
                let (name, kind) = (String(column.1), String(column.2))
                let sql = SQL(stringLiteral: "SELECT \(table).\(name) FROM \(table) WHERE \(table).\(name) IS NOT NULL")
                let values: [[UInt8]]? = try? await database.read { reader in
                    try reader.all(
                        Query(sql) { row in
                            switch kind {
                            case "TEXT": Array(try row.next(String.self).utf8)
                            case "JSONB": Array(try row.next(JSONDocument.self).text.utf8)
                            default: try row.next([UInt8].self)
                            }
                        })
                }
                // A table that a later migration has dropped is not there.
                found += (values ?? []).map { ("\(table).\(name)", $0) }
            }
        }
        return found
    }
}
