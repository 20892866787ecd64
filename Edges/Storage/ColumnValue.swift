package import Base
package import Foundation

/// The column types that a schema may use, by their names on both engines.
package enum ColumnType: String, CaseIterable, Sendable {
    case uuid = "UUID"
    case timestamptz = "TIMESTAMPTZ"
    case date = "DATE"
    case boolean = "BOOLEAN"
    case integer = "INTEGER"
    case bigint = "BIGINT"
    case text = "TEXT"
    case bytea = "BYTEA"
    case jsonb = "JSONB"
}

/// One value of a row. A driver may deliver the general form (SQLite has integers, texts and bytes alone).
package enum Cell: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    case uuid(UUID)
    case instant(Instant)
    case date(CivilDate)
    case boolean(Bool)
}

/// A Swift type that stands for one column.
package protocol ColumnValue: Sendable {
    static var columnType: ColumnType { get }
    /// The value for a statement, never in the general form.
    var cell: Cell { get }
    /// nil when `cell` cannot be this type.
    init?(cell: Cell)
    /// The same for rows, which are read by the million: generic types have it of their own, since the runtime would have
    /// to look up their Optional for each value. Throws `CellMismatch`.
    init(of cell: Cell) throws
}

/// A cell that cannot be the type that was asked for.
package struct CellMismatch: Error {}

extension ColumnValue {
    package init(of cell: Cell) throws {
        guard let value = Self(cell: cell) else { throw CellMismatch() }
        self = value
    }
}

/// A value on its way into a statement, with the type that a NULL would have.
package struct Bound: Hashable, Sendable {
    package let type: ColumnType
    package let cell: Cell

    package init<Value: ColumnValue>(_ value: Value) { (type, cell) = (Value.columnType, value.cell) }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    package static var columnType: ColumnType { Wrapped.columnType }
    package var cell: Cell { self?.cell ?? .null }
    package init?(cell: Cell) {
        if case .null = cell {
            self = .none
            return
        }
        guard let value = Wrapped(cell: cell) else { return nil }
        self = .some(value)
    }
    package init(of cell: Cell) throws {
        if case .null = cell { self = .none } else { self = .some(try Wrapped(of: cell)) }
    }
}

extension UUID: ColumnValue {
    package static var columnType: ColumnType { .uuid }
    package var cell: Cell { .uuid(self) }
    package init?(cell: Cell) {
        switch cell {
        case .uuid(let uuid): self = uuid
        case .bytes(let bytes) where bytes.count == 16:
            let words = bytes.withUnsafeBytes {
                ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
            self.init(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1))
        default: return nil
        }
    }
}

extension ID: ColumnValue {
    package static var columnType: ColumnType { .uuid }
    package var cell: Cell { .uuid(uuid) }
    package init?(cell: Cell) {
        guard let uuid = UUID(cell: cell) else { return nil }
        self.init(uuid)
    }
    package init(of cell: Cell) throws { self.init(try UUID(of: cell)) }
}

extension Instant: ColumnValue {
    package static var columnType: ColumnType { .timestamptz }
    package var cell: Cell { .instant(self) }
    package init?(cell: Cell) {
        switch cell {
        case .instant(let instant): self = instant
        case .integer(let milliseconds): self.init(milliseconds: milliseconds)
        default: return nil
        }
    }
}

extension CivilDate: ColumnValue {
    package static var columnType: ColumnType { .date }
    package var cell: Cell { .date(self) }
    package init?(cell: Cell) {
        switch cell {
        case .date(let date): self = date
        case .text(let text): self.init(text)
        default: return nil
        }
    }
}

extension Bool: ColumnValue {
    package static var columnType: ColumnType { .boolean }
    package var cell: Cell { .boolean(self) }
    package init?(cell: Cell) {
        switch cell {
        case .boolean(let value): self = value
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension Int32: ColumnValue {
    package static var columnType: ColumnType { .integer }
    package var cell: Cell { .integer(Int64(self)) }
    package init?(cell: Cell) {
        guard case .integer(let value) = cell else { return nil }
        self.init(exactly: value)
    }
}

extension Int64: ColumnValue {
    package static var columnType: ColumnType { .bigint }
    package var cell: Cell { .integer(self) }
    package init?(cell: Cell) {
        guard case .integer(let value) = cell else { return nil }
        self = value
    }
}

extension Int: ColumnValue {
    package static var columnType: ColumnType { .bigint }
    package var cell: Cell { .integer(Int64(self)) }
    package init?(cell: Cell) {
        guard case .integer(let value) = cell else { return nil }
        self.init(exactly: value)
    }
}

extension String: ColumnValue {
    package static var columnType: ColumnType { .text }
    package var cell: Cell { .text(self) }
    package init?(cell: Cell) {
        guard case .text(let text) = cell else { return nil }
        self = text
    }
}

extension [UInt8]: ColumnValue {
    package static var columnType: ColumnType { .bytea }
    package var cell: Cell { .bytes(self) }
    package init?(cell: Cell) {
        switch cell {
        case .bytes(let bytes): self = bytes
        // SQLite cannot tell 16 bytes from an id.
        case .uuid(let uuid): self = Swift.withUnsafeBytes(of: uuid.uuid) { Array($0) }
        default: return nil
        }
    }
}

extension ColumnValue where Self: RawRepresentable<String> {
    package static var columnType: ColumnType { .text }
    package var cell: Cell { .text(rawValue) }
    package init?(cell: Cell) {
        guard case .text(let text) = cell else { return nil }
        self.init(rawValue: text)
    }
}

extension Language: ColumnValue {}

/// A JSON object or array, the only JSON that a column holds (a bare number in SQLite would become an integer).
package struct JSONDocument: ColumnValue, Hashable {
    package let text: String

    /// nil unless `text` begins as an object or array, and for U+0000, which PostgreSQL's documents cannot hold.
    package init?(_ text: String) {
        guard let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            !JSONDocument.hasZero(text)
        else { return nil }
        self.text = text
    }

    /// Whether it has the escape of U+0000; looked for by octets, since every column that is read is asked.
    private static func hasZero(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return false }
        return text.utf8.split(separator: UInt8(ascii: "\\")).dropFirst().contains { $0.starts(with: "u0000".utf8) }
    }

    /// The document of a value that encodes as an object or array.
    package init(encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let document = JSONDocument(String(decoding: try encoder.encode(value), as: UTF8.self)) else {
            throw StorageFault.malformed("a JSON column takes an object or an array")
        }
        self = document
    }

    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    package static var columnType: ColumnType { .jsonb }
    package var cell: Cell { .text(text) }
    package init?(cell: Cell) {
        guard case .text(let text) = cell else { return nil }
        self.init(text)
    }
}
