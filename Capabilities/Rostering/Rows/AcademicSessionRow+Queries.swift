import Base
import Directory
import Foundation
import Storage

extension AcademicSessionRow: StoredRow {
    static let entity = ImportEntity.academicSession
    static let table = BulkTable(
        "academic_session",
        [
            "provider_id", "id", "parent_id", "kind", "title", "begins_on", "ends_on", "school_year", "source",
            "source_id", "metadata",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<AcademicSessionRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, parent_id, kind, title, begins_on, ends_on, school_year, metadata
            FROM academic_session
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                AcademicSessionRow(
                    parent: try $0.next(), kind: try $0.next(), title: try $0.next(), begins: try $0.next(),
                    ends: try $0.next(), schoolYear: try $0.next(), metadata: try $0.metadata())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(parent), Bound(kind), Bound(title), Bound(begins), Bound(ends),
            Bound(schoolYear), Bound(Rostering.source), Bound(sourceID), Bound(JSONDocument.of(metadata)),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE academic_session
        SET parent_id = \(parent), kind = \(kind), title = \(title), begins_on = \(begins), ends_on = \(ends),
            school_year = \(schoolYear), metadata = \(JSONDocument.of(metadata)), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE academic_session SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }
}
