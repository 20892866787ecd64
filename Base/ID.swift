package import Foundation

/// A UUIDv7 that belongs to one kind of entity; outside the database it is 26 digits of lower-case Crockford base32.
package struct ID<Entity>: Hashable, Sendable {
    package let uuid: UUID

    package init(_ uuid: UUID) { self.uuid = uuid }

    /// A new id whose first 48 bits are `instant` in milliseconds (RFC 9562 §5.7).
    package static func new(at instant: Instant) -> ID {
        var generator = SystemRandomNumberGenerator()
        return new(at: instant, using: &generator)
    }

    /// A new id from `generator`, for results that must be the same every time.
    package static func new(at instant: Instant, using generator: inout some RandomNumberGenerator) -> ID {
        let high =
            UInt64(bitPattern: instant.milliseconds) << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &generator)
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF, using: &generator)
        return ID(UUID(high: high, low: low))
    }

    /// The moment in the first 48 bits, when the row was made.
    package var madeAt: Instant { Instant(milliseconds: Int64(uuid.halves.0 >> 16)) }

    /// The same value as an id of another kind, where two tables share a key.
    package func retagged<Other>(_ other: Other.Type = Other.self) -> ID<Other> { ID<Other>(uuid) }
}

extension ID: Comparable {
    package static func < (left: ID, right: ID) -> Bool {
        left.uuid.halves < right.uuid.halves
    }
}

extension ID: LosslessStringConvertible {
    /// 26 characters, or nil when `text` is not exactly the form that `description` writes.
    package init?(_ text: String) {
        guard let uuid = Crockford.uuid(text) else { return nil }
        self.init(uuid)
    }

    package var description: String { Crockford.text(uuid) }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = ID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no id of 26 characters")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension UUID {
    /// The 128 bits from two big-endian words.
    package init(high: UInt64, low: UInt64) {
        func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * index)) }
        self.init(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }

    /// The 128 bits as two big-endian words.
    package var halves: (UInt64, UInt64) {
        withUnsafeBytes(of: uuid) { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }
}
