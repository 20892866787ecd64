import Base
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// The function that turns a list's hexadecimal ids into the blobs that columns hold.
enum ListUUID {
    private static let name = "digione_uuid"
    static let anyOf = "IN (SELECT \(name)(value) FROM json_each(?))"

    /// Adds the function as SQLite itself calls it: a list of thirty ids calls it thirty times.
    static func add(to database: GRDB.Database) throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
        let code = sqlite3_create_function_v2(
            database.sqliteConnection, name, 1, flags, nil,
            { context, _, values in ListUUID.answer(context, values?[0]) }, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteFailure.fault(code: code) }
    }

    private static func answer(_ context: OpaquePointer?, _ value: OpaquePointer?) {
        guard let digits = sqlite3_value_text(value), sqlite3_value_bytes(value) == 32 else {
            return sqlite3_result_null(context)
        }
        var bytes: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &bytes) { bytes in
            for index in 0..<16 { bytes[index] = half(digits[2 * index]) << 4 | half(digits[2 * index + 1]) }
            sqlite3_result_blob(context, bytes.baseAddress, 16, SQLiteCell.transient)
        }
    }

    private static func half(_ digit: UInt8) -> UInt8 { digit < 58 ? digit &- 48 : digit &- 87 }

    static func hexadecimal(_ uuid: UUID) -> String {
        withUnsafeBytes(of: uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: 32) { digits in
                for (index, byte) in bytes.enumerated() {
                    digits[2 * index] = digit(byte >> 4)
                    digits[2 * index + 1] = digit(byte & 15)
                }
                return 32
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
