import Base
import Directory
import Foundation
import Storage

extension RoleRow: StoredRow {
    static let entity = ImportEntity.role
    static let table = BulkTable(
        "role_assignment",
        [
            "provider_id", "id", "person_id", "organisation_id", "role", "is_primary", "begins_on", "ends_on", "source",
            "source_id", "metadata",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<RoleRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, person_id, organisation_id, role, is_primary, begins_on, ends_on, metadata
            FROM role_assignment
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                RoleRow(
                    person: try $0.next(), organisation: try $0.next(), role: try $0.next(), isPrimary: try $0.next(),
                    begins: try $0.next(), ends: try $0.next(), metadata: try $0.metadata())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(person), Bound(organisation), Bound(role), Bound(isPrimary),
            Bound(begins), Bound(ends), Bound(Rostering.source), Bound(sourceID), Bound(JSONDocument.of(metadata)),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE role_assignment
        SET person_id = \(person), organisation_id = \(organisation), role = \(role), is_primary = \(isPrimary),
            begins_on = \(begins), ends_on = \(ends), metadata = \(JSONDocument.of(metadata)), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE role_assignment SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }
}
