import Base
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// One SQLite connection inside a snapshot or a transaction.
final class SQLiteConnection: SchemaWriter {
    private let database: GRDB.Database
    private(set) var statements = 0
    /// The first statement that failed, if any.
    private(set) var failure: StorageFault?

    init(_ database: GRDB.Database) { self.database = database }

    func forEach(_ sql: Storage.SQL, _ body: (inout Storage.Row) throws -> Void) throws {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        let current = SteppedRow(statement)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                var row = Storage.Row(current)
                try body(&row)
            case SQLITE_DONE: return
            default: throw failed()
            }
        }
    }

    @discardableResult func run(_ sql: Storage.SQL) throws -> Int {
        try forEach(sql) { _ in }
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    @discardableResult func load(_ table: BulkTable, _ rows: some Sequence<[Bound]>) throws -> Int {
        let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        let text = "INSERT INTO \(table.name) (\(table.columns.joined(separator: ", "))) VALUES (\(marks))"
        let statement = try database.cachedStatement(sql: text).sqliteStatement
        statements += 1
        defer { sqlite3_clear_bindings(statement) }
        var count = 0
        for row in rows {
            sqlite3_reset(statement)
            for (index, value) in row.enumerated() { try bind(value.cell, at: index + 1, of: statement) }
            guard sqlite3_step(statement) == SQLITE_DONE else {
                defer { sqlite3_reset(statement) }
                throw failed()
            }
            count += 1
        }
        sqlite3_reset(statement)
        return count
    }

    func define(_ statement: String) throws {
        try SQLiteFailure.translated { try database.execute(sql: statement) }
    }

    private func prepared(_ sql: Storage.SQL) throws -> OpaquePointer {
        statements += 1
        let text = SQLiteConnection.text(of: sql)
        let statement: OpaquePointer
        do {
            var wrapped = try database.cachedStatement(sql: text)
            // The same text may be running already, further up the stack.
            if sqlite3_stmt_busy(wrapped.sqliteStatement) != 0 { wrapped = try keep(database.makeStatement(sql: text)) }
            statement = wrapped.sqliteStatement
        } catch {
            throw remember(SQLiteFailure.fault(of: error))
        }
        sqlite3_reset(statement)
        var index = 0
        for piece in sql.pieces {
            switch piece {
            case .text: continue
            case .value(let bound):
                index += 1
                try bind(bound.cell, at: index, of: statement)
            case .list(_, let cells):
                index += 1
                try bind(SQLiteCell.whole(cells), at: index, of: statement)
            }
        }
        return statement
    }

    static func text(of sql: Storage.SQL) -> String {
        var text = ""
        text.reserveCapacity(2048)
        for piece in sql.pieces {
            switch piece {
            case .text(let literal): text += literal
            case .value: text += "?"
            // A list of one is compared: SQLite makes a table of its own of every other list, each time it runs.
            case .list(_, let cells) where cells.count == 1: text += "= ?"
            case .list(let type, _): text += type == .uuid ? ListUUID.anyOf : "IN (SELECT value FROM json_each(?))"
            }
        }
        return text
    }

    /// Statements that are not in the cache live as long as this connection's turn.
    private var kept: [Statement] = []
    private func keep(_ statement: Statement) -> Statement {
        kept.append(statement)
        return statement
    }

    private func bind(_ cell: Cell, at index: Int, of statement: OpaquePointer) throws {
        guard SQLiteCell.bind(cell, at: Int32(index), of: statement) else {
            throw remember(.malformed("a text holds U+0000"))
        }
    }

    private func failed() -> StorageFault {
        remember(SQLiteFailure.fault(code: sqlite3_extended_errcode(database.sqliteConnection)))
    }

    private func remember(_ fault: StorageFault) -> StorageFault {
        if failure == nil { failure = fault }
        return fault
    }
}

/// The row on which a running statement stands.
final class SteppedRow: CurrentRow {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) { self.statement = statement }

    /// Asked at each row: the first step may have prepared the statement anew for a changed schema.
    var columns: Int { Int(sqlite3_data_count(statement)) }

    func cell(_ column: Int) -> Cell { SQLiteCell.one(statement, Int32(column)) }

    func name(_ column: Int) -> String {
        sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? ""
    }
}
