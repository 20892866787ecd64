package import Foundation
import GRDBSQLite
package import Storage

/// A scratch database in a file that has no name any more once it is open: whatever ends the process, nothing of it is
/// left, and nobody else can open it. Nothing in it has to survive, so it keeps no journal and waits for no disk.
package final class SQLiteScratch: Scratch, @unchecked Sendable {
    // Unchecked because one thread at a time uses it, as `Scratch` asks of its users.
    private var handle: OpaquePointer?
    private var cached: [String: OpaquePointer] = [:]
    private var offers: [String: OpaquePointer] = [:]
    package private(set) var statements = 0

    /// How much of the file is held in memory, in KiB.
    private static let cacheKiB = 24_576

    /// Throws `StorageFault`.
    package init(in folder: URL) throws {
        let path = folder.appending(path: "digione-\(UUID().uuidString).scratch").path
        // Made first, so that it is its owner's alone from the beginning.
        let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_RDWR, 0o600)
        guard descriptor >= 0 else { throw StorageFault.unavailable }
        Foundation.close(descriptor)
        defer { unlink(path) }
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK else {
            throw StorageFault.unavailable
        }
        let settings = [
            "page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE",
            "cache_size = -\(Self.cacheKiB)", "temp_store = FILE",
        ]
        for setting in settings { try define("PRAGMA \(setting)") }
        // Pages go to the file when the cache is full, not after each statement.
        try define("BEGIN EXCLUSIVE")
    }

    deinit { close() }

    package func close() {
        for statement in Array(cached.values) + Array(offers.values) { sqlite3_finalize(statement) }
        (cached, offers) = ([:], [:])
        sqlite3_close_v2(handle)
        handle = nil
    }

    package func define(_ statement: String) throws {
        guard let handle else { throw StorageFault.unavailable }
        guard sqlite3_exec(handle, statement, nil, nil, nil) == SQLITE_OK else { throw failed() }
    }

    package func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        let text = SQLiteConnection.text(of: sql)
        let (statement, isOwn) = try prepared(text)
        defer { if isOwn { sqlite3_finalize(statement) } else { sqlite3_reset(statement) } }
        try bind(sql, to: statement)
        let current = SteppedRow(statement)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                var row = Row(current)
                try body(&row)
            case SQLITE_DONE: return
            default: throw failed()
            }
        }
    }

    @discardableResult package func run(_ sql: SQL) throws -> Int {
        try forEach(sql) { _ in }
        return Int(sqlite3_changes(handle))
    }

    @discardableResult package func load(_ table: BulkTable, _ rows: some Sequence<[Bound]>) throws -> Int {
        let (statement, isOwn) = try prepared(Self.insertion(table, "INSERT"))
        defer { if isOwn { sqlite3_finalize(statement) } else { sqlite3_reset(statement) } }
        var count = 0
        for row in rows {
            try insert(row, by: statement)
            count += 1
        }
        return count
    }

    package func offer(_ table: BulkTable, _ row: [Bound]) throws -> Bool {
        guard let statement = offers[table.name] else {
            let statement = try made(Self.insertion(table, "INSERT OR IGNORE"))
            offers[table.name] = statement
            try insert(row, by: statement)
            return sqlite3_changes(handle) == 1
        }
        try insert(row, by: statement)
        return sqlite3_changes(handle) == 1
    }

    private func insert(_ row: [Bound], by statement: OpaquePointer) throws {
        for (index, value) in row.enumerated() { try bind(value.cell, at: index + 1, of: statement) }
        guard sqlite3_step(statement) == SQLITE_DONE else {
            let fault = failed()
            sqlite3_reset(statement)
            throw fault
        }
        sqlite3_reset(statement)
    }

    private static func insertion(_ table: BulkTable, _ verb: String) -> String {
        let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        return "\(verb) INTO \(table.name) (\(table.columns.joined(separator: ", "))) VALUES (\(marks))"
    }

    /// The statement, and whether the caller has to end it: the same text may be running already, further up the stack.
    private func prepared(_ text: String) throws -> (OpaquePointer, isOwn: Bool) {
        statements += 1
        if let known = cached[text] {
            if sqlite3_stmt_busy(known) == 0 { return (known, false) }
            return (try made(text), true)
        }
        let statement = try made(text)
        cached[text] = statement
        return (statement, false)
    }

    private func made(_ text: String) throws -> OpaquePointer {
        guard let handle else { throw StorageFault.unavailable }
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, text, -1, &statement, nil) == SQLITE_OK, let statement else { throw failed() }
        return statement
    }

    private func bind(_ sql: SQL, to statement: OpaquePointer) throws {
        var index = 0
        for piece in sql.pieces {
            switch piece {
            case .text: continue
            case .value(let bound): try bind(bound.cell, at: index + 1, of: statement)
            case .list(_, let cells): try bind(SQLiteCell.whole(cells), at: index + 1, of: statement)
            }
            index += 1
        }
    }

    private func bind(_ cell: Cell, at index: Int, of statement: OpaquePointer) throws {
        guard SQLiteCell.bind(cell, at: Int32(index), of: statement) else {
            throw StorageFault.malformed("a text holds U+0000")
        }
    }

    private func failed() -> StorageFault { SQLiteFailure.fault(code: sqlite3_extended_errcode(handle)) }
}
