import Storage

/// The rows of a package's files, and what comparing makes of them, in a scratch database: memory holds a few pages of
/// it, however large the package and the register are.
struct Staging: Sendable {
    let scratch: any Scratch

    init(_ scratch: any Scratch) throws {
        self.scratch = scratch
        for definition in Self.ofFiles { try scratch.define(definition) }
    }

    /// Takes away what an earlier comparison left, and makes room for another.
    func beginComparing() throws {
        for table in Self.ofComparison.map(\.name) { try scratch.define("DROP TABLE IF EXISTS \(table)") }
        for table in Self.ofComparison { try scratch.define(table.definition) }
        try forgetPresentNumbers()
    }

    /// Makes what there is findable by its id.
    func indexNodes() throws { try scratch.define(Self.nodeIndex) }

    /// The rows of `Record`'s file, in the order in which they stand in it.
    func forEach<Record: RosterRecord>(_ type: Record.Type, _ body: (Record) throws -> Void) throws {
        try scratch.forEach(Self.records(of: Record.file)) { row in
            try body(Unpacker.value(of: try row.next([UInt8].self)))
        }
    }
}

/// Rows on their way into one table of the staging file, many at a time.
final class StagedRows {
    private let scratch: any Scratch
    private let table: BulkTable
    private var waiting: [[Bound]] = []
    private static let batch = 500

    init(_ table: BulkTable, in scratch: any Scratch) { (self.table, self.scratch) = (table, scratch) }

    func add(_ row: [Bound]) throws {
        waiting.append(row)
        if waiting.count == Self.batch { try flush() }
    }

    /// MUST be called before anybody reads the table.
    func flush() throws {
        try scratch.load(table, waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}

/// A dictionary that never holds more than so many entries: what is beyond is looked up again.
struct BoundedCache<Key: Hashable, Value> {
    private var entries: [Key: Value] = [:]
    private static var most: Int { 50_000 }

    mutating func value(for key: Key, _ find: () throws -> Value) rethrows -> Value {
        if let known = entries[key] { return known }
        let value = try find()
        if entries.count >= Self.most { entries.removeAll(keepingCapacity: true) }
        entries[key] = value
        return value
    }
}

extension RosterFile {
    /// Its place in the order in which files are read, checked and told of.
    var number: Int {
        switch self {
        case .orgs: 0
        case .academicSessions: 1
        case .courses: 2
        case .classes: 3
        case .users: 4
        case .roles: 5
        case .enrollments: 6
        case .demographics: 7
        }
    }
}

extension ImportEntity {
    /// Its place in the order in which rows are written.
    var number: Int {
        switch self {
        case .provider: 0
        case .organisation: 1
        case .academicSession: 2
        case .person: 3
        case .course: 4
        case .group: 5
        case .role: 6
        case .membership: 7
        case .guardianship: 8
        }
    }
}
