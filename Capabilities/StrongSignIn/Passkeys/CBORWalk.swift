/// Walks over CBOR (RFC 8949) and builds nothing: definite lengths alone, as the canonical form of CTAP2 has them.
struct CBORWalk {
    private let bytes: [UInt8]
    private(set) var position: Int

    private static let mostDepth = 8

    init(_ bytes: [UInt8], at position: Int = 0) { (self.bytes, self.position) = (bytes, position) }

    var isAtEnd: Bool { position == bytes.count }

    /// The number of pairs of the map that begins here.
    mutating func map() throws(PasskeyRefusal) -> UInt64 { try head(of: 5) }

    /// The text that stands here.
    mutating func text() throws(PasskeyRefusal) -> String {
        guard let text = String(validating: try take(try head(of: 3)), as: UTF8.self) else { throw .garbled }
        return text
    }

    /// The byte string that stands here.
    mutating func byteString() throws(PasskeyRefusal) -> [UInt8] { Array(try take(try head(of: 2))) }

    /// Whatever stands here, as it is written.
    mutating func item() throws(PasskeyRefusal) -> [UInt8] {
        let start = position
        try pass(depth: 0)
        return Array(bytes[start..<position])
    }

    private mutating func pass(depth: Int) throws(PasskeyRefusal) {
        guard depth < CBORWalk.mostDepth else { throw .garbled }
        let (kind, value) = try head()
        switch kind {
        case 0, 1, 7: return
        case 2, 3: _ = try take(value)
        case 4, 5:
            // A count beyond the bytes that are left is found out by the first item that is missing.
            var left = value
            while left > 0 {
                try pass(depth: depth + 1)
                if kind == 5 { try pass(depth: depth + 1) }
                left -= 1
            }
        default: throw .garbled
        }
    }

    private mutating func head(of kind: UInt8) throws(PasskeyRefusal) -> UInt64 {
        let found = try head()
        guard found.kind == kind else { throw .garbled }
        return found.value
    }

    /// Major type and argument (RFC 8949 §3).
    private mutating func head() throws(PasskeyRefusal) -> (kind: UInt8, value: UInt64) {
        guard let first = try take(1).first else { throw .garbled }
        let (kind, short) = (first >> 5, UInt64(first & 31))
        switch short {
        case 0..<24: return (kind, short)
        case 24...27:
            let value = try take(1 << (short - 24)).reduce(0) { $0 << 8 | UInt64($1) }
            return (kind, value)
        default: throw .garbled
        }
    }

    private mutating func take(_ count: UInt64) throws(PasskeyRefusal) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.count - position) else { throw .garbled }
        defer { position += Int(count) }
        return bytes[position..<position + Int(count)]
    }
}
