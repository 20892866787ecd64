import Base
import CLibpq
import Foundation
import Storage

/// Type numbers of PostgreSQL's catalogue (pg_type.dat); they never change.
enum TypeNumber {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let date: Oid = 1082
    static let timestamptz: Oid = 1184
    static let uuid: Oid = 2950
    static let jsonb: Oid = 3802
    /// name, json, unknown, bpchar, varchar: all are sent as their text.
    static let texts: Set<Oid> = [19, 114, 705, 1042, 1043]
    static let void: Oid = 2278

    static func of(_ type: ColumnType) -> Oid { numbers(type).element }

    static func list(of type: ColumnType) -> Oid { numbers(type).list }

    private static func numbers(_ type: ColumnType) -> (element: Oid, list: Oid) {
        switch type {
        case .uuid: (uuid, 2951)
        case .timestamptz: (timestamptz, 1185)
        case .date: (date, 1182)
        case .boolean: (bool, 1000)
        case .integer: (int4, 1007)
        case .bigint: (int8, 1016)
        case .text: (text, 1009)
        case .bytea: (bytea, 1001)
        case .jsonb: (jsonb, 3807)
        }
    }
}

/// PostgreSQL counts from 2000-01-01.
private enum Epoch {
    static let days: Int32 = 10_957
    static let microseconds: Int64 = 946_684_800_000_000
}

extension [UInt8] {
    mutating func append(integer value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// A value with its length before it, as in COPY and in arrays; −1 stands for NULL.
    mutating func append(field cell: Cell, as type: Oid) throws {
        if case .null = cell { return append(integer: Int32(-1)) }
        let start = count
        append(integer: Int32(0))
        try append(cell, as: type)
        let length = Int32(count - start - 4).bigEndian
        Swift.withUnsafeBytes(of: length) { replaceSubrange(start..<start + 4, with: $0) }
    }

    /// A value in the binary form of `type`; `StorageFault.malformed` when it cannot be one.
    mutating func append(_ cell: Cell, as type: Oid) throws {
        switch (type, cell) {
        case (TypeNumber.text, .text(let text)): try append(text: text)
        case (TypeNumber.uuid, .uuid(let uuid)): Swift.withUnsafeBytes(of: uuid.uuid) { append(contentsOf: $0) }
        case (TypeNumber.int8, .integer(let value)): append(integer: value)
        case (TypeNumber.int4, .integer(let value)): try append(narrow: Int32(exactly: value))
        case (TypeNumber.bool, .boolean(let value)): append(value ? 1 : 0)
        case (TypeNumber.date, .date(let date)): try append(narrow: date.wire)
        case (TypeNumber.timestamptz, .instant(let instant)): try append(narrow: instant.wire)
        case (TypeNumber.bytea, .bytes(let bytes)): append(contentsOf: bytes)
        case (TypeNumber.jsonb, .text(let text)):
            append(1)
            try append(text: text)
        default: throw StorageFault.malformed("a value does not fit the type of its column")
        }
    }

    private mutating func append(narrow value: (some FixedWidthInteger)?) throws {
        guard let value else { throw StorageFault.malformed("a number, a day or a moment is out of range") }
        append(integer: value)
    }

    private mutating func append(text: String) throws {
        let start = count
        append(contentsOf: text.utf8)
        guard !self[start...].contains(0) else { throw StorageFault.malformed("U+0000 in a text") }
    }
}

extension CivilDate {
    fileprivate var wire: Int32? {
        let (days, overflow) = dayNumber.subtractingReportingOverflow(Epoch.days)
        // The lowest and the highest number are PostgreSQL's infinities.
        return overflow || days == .min || days == .max ? nil : days
    }
}

extension Instant {
    fileprivate var wire: Int64? {
        let (microseconds, tooLarge) = milliseconds.multipliedReportingOverflow(by: 1000)
        let (shifted, overflow) = microseconds.subtractingReportingOverflow(Epoch.microseconds)
        return tooLarge || overflow || shifted == .min || shifted == .max ? nil : shifted
    }
}

extension Cell {
    /// nil for a type that the schema may not use, and for infinities.
    init?(binary bytes: UnsafeRawBufferPointer, type: Oid) {
        switch type {
        case TypeNumber.text: self = .text(String(decoding: bytes, as: UTF8.self))
        case TypeNumber.uuid where bytes.count == 16: self = .uuid(UUID(uuid: bytes.loadUnaligned(as: uuid_t.self)))
        case TypeNumber.int8: self = .integer(bytes.integer())
        case TypeNumber.int4: self = .integer(Int64(bytes.integer(Int32.self)))
        case TypeNumber.int2: self = .integer(Int64(bytes.integer(Int16.self)))
        case TypeNumber.bool: self = .boolean(bytes.first == 1)
        case TypeNumber.bytea: self = .bytes(Array(bytes))
        case TypeNumber.jsonb: self = .text(String(decoding: bytes.dropFirst(), as: UTF8.self))
        case TypeNumber.date: self.init(date: bytes.integer())
        case TypeNumber.timestamptz: self.init(microseconds: bytes.integer())
        case TypeNumber.void: self = .null
        case _ where TypeNumber.texts.contains(type): self = .text(String(decoding: bytes, as: UTF8.self))
        default: return nil
        }
    }

    private init?(date days: Int32) {
        let (dayNumber, overflow) = days.addingReportingOverflow(Epoch.days)
        guard !overflow, days != .min else { return nil }
        self = .date(CivilDate(dayNumber: dayNumber))
    }

    private init?(microseconds shifted: Int64) {
        let (microseconds, overflow) = shifted.addingReportingOverflow(Epoch.microseconds)
        guard !overflow, shifted != .min else { return nil }
        let milliseconds = microseconds / 1000 - (microseconds % 1000 < 0 ? 1 : 0)
        self = .instant(Instant(milliseconds: milliseconds))
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) -> Value {
        count == MemoryLayout<Value>.size ? Value(bigEndian: loadUnaligned(as: Value.self)) : 0
    }
}
