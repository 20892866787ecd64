import Base
import Directory
import Foundation
import Storage

/// Which rows of a table one query brings; the table stands in it as `item`.
struct ExportPage {
    enum Part {
        /// Rows in force of one source, in the order of their keys, after one of them.
        case after(source: String, key: String, size: Int)
        /// These rows, ended ones too, in the order of their ids.
        case these([UUID])
    }

    let provider: ID<Provider>
    let part: Part

    /// The end of a statement whose last word is `WHERE`; `and` narrows it further.
    func rows(and condition: SQL = "") -> SQL {
        switch part {
        case .after(let source, let key, let size):
            """
            item.provider_id = \(provider) AND item.source = \(source) AND item.source_id > \(key)
                AND item.ended_at IS NULL \(condition)
            ORDER BY item.source_id
            LIMIT \(size)
            """
        case .these(let ids):
            "item.provider_id = \(provider) AND item.id \(anyOf: ids) \(condition) ORDER BY item.id"
        }
    }

    /// The first source of a table after another one; null when there is none.
    static func source(after last: String, of table: SQL, in provider: ID<Provider>) -> Query<String?> {
        Query(
            """
            SELECT MIN(item.source) FROM \(table) AS item
            WHERE item.provider_id = \(provider) AND item.source > \(last)
            """)
    }
}
