import Base
import Foundation
import GRDBSQLite
import Storage

/// How values stand in SQLite: 16-byte blobs, UTC milliseconds, ISO date texts, 0 and 1.
enum SQLiteCell {
    static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// false when the value cannot be stored: a text with U+0000.
    static func bind(_ cell: Cell, at index: Int32, of statement: OpaquePointer) -> Bool {
        switch cell {
        case .null: _ = sqlite3_bind_null(statement, index)
        case .integer(let value): _ = sqlite3_bind_int64(statement, index, value)
        case .instant(let instant): _ = sqlite3_bind_int64(statement, index, instant.milliseconds)
        case .boolean(let value): _ = sqlite3_bind_int64(statement, index, value ? 1 : 0)
        case .date(let date): bind(date.description, at: index, of: statement)
        case .uuid(let uuid):
            _ = withUnsafeBytes(of: uuid.uuid) { sqlite3_bind_blob(statement, index, $0.baseAddress, 16, transient) }
        case .bytes(let bytes): bind(bytes, at: index, of: statement)
        case .text(let text):
            if text.utf8.contains(0) { return false }
            bind(text, at: index, of: statement)
        }
        return true
    }

    private static func bind(_ bytes: [UInt8], at index: Int32, of statement: OpaquePointer) {
        // A null pointer would bind NULL instead of an empty blob.
        guard !bytes.isEmpty else {
            sqlite3_bind_zeroblob(statement, index, 0)
            return
        }
        _ = bytes.withUnsafeBytes { sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), transient) }
    }

    private static func bind(_ text: String, at index: Int32, of statement: OpaquePointer) {
        var text = text
        _ = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty text has no address; NULL would be bound.
                sqlite3_bind_text(
                    statement, index, characters.baseAddress ?? emptyText, Int32(characters.count), transient)
            }
        }
    }

    private static var emptyText: UnsafePointer<CChar> { UnsafePointer(sqlite3_libversion()) }

    static func one(_ statement: OpaquePointer, _ index: Int32) -> Cell {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
        case SQLITE_TEXT:
            let count = Int(sqlite3_column_bytes(statement, index))
            return .text(
                String(
                    decoding: UnsafeBufferPointer(start: sqlite3_column_text(statement, index), count: count),
                    as: UTF8.self))
        default:
            let count = Int(sqlite3_column_bytes(statement, index))
            let bytes = UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, index), count: count)
            guard count == 16 else { return .bytes([UInt8](bytes)) }
            let high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
            let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            return .uuid(UUID(high: high, low: low))
        }
    }

    /// What is bound for a list: the only value, or all as a JSON array for `json_each`.
    static func whole(_ cells: [Cell]) -> Cell { cells.count == 1 ? cells[0] : .text(list(cells)) }

    private static func list(_ cells: [Cell]) -> String {
        var list = "["
        list.reserveCapacity(2 + cells.count * 35)
        for cell in cells {
            if list.utf8.count > 1 { list += "," }
            append(cell, to: &list)
        }
        list += "]"
        return list
    }

    private static func append(_ cell: Cell, to list: inout String) {
        switch cell {
        case .null, .bytes: list += "null"
        case .integer(let value): list += String(value)
        case .instant(let instant): list += String(instant.milliseconds)
        case .boolean(let value): list += value ? "1" : "0"
        case .date(let date): list += "\"\(date)\""
        case .uuid(let uuid):
            list += "\""
            list += ListUUID.hexadecimal(uuid)
            list += "\""
        case .text(let text): list += quoted(text)
        }
    }

    private static func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case _ where scalar.value < 0x20:
                json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
