import Base
import Foundation
import Storage

extension ImportPlan {
    private static let columns: SQL = "number, key, id, old, new, ended_at, restored_at"

    static func page(
        _ entity: ImportEntity, _ operation: RunChange.Operation, after number: Int, limit: Int
    ) -> SQL {
        """
        SELECT \(columns) FROM planned
        WHERE entity = \(entity.number) AND operation = \(operation.number) AND number > \(number)
        ORDER BY number
        LIMIT \(limit)
        """
    }

    static func sorted(_ entity: ImportEntity, _ operation: RunChange.Operation) -> SQL {
        // Trees are planned parents first; everything else comes in the order of its keys.
        let isTree = entity == .organisation || entity == .academicSession
        let order: SQL = isTree ? "key" : "number"
        return """
            SELECT \(columns) FROM planned
            WHERE entity = \(entity.number) AND operation = \(operation.number)
            ORDER BY \(order)
            """
    }

    /// The ids of all rows of one kind and operation, each with whether it is to be ended after all.
    static func ids(
        _ entity: ImportEntity, _ operation: RunChange.Operation, after number: Int, limit: Int
    ) -> Query<(number: Int, id: UUID, isEndedAgain: Bool)> {
        Query(
            """
            SELECT number, id, restored_at FROM planned
            WHERE entity = \(entity.number) AND operation = \(operation.number) AND number > \(number)
            ORDER BY number
            LIMIT \(limit)
            """
        ) { (try $0.next(), try $0.next(), try $0.next(Instant?.self) != nil) }
    }
}
