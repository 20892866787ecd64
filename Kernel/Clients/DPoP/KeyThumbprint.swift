package import Base
import Storage

/// Which key: SHA-256 of its public members in their one order (RFC 7638 §3), as base64url.
package struct KeyThumbprint: RawRepresentable, Hashable, Codable, Sendable, ColumnValue {
    package let rawValue: String

    /// nil for what no SHA-256 is written as.
    package init?(rawValue: String) {
        guard rawValue.utf8.count == 43, Base64URL.bytes(rawValue)?.count == 32 else { return nil }
        self.rawValue = rawValue
    }
}

/// What says in a token that it is worth something only with a key (RFC 7800 §3, RFC 9449 §6.1).
package struct Confirmation: Codable, Hashable, Sendable {
    package let jkt: KeyThumbprint

    package init(jkt: KeyThumbprint) { self.jkt = jkt }

    /// As a document.
    package var json: JSONText {
        var json = JSONText()
        json.add("jkt", jkt.rawValue)
        return json
    }
}
