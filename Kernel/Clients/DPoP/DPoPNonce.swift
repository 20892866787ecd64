package import Base
package import Storage

/// A word of ours that proofs repeat, so that none is made long before it is used (RFC 9449 §8).
///
/// Nothing is stored: it is a moment and its keyed hash, which every node with the same key makes and knows.
package struct DPoPNonce: Sendable {
    private let seal: Seal

    package init(seal: Seal) { self.seal = seal }

    /// So long a nonce is good; with every answer there comes a fresh one.
    static let minutes: Int64 = 5
    /// The clock of another node may go before ours by so much.
    private static let skewSeconds: Int64 = 30
    private static let momentBytes = 8
    private static let hashBytes = 16

    /// The nonce of this second.
    package func made(at now: Instant) -> String {
        let seconds = UInt64(bitPattern: now.milliseconds / 1000)
        let moment = (0..<Self.momentBytes).map { UInt8(truncatingIfNeeded: seconds >> (8 * (7 - $0))) }
        return Base64URL.text(moment + hash(moment))
    }

    func isGood(_ text: String, at now: Instant) -> Bool {
        guard text.utf8.count <= 64, let bytes = Base64URL.bytes(text),
            bytes.count == Self.momentBytes + Self.hashBytes
        else { return false }
        let moment = Array(bytes.prefix(Self.momentBytes))
        let difference = zip(hash(moment), bytes.dropFirst(Self.momentBytes)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        let seconds = Int64(bitPattern: moment.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        let age = (now.milliseconds / 1000).subtractingReportingOverflow(seconds)
        return difference == 0 && !age.overflow && (-Self.skewSeconds...Self.minutes * 60).contains(age.partialValue)
    }

    private func hash(_ moment: [UInt8]) -> [UInt8] {
        Array(seal.keyedHash(moment, for: "dpop nonce").prefix(Self.hashBytes))
    }
}
