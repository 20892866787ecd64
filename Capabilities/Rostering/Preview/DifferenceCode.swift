import Base
import Crypto
import Directory
import Foundation

/// The code that confirms exactly one difference: SHA-256 over every created, changed and ended row, by sourcedIds,
/// with all fields before and after, in a fixed order; the first 80 bits in base32.
///
/// Ids are no part of it, since a new row gets another id each time it is compared; every field is written with its
/// length, so that no two differences are written alike.
struct DifferenceCode {
    private var hash = SHA256()
    private let sources: ReferenceTexts

    /// - Parameters:
    ///   - provider: a code is good for one provider alone; a provider that is yet to be made goes by its slug.
    ///   - sources: the sourcedId of every row, also of the new ones.
    init(provider: String, sources: ReferenceTexts) {
        self.sources = sources
        put("digione difference 1")
        put(provider)
    }

    mutating func add<Row: StoredRow>(_ type: Row.Type, of plan: ImportPlan) throws {
        put(Row.entity.rawValue)
        put(String(plan.count(Row.entity, .create)))
        try plan.forEach(type, .create) { row in
            put(row.sourceID)
            try put(row.new)
        }
        put(String(plan.count(Row.entity, .update)))
        try plan.forEach(type, .update) { row in
            put(row.sourceID)
            put(row.endedAt == nil ? "in force" : "ended")
            try put(row.old)
            try put(row.new)
        }
        put(String(plan.count(Row.entity, .end)))
        try plan.forEach(type, .end) { row in
            put(row.sourceID)
            try put(row.old)
        }
    }

    /// 16 characters of lower-case Crockford base32.
    func text() -> String {
        let bytes = Array(hash.finalize()).prefix(10)
        var (bits, count) = (UInt32(0), 0)
        var text = ""
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.append(Self.digits[Int(bits >> UInt32(count) & 31)])
            }
        }
        return text
    }

    /// What somebody typed, as `text()` would write it.
    static func normalised(_ typed: String) -> String {
        typed.lowercased().filter { digits.contains($0) }
    }

    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")

    private mutating func put(_ row: (some StoredRow)?) throws {
        let fields = try row?.fields(sources) ?? []
        put(String(fields.count))
        for field in fields {
            put(field.field)
            put(field.value.map { "=" + $0 } ?? "-")
        }
    }

    private mutating func put(_ text: String) {
        var length = UInt64(text.utf8.count).bigEndian
        withUnsafeBytes(of: &length) { hash.update(bufferPointer: $0) }
        var text = text
        text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
}
