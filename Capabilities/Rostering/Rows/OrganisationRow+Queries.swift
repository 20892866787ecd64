import Base
import Directory
import Foundation
import Storage

extension OrganisationRow.Kind: ColumnValue {}

extension OrganisationRow: StoredRow {
    static let entity = ImportEntity.organisation
    static let table = BulkTable(
        "organisation",
        [
            "provider_id", "id", "parent_id", "kind", "name", "sort_key", "oid", "school_code", "source", "source_id",
            "metadata",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<OrganisationRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, parent_id, kind, name, oid, school_code, metadata
            FROM organisation
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                OrganisationRow(
                    parent: try $0.next(), kind: try $0.next(), name: try $0.next(), oid: try $0.next(),
                    schoolCode: try $0.next(), metadata: try $0.metadata())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(parent), Bound(kind), Bound(name), Bound(SortKey.of(name)), Bound(oid),
            Bound(schoolCode), Bound(Rostering.source), Bound(sourceID), Bound(JSONDocument.of(metadata)),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE organisation
        SET parent_id = \(parent), kind = \(kind), name = \(name), sort_key = \(SortKey.of(name)), oid = \(oid),
            school_code = \(schoolCode), metadata = \(JSONDocument.of(metadata)), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE organisation SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }
}
