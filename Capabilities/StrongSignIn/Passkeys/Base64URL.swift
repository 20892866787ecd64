import Foundation

/// Bytes as text that stands in addresses and attributes (RFC 4648 §5), without padding.
enum Base64URL {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// nil for what `text` does not write.
    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count % 4 != 1, !text.utf8.contains(where: { [43, 47, 61].contains($0) }) else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padded = plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), self.text(data) == text else { return nil }
        return Array(data)
    }
}
