import Accounts
import Base
import Directory
import Foundation
import Storage
import Web

/// Carries rows from one record to another, and back.
struct Merging {
    let edit: Edit

    private var writer: any Writer { edit.writer }
    private var provider: ID<Provider> { edit.provider }

    /// What of `merged` goes to `kept`: everything that `kept` does not have itself.
    func movable(from merged: ID<Person>, to kept: ID<Person>) throws -> PersonMerge.Moved {
        var moved = PersonMerge.Moved()
        moved.identifiers = try writer.all(
            Query<UUID>(
                """
                SELECT person_identifier.id FROM person_identifier
                WHERE person_identifier.provider_id = \(provider) AND person_identifier.person_id = \(merged)
                    AND NOT EXISTS (SELECT 1 FROM person_identifier AS present
                        WHERE present.provider_id = person_identifier.provider_id AND present.kind = person_identifier.kind
                            AND present.value = person_identifier.value AND present.person_id = \(kept))
                """))
        moved.contacts = try writer.all(
            Query<UUID>(
                """
                SELECT contact.id FROM contact
                WHERE contact.provider_id = \(provider) AND contact.person_id = \(merged)
                    AND NOT EXISTS (SELECT 1 FROM contact AS present
                        WHERE present.provider_id = contact.provider_id AND present.person_id = \(kept)
                            AND present.kind = contact.kind)
                """))
        moved.accounts = try writer.all(
            Query<UUID>(
                """
                SELECT account_person.account_id FROM account_person
                WHERE account_person.provider_id = \(provider) AND account_person.person_id = \(merged)
                    AND NOT EXISTS (SELECT 1 FROM account_person AS present
                        WHERE present.provider_id = account_person.provider_id AND present.person_id = \(kept)
                            AND present.account_id = account_person.account_id)
                """))
        for part in MergePart.allCases where part.isWhole {
            moved[part] = try writer.all(part.ids(of: merged, in: provider))
        }
        moved.endedAt = try writer.first(
            Query<Instant?>("SELECT ended_at FROM person WHERE provider_id = \(provider) AND id = \(merged)"))??
            .milliseconds
        return moved
    }

    /// Gives every moved row to `person`.
    func give(_ moved: PersonMerge.Moved, from old: ID<Person>, to person: ID<Person>) throws {
        for part in MergePart.allCases {
            try writer.run(part.give(moved[part], from: old, to: person, in: provider))
        }
        try PersonPlaces.add(roles: moved.roles, in: provider, writer)
        try PersonPlaces.add(guardianships: moved.guardianOf + moved.childOf, in: provider, writer)
    }

    /// How many of the moved rows the record still has.
    func present(_ moved: PersonMerge.Moved, of person: ID<Person>) throws -> Int {
        try MergePart.allCases.reduce(0) { sum, part in
            try sum + writer.one(part.count(moved[part], of: person, in: provider))
        }
    }

    func setEnded(_ person: ID<Person>, at instant: Instant?) throws {
        try writer.run("UPDATE person SET ended_at = \(instant) WHERE provider_id = \(provider) AND id = \(person)")
    }

    /// The last number that the change feed has given.
    func sequence() throws -> Int64 {
        try writer.first(
            Query<Int64>("SELECT last_sequence FROM change_counter WHERE provider_id = \(provider)")) ?? 0
    }

    func save(_ kept: ID<Person>, _ merged: ID<Person>, _ moved: PersonMerge.Moved) throws -> ID<PersonMerge> {
        let id = ID<PersonMerge>.new(at: edit.now)
        try writer.run(
            """
            INSERT INTO person_merge (provider_id, id, kept_id, merged_id, merged_at, account_id, sequence, moved)
            VALUES (\(provider), \(id), \(kept), \(merged), \(edit.now), \(edit.write.viewer.account),
                \(try sequence()), \(try JSONDocument(encoding: moved)))
            """)
        return id
    }

    func markUndone(_ merge: PersonMerge) throws {
        try writer.run(
            "UPDATE person_merge SET undone_at = \(edit.now) WHERE provider_id = \(provider) AND id = \(merge.id)")
    }

    /// Which kinds of moved rows somebody has changed since.
    func touched(since merge: PersonMerge) throws -> Set<String> {
        let ids = merge.moved.feed.flatMap(\.ids) + [merge.merged.uuid]
        return Set(
            try writer.all(
                Query<String>(
                    """
                    SELECT DISTINCT change_feed.entity FROM change_feed
                    WHERE change_feed.provider_id = \(provider) AND change_feed.sequence > \(merge.sequence)
                        AND change_feed.entity_id \(anyOf: ids)
                    """)))
    }
}

/// A kind of rows that hang on a person.
enum MergePart: CaseIterable {
    case identifiers, contacts, roles, memberships, guardianOf, childOf, accounts

    /// Whether all of the merged record's rows go, whatever the kept one has.
    var isWhole: Bool {
        switch self {
        case .roles, .memberships, .guardianOf, .childOf: true
        case .identifiers, .contacts, .accounts: false
        }
    }

    private var table: SQL {
        switch self {
        case .identifiers: "person_identifier"
        case .contacts: "contact"
        case .roles: "role_assignment"
        case .memberships: "membership"
        case .guardianOf, .childOf: "guardianship"
        case .accounts: "account_person"
        }
    }

    private var person: SQL {
        switch self {
        case .guardianOf: "guardian_id"
        case .childOf: "child_id"
        default: "person_id"
        }
    }

    private var key: SQL { self == .accounts ? "account_id" : "id" }

    func ids(of person: ID<Person>, in provider: ID<Provider>) -> Query<UUID> {
        Query("SELECT \(key) FROM \(table) WHERE provider_id = \(provider) AND \(self.person) = \(person)")
    }

    func give(_ ids: [UUID], from old: ID<Person>, to new: ID<Person>, in provider: ID<Provider>) -> SQL {
        """
        UPDATE \(table) SET \(person) = \(new)
        WHERE provider_id = \(provider) AND \(person) = \(old) AND \(key) \(anyOf: ids)
        """
    }

    func count(_ ids: [UUID], of person: ID<Person>, in provider: ID<Provider>) -> Query<Int> {
        Query(
            """
            SELECT COUNT(*) FROM \(table)
            WHERE provider_id = \(provider) AND \(self.person) = \(person) AND \(key) \(anyOf: ids)
            """)
    }
}

extension PersonMerge.Moved {
    subscript(part: MergePart) -> [UUID] {
        get { self[keyPath: Self.path(part)] }
        set { self[keyPath: Self.path(part)] = newValue }
    }

    var count: Int { MergePart.allCases.reduce(0) { $0 + self[$1].count } }

    private static func path(_ part: MergePart) -> WritableKeyPath<PersonMerge.Moved, [UUID]> {
        switch part {
        case .identifiers: \.identifiers
        case .contacts: \.contacts
        case .roles: \.roles
        case .memberships: \.memberships
        case .guardianOf: \.guardianOf
        case .childOf: \.childOf
        case .accounts: \.accounts
        }
    }
}
