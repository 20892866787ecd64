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

    mutating func add<Row: StoredRow>(_ plan: EntityPlan<Row>) {
        put(Row.entity.rawValue)
        put(String(plan.created.count))
        for row in plan.created.sorted(by: { $0.sourceID < $1.sourceID }) {
            put(row.sourceID)
            put(row.row.fields(sources))
        }
        put(String(plan.changed.count))
        for row in plan.changed.sorted(by: { $0.sourceID < $1.sourceID }) {
            put(row.sourceID)
            put(row.endedAt == nil ? "in force" : "ended")
            put(row.old.fields(sources))
            put(row.new.fields(sources))
        }
        put(String(plan.ended.count))
        for row in plan.ended.sorted(by: { $0.sourceID < $1.sourceID }) {
            put(row.sourceID)
            put(row.row.fields(sources))
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

    private mutating func put(_ fields: [FieldText]) {
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
