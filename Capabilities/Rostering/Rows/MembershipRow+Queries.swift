import Base
import Directory
import Foundation
import Storage

extension MembershipRow: StoredRow {
    static let entity = ImportEntity.membership
    static let table = BulkTable(
        "membership",
        [
            "provider_id", "id", "group_id", "person_id", "role", "is_primary", "begins_on", "ends_on", "source",
            "source_id", "metadata",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<MembershipRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, group_id, person_id, role, is_primary, begins_on, ends_on, metadata
            FROM membership
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                MembershipRow(
                    group: try $0.next(), person: try $0.next(), role: try $0.next(), isPrimary: try $0.next(),
                    begins: try $0.next(), ends: try $0.next(), metadata: try $0.metadata())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(group), Bound(person), Bound(role), Bound(isPrimary), Bound(begins),
            Bound(ends), Bound(Rostering.source), Bound(sourceID), Bound(JSONDocument.of(metadata)),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE membership
        SET group_id = \(group), person_id = \(person), role = \(role), is_primary = \(isPrimary),
            begins_on = \(begins), ends_on = \(ends), metadata = \(JSONDocument.of(metadata)), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE membership SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }
}
