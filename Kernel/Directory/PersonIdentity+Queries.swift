package import Base
import Foundation
package import Storage

/// Whose identity code is known: by its keyed hash alone. The code itself is in no row.
package enum PersonIdentity {
    /// Who has said it.
    package enum Source: String, CaseIterable, Sendable, ColumnValue {
        /// The register, by an import.
        case register
        /// Somebody who signed in with the code and showed an invitation.
        case login
    }

    /// Part of the key of every hash that is in a row: it never changes.
    private static let place = "known_identity.code_hash"

    /// What is kept of a code; the separator is part of it.
    package static func hash(of code: PersonalIdentityCode, by seal: Seal) -> [UInt8] {
        seal.keyedHash(Array(code.text.utf8), for: place)
    }

    /// What is known of a person: a row for each who has said it.
    package static func hashes(of person: ID<Person>, in provider: ID<Provider>) -> Query<[UInt8]> {
        Query(
            """
            SELECT person_identity.code_hash FROM person_identity
            WHERE person_identity.provider_id = \(provider) AND person_identity.person_id = \(person)
            """)
    }

    /// The people of a provider whose code has this hash, as a list for `IN`.
    package static func people(with hash: [UInt8], in provider: ID<Provider>) -> SQL {
        """
        (SELECT person_identity.person_id FROM person_identity
            WHERE person_identity.provider_id = \(provider) AND person_identity.code_hash = \(hash))
        """
    }

    /// Keeps what a login showed of a person; false when another code is known of the person already.
    package static func keep(
        _ hash: [UInt8], of person: ID<Person>, in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        guard try writer.all(hashes(of: person, in: provider)).allSatisfy({ $0 == hash }) else { return false }
        try writer.run(
            """
            INSERT INTO person_identity (provider_id, person_id, source, code_hash, known_at)
            VALUES (\(provider), \(person), \(Source.login), \(hash), \(now))
            ON CONFLICT (provider_id, person_id, source) DO NOTHING
            """)
        return true
    }

    /// What a login showed of a person, in the place of what one showed before: an administrator has decided so.
    package static func replace(
        _ hash: [UInt8], of person: ID<Person>, in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO person_identity (provider_id, person_id, source, code_hash, known_at)
            VALUES (\(provider), \(person), \(Source.login), \(hash), \(now))
            ON CONFLICT (provider_id, person_id, source) DO UPDATE SET code_hash = \(hash), known_at = \(now)
            """)
    }

    /// When two records become one the kept one takes what it does not know itself.
    package static let follower = MergeFollower(
        follow: { pair, writer in
            var rows: MergeFollower.Rows = [:]
            for source in Source.allCases {
                let moved = try writer.run(
                    """
                    UPDATE person_identity SET person_id = \(pair.kept)
                    WHERE provider_id = \(pair.provider) AND person_id = \(pair.merged) AND source = \(source)
                        AND NOT EXISTS (SELECT 1 FROM person_identity AS other
                            WHERE other.provider_id = \(pair.provider) AND other.person_id = \(pair.kept)
                                AND other.source = \(source))
                    """)
                if moved == 1 { rows[name(of: source)] = [pair.merged.uuid] }
            }
            return rows
        },
        giveBack: { pair, rows, writer in
            for source in Source.allCases where rows[name(of: source)]?.isEmpty == false {
                try writer.run(
                    """
                    UPDATE person_identity SET person_id = \(pair.merged)
                    WHERE provider_id = \(pair.provider) AND person_id = \(pair.kept) AND source = \(source)
                    """)
            }
        })

    private static func name(of source: Source) -> String { "person_identity.\(source.rawValue)" }
}
