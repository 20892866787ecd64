import Base
import Foundation
import Storage

extension Staging {
    /// What a file says at all about a sourcedId: the line, and whether it is said to be gone.
    static let mentions = BulkTable("mention", ["file", "key", "line", "deleted", "number"])
    /// The rows that are not said to be gone; `first` and `second` are what they refer to.
    static let records = BulkTable("record", ["number", "first", "second", "body"])
    /// The agents of children, by the sourcedId of the guardianship that they may become.
    static let agents = BulkTable("agent", ["key", "child", "agent", "line", "position", "number", "body"])
    static let learnerNumbers = BulkTable("learner_number", ["value", "line", "key"])
    /// Keyed hashes of identity codes.
    static let identities = BulkTable("identity", ["value", "line", "key"])

    static let ofFiles = [
        """
        CREATE TABLE mention (file INTEGER, key TEXT, line INTEGER, deleted INTEGER, number INTEGER,
            PRIMARY KEY (file, key)) WITHOUT ROWID
        """,
        "CREATE TABLE record (number INTEGER PRIMARY KEY, first TEXT, second TEXT, body BLOB)",
        """
        CREATE TABLE agent (key TEXT PRIMARY KEY, child TEXT, agent TEXT, line INTEGER, position INTEGER,
            number INTEGER, body BLOB) WITHOUT ROWID
        """,
        "CREATE TABLE learner_number (value TEXT, line INTEGER, key TEXT, PRIMARY KEY (value, line)) WITHOUT ROWID",
        "CREATE TABLE identity (value TEXT, line INTEGER, key TEXT, PRIMARY KEY (value, line)) WITHOUT ROWID",
    ]

    /// What is there, and what will be, by the sourcedId and by the id that rows refer to.
    static let nodes = BulkTable(
        "node",
        [
            "kind", "key", "id", "lead", "usable", "present", "ended", "title", "owner", "later", "mark", "born",
        ])
    /// The ids of trees, known before their rows are compared: a parent may stand behind its children.
    static let seeds = BulkTable("seed", ["file", "key", "id", "usable"])
    static let aliases = BulkTable("alias", ["key", "source"])
    static let walked = BulkTable("walked", ["file", "key", "walk"])
    static let suspects = BulkTable("suspect", ["number"])
    static let findings = BulkTable("finding", ["step", "file", "line", "position", "code", "field", "value"])
    static let guardians = BulkTable("guardian", ["key"])
    static let ending = BulkTable("ending", ["id"])
    static let places = BulkTable("place", ["person", "rank", "organisation"])
    static let tallies = BulkTable("tally", ["old", "new", "count"])
    static let planned = BulkTable(
        "planned", ["entity", "operation", "number", "key", "id", "old", "new", "ended_at", "restored_at"])
    static let drafts = BulkTable(
        "draft", ["entity", "school", "operation", "sort_key", "title", "person", "other", "fields"])
    static let concerned = BulkTable("concerned", ["id"])

    static let ofComparison: [(name: String, definition: String)] = [
        (
            "node",
            """
            CREATE TABLE node (kind INTEGER, key TEXT, id BLOB, lead BLOB, usable INTEGER, present INTEGER,
                ended INTEGER, title TEXT, owner BLOB, later BLOB, mark INTEGER, born INTEGER,
                PRIMARY KEY (kind, key)) WITHOUT ROWID
            """
        ),
        ("suspect", "CREATE TABLE suspect (number INTEGER PRIMARY KEY)"),
        (
            "finding",
            """
            CREATE TABLE finding (step INTEGER, file INTEGER, line INTEGER, position INTEGER, code TEXT, field TEXT,
                value TEXT)
            """
        ),
        ("guardian", "CREATE TABLE guardian (key TEXT PRIMARY KEY) WITHOUT ROWID"),
        ("ending", "CREATE TABLE ending (id BLOB PRIMARY KEY) WITHOUT ROWID"),
        ("place", "CREATE TABLE place (person BLOB, rank INTEGER, organisation BLOB)"),
        ("tally", "CREATE TABLE tally (old BLOB, new BLOB, count INTEGER)"),
        (
            "planned",
            """
            CREATE TABLE planned (entity INTEGER, operation INTEGER, number INTEGER, key TEXT, id BLOB, old BLOB,
                new BLOB, ended_at INTEGER, restored_at INTEGER, PRIMARY KEY (entity, operation, number)) WITHOUT ROWID
            """
        ),
        (
            "draft",
            """
            CREATE TABLE draft (entity INTEGER, school TEXT, operation TEXT, sort_key TEXT, title TEXT, person BLOB,
                other BLOB, fields TEXT)
            """
        ),
        (
            "sorted_draft",
            """
            CREATE TABLE sorted_draft (number INTEGER PRIMARY KEY, entity INTEGER, operation TEXT, school TEXT,
                title TEXT, person BLOB, other BLOB, fields TEXT)
            """
        ),
        ("concerned", "CREATE TABLE concerned (id BLOB PRIMARY KEY) WITHOUT ROWID"),
        (
            "seed",
            "CREATE TABLE seed (file INTEGER, key TEXT, id BLOB, usable INTEGER, PRIMARY KEY (file, key)) WITHOUT ROWID"
        ),
        ("alias", "CREATE TABLE alias (key TEXT PRIMARY KEY, source TEXT) WITHOUT ROWID"),
        ("branch", "CREATE TABLE branch (parent TEXT, key TEXT, PRIMARY KEY (parent, key)) WITHOUT ROWID"),
        ("depth", "CREATE TABLE depth (file INTEGER, key TEXT, depth INTEGER, PRIMARY KEY (file, key)) WITHOUT ROWID"),
        ("walked", "CREATE TABLE walked (file INTEGER, key TEXT, walk INTEGER, PRIMARY KEY (file, key)) WITHOUT ROWID"),
    ]

    static let nodeIndex = "CREATE INDEX IF NOT EXISTS node_id ON node (id)"
    static let placeIndex = "CREATE INDEX IF NOT EXISTS place_person ON place (person, rank)"

    /// Where in the staging file the rows of a file begin, and where those of the next one.
    static func numbers(of file: RosterFile) -> Range<Int> { file.number << 40..<(file.number + 1) << 40 }

    /// The line on which `key` stands in `file`, and whether it is said to be gone there.
    static func mention(_ key: String, in file: RosterFile) -> Query<(line: Int, isDeleted: Bool)> {
        Query("SELECT line, deleted FROM mention WHERE file = \(file.number) AND key = \(key)") {
            (try $0.next(), try $0.next())
        }
    }

    static func records(of file: RosterFile) -> SQL {
        let numbers = numbers(of: file)
        return """
            SELECT body FROM record
            WHERE number >= \(numbers.lowerBound) AND number < \(numbers.upperBound)
            ORDER BY number
            """
    }

    /// The record about `key`, unless it is said to be gone.
    static func record(_ key: String, in file: RosterFile) -> Query<[UInt8]> {
        Query(
            """
            SELECT record.body FROM mention JOIN record ON record.number = mention.number
            WHERE mention.file = \(file.number) AND mention.key = \(key)
            """)
    }

    /// The organisations without a parent, in order.
    static let roots: SQL = """
        SELECT body FROM record WHERE number < \(numbers(of: .orgs).upperBound) AND first IS NULL ORDER BY number
        """

    func forgetPresentNumbers() throws { try scratch.run("DELETE FROM learner_number WHERE line = 0") }

    /// How many rows of files are staged.
    static var count: Query<Int> { Query("SELECT COUNT(*) FROM mention") }
}
