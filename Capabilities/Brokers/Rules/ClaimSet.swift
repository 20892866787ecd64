import Base
import Foundation

/// The claims of a token or of userinfo, whatever they are called.
struct ClaimSet: Codable, Hashable, Sendable {
    private(set) var values: [String: JSONValue]

    init(_ values: [String: JSONValue]) { self.values = values }

    init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: JSONValue].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }

    /// nil for what is not a JSON object.
    init?(json: [UInt8]) {
        guard let claims = try? JSONDecoder().decode(ClaimSet.self, from: Data(json)) else { return nil }
        self = claims
    }

    /// The text under `name`; nil when it is missing, empty or something else.
    func text(_ name: String) -> String? {
        if case .string(let text) = values[name], !text.isEmpty { text } else { nil }
    }

    /// The texts under `name`, one or many.
    func texts(_ name: String) -> [String] {
        switch values[name] {
        case .string(let text): [text]
        case .list(let list): list.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: []
        }
    }

    /// Seconds since 1970 under `name` (RFC 7519 §2, NumericDate).
    func seconds(_ name: String) -> Double? { if case .number(let number) = values[name] { number } else { nil } }

    func flag(_ name: String) -> Bool? { if case .boolean(let flag) = values[name] { flag } else { nil } }

    /// These claims with those of `other` over them; what belongs to a token alone stays this one's.
    func under(_ other: ClaimSet) -> ClaimSet {
        ClaimSet(values.merging(other.values.filter { !Self.ofTokens.contains($0.key) }) { $1 })
    }

    private static let ofTokens: Set<String> = [
        "iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce", "at_hash", "c_hash", "jti", "auth_time", "acr", "amr",
        "sid",
    ]
}
