import Base
import Directory
import Foundation
import Storage

extension GuardianshipRow: StoredRow {
    static let entity = ImportEntity.guardianship
    static let table = BulkTable(
        "guardianship",
        [
            "provider_id", "id", "guardian_id", "child_id", "scope", "kinds", "begins_on", "ends_on", "evidence",
            "source", "source_id",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<GuardianshipRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, guardian_id, child_id, scope, kinds, begins_on, ends_on
            FROM guardianship
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                GuardianshipRow(
                    guardian: try $0.next(), child: try $0.next(), scope: try $0.next(),
                    kinds: try $0.next(JSONDocument?.self)?.decoded(), begins: try $0.next(), ends: try $0.next())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(guardian), Bound(child), Bound(scope), Bound(kindsDocument),
            Bound(begins), Bound(ends), Bound(Rostering.source), Bound(Rostering.source), Bound(sourceID),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE guardianship
        SET guardian_id = \(guardian), child_id = \(child), scope = \(scope), kinds = \(kindsDocument),
            begins_on = \(begins), ends_on = \(ends), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE guardianship SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }

    /// A limited guardianship without kinds is an empty array, not NULL.
    private var kindsDocument: JSONDocument? { kinds.flatMap { try? JSONDocument(encoding: $0) } }
}
