import Base
import Directory
import Foundation
import Storage

extension RunUndo {
    static let table = BulkTable("roster_run_before", ["provider_id", "run_id", "entity", "entity_id", "image"])

    static func operations(
        _ sequences: ClosedRange<Int64>, of provider: ID<Provider>
    ) -> Query<(entity: ImportEntity, id: UUID, operation: RunChange.Operation)> {
        Query(
            """
            SELECT entity, entity_id, operation FROM change_feed
            WHERE provider_id = \(provider) AND sequence BETWEEN \(sequences.lowerBound) AND \(sequences.upperBound)
            """
        ) { (try $0.next(), try $0.next(), try $0.next()) }
    }

    static func images(
        of run: RosterRun, _ entity: ImportEntity, _ ids: [UUID]
    ) -> Query<(id: UUID, image: JSONDocument)> {
        Query(
            """
            SELECT entity_id, image FROM roster_run_before
            WHERE provider_id = \(run.provider) AND run_id = \(run.id) AND entity_id \(anyOf: ids)
                AND entity = \(entity)
            """
        ) { (try $0.next(), try $0.next()) }
    }

    static func removeImages(of run: ID<RosterRun>, _ provider: ID<Provider>) -> SQL {
        "DELETE FROM roster_run_before WHERE provider_id = \(provider) AND run_id = \(run)"
    }
}
