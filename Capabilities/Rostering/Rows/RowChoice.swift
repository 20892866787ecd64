import Base
import Foundation
import Storage

/// Which of the rows that came from files are asked for.
enum RowChoice {
    /// So many in the order of their sourcedIds, behind this one.
    case after(String, limit: Int)
    case ids([UUID])

    var condition: SQL {
        switch self {
        case .after(let key, let limit):
            "source = \(Rostering.source) AND source_id > \(key) ORDER BY source_id LIMIT \(limit)"
        // In an expression, or SQLite would go through all that came from files instead of looking the ids up.
        case .ids(let ids): "id \(anyOf: ids) AND COALESCE(source, '') = \(Rostering.source)"
        }
    }
}
