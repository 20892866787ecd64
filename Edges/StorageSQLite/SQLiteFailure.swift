import GRDB
import GRDBSQLite
import Storage

/// SQLite's result codes as the faults that both engines share.
enum SQLiteFailure {
    static func translated<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw fault(of: error)
        }
    }

    static func fault(of error: any Error) -> StorageFault {
        switch error {
        case let fault as StorageFault: fault
        case let error as DatabaseError: fault(code: error.extendedResultCode.rawValue)
        default: .unavailable
        }
    }

    static func fault(code: Int32) -> StorageFault {
        switch code {
        case Extended.unique, Extended.primaryKey: return .unique
        case Extended.foreignKey: return .foreignKey
        case Extended.check: return .check
        case Extended.notNull: return .notNull
        default: break
        }
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        case SQLITE_READONLY: return .readOnly
        case SQLITE_INTERRUPT: return .timeout
        case SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_MISUSE:
            return .unavailable
        default: return .statement(code: String(code))
        }
    }
}

/// Extended codes, which the C header writes as expressions that Swift does not import (sqlite.org/rescode.html).
private enum Extended {
    static let check = SQLITE_CONSTRAINT | 1 << 8
    static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
    static let notNull = SQLITE_CONSTRAINT | 5 << 8
    static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
    static let unique = SQLITE_CONSTRAINT | 8 << 8
}
