import Base
import Foundation
import Storage

extension ReferenceCheck {
    static let suspects: SQL = """
        SELECT record.number, record.body
        FROM suspect JOIN record ON record.number = suspect.number
        ORDER BY suspect.number
        """

    static func inForce(_ kind: ImportEntity, _ key: String) -> Query<String> {
        Query(
            """
            SELECT key FROM node
            WHERE kind = \(kind.number) AND key = \(key) AND present = TRUE AND ended = FALSE
            """)
    }
}

extension Finding {
    /// What is to be told in one step, in the order of the files. What is said twice of a row is said once.
    static func all(_ step: Step) -> SQL {
        """
        SELECT DISTINCT file, line, position, code, field, value FROM finding
        WHERE step = \(step.rawValue)
        ORDER BY file, line, position
        """
    }
}

extension PeopleCheck {
    /// Each row whose value in `table` somebody before it has, with who that is.
    static func shared(_ table: SQL) -> SQL {
        """
        WITH shared (value, line) AS (
            SELECT value, MIN(line) FROM \(table) GROUP BY value HAVING COUNT(*) > 1)
        SELECT later.line, owner.key
        FROM shared
        JOIN \(table) AS owner ON owner.value = shared.value AND owner.line = shared.line
        JOIN \(table) AS later ON later.value = shared.value AND later.line > shared.line
        ORDER BY later.line
        """
    }
}

extension TreeCheck {
    static func keys(of file: RosterFile) -> SQL {
        """
        SELECT mention.key, mention.line FROM mention
        JOIN record ON record.number = mention.number
        WHERE mention.file = \(file.number)
        ORDER BY record.number
        """
    }

    /// The parent that the file names, and whether it names the row without asking for it.
    static func named(_ key: String, in file: RosterFile) -> Query<(parent: String?, isDeleted: Bool)> {
        Query(
            """
            SELECT record.first, mention.deleted FROM mention
            LEFT JOIN record ON record.number = mention.number
            WHERE mention.file = \(file.number) AND mention.key = \(key)
            """
        ) { (try $0.next(), try $0.next()) }
    }

    /// The sourcedId of the parent that the register has.
    static func present(_ key: String, _ kind: ImportEntity) -> Query<String> {
        Query(
            """
            SELECT parent.key FROM node
            JOIN node AS parent ON parent.kind = node.kind AND parent.id = node.owner
            WHERE node.kind = \(kind.number) AND node.key = \(key)
            """)
    }

    static func walk(of key: String, in file: RosterFile) -> Query<Int> {
        Query("SELECT walk FROM walked WHERE file = \(file.number) AND key = \(key)")
    }
}
