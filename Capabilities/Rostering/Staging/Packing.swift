import Base
import Directory
import Foundation
import Storage

/// A value that can be written as bytes and read back, for rows in the staging file.
protocol Packed {
    func pack(into packer: inout Packer)
    init(from unpacker: inout Unpacker) throws
}

/// Values one after another in bytes, each as short as it can be; what they are is known to who reads them.
struct Packer {
    private(set) var bytes: [UInt8] = []

    static func bytes(of value: some Packed) -> [UInt8] {
        var packer = Packer()
        packer.bytes.reserveCapacity(128)
        value.pack(into: &packer)
        return packer.bytes
    }

    mutating func put(_ value: some Packed) { value.pack(into: &self) }

    mutating func put(byte: UInt8) { bytes.append(byte) }

    /// Seven bits in a byte, the lowest first.
    mutating func put(count: Int) {
        var rest = UInt64(bitPattern: Int64(count))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }
}

/// Reads what a `Packer` wrote, in the same order.
struct Unpacker {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func value<Value: Packed>(_ type: Value.Type = Value.self, of bytes: [UInt8]) throws -> Value {
        var unpacker = Unpacker(bytes)
        return try Value(from: &unpacker)
    }

    mutating func next<Value: Packed>(_ type: Value.Type = Value.self) throws -> Value { try Value(from: &self) }

    mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw Self.fault }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func count() throws -> Int {
        var (value, shift) = (UInt64(0), UInt64(0))
        while true {
            let byte = try byte()
            guard shift < 64 else { throw Self.fault }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(Int64(bitPattern: value)) }
            shift += 7
        }
    }

    mutating func raw(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw Self.fault }
        defer { position += count }
        return bytes[position..<position + count]
    }

    static let fault = StorageFault.malformed("a staged row")
}

extension String: Packed {
    func pack(into packer: inout Packer) {
        packer.put(count: utf8.count)
        packer.put(raw: utf8)
    }

    init(from unpacker: inout Unpacker) throws {
        let count = try unpacker.count()
        self.init(decoding: try unpacker.raw(count), as: UTF8.self)
    }
}

extension Bool: Packed {
    func pack(into packer: inout Packer) { packer.put(byte: self ? 1 : 0) }
    init(from unpacker: inout Unpacker) throws { self = try unpacker.byte() == 1 }
}

extension Int: Packed {
    func pack(into packer: inout Packer) { packer.put(count: self) }
    init(from unpacker: inout Unpacker) throws { self = try unpacker.count() }
}

extension Int32: Packed {
    func pack(into packer: inout Packer) { packer.put(count: Int(self)) }
    init(from unpacker: inout Unpacker) throws {
        guard let value = Int32(exactly: try unpacker.count()) else { throw Unpacker.fault }
        self = value
    }
}

extension UUID: Packed {
    func pack(into packer: inout Packer) { withUnsafeBytes(of: uuid) { packer.put(raw: $0) } }
    init(from unpacker: inout Unpacker) throws {
        guard let id = UUID(cell: .bytes(Array(try unpacker.raw(16)))) else { throw Unpacker.fault }
        self = id
    }
}

extension ID: Packed {
    func pack(into packer: inout Packer) { uuid.pack(into: &packer) }
    init(from unpacker: inout Unpacker) throws { self.init(try UUID(from: &unpacker)) }
}

extension CivilDate: Packed {
    func pack(into packer: inout Packer) { packer.put(count: Int(dayNumber)) }
    init(from unpacker: inout Unpacker) throws {
        guard let day = Int32(exactly: try unpacker.count()) else { throw Unpacker.fault }
        self.init(dayNumber: day)
    }
}

extension Optional: Packed where Wrapped: Packed {
    func pack(into packer: inout Packer) {
        packer.put(byte: self == nil ? 0 : 1)
        if let value = self { value.pack(into: &packer) }
    }

    init(from unpacker: inout Unpacker) throws { self = try unpacker.byte() == 1 ? try Wrapped(from: &unpacker) : nil }
}

extension Array: Packed where Element: Packed {
    func pack(into packer: inout Packer) {
        packer.put(count: count)
        for item in self { item.pack(into: &packer) }
    }

    init(from unpacker: inout Unpacker) throws {
        self = try (0..<Swift.max(0, try unpacker.count())).map { _ in try Element(from: &unpacker) }
    }
}

/// Metadata by its keys; the order is that of the dictionary, so equal ones may be written differently.
extension [String: String]: Packed {
    func pack(into packer: inout Packer) {
        packer.put(count: count)
        for (key, value) in self {
            key.pack(into: &packer)
            value.pack(into: &packer)
        }
    }

    init(from unpacker: inout Unpacker) throws {
        self = [:]
        for _ in 0..<Swift.max(0, try unpacker.count()) {
            let key = try String(from: &unpacker)
            self[key] = try String(from: &unpacker)
        }
    }
}

extension Packed where Self: RawRepresentable<String> {
    func pack(into packer: inout Packer) { rawValue.pack(into: &packer) }
    init(from unpacker: inout Unpacker) throws {
        guard let value = Self(rawValue: try String(from: &unpacker)) else { throw Unpacker.fault }
        self = value
    }
}

extension Role: Packed {}
extension Guardianship.Scope: Packed {}
extension SchoolGroup.Kind: Packed {}
extension OrganisationRow.Kind: Packed {}
