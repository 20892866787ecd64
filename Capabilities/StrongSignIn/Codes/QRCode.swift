import CQRencode

/// A QR code's squares, by libqrencode.
package enum QRCode {
    /// Rows of dark and light squares; nil when the text is too long for any.
    package static func rows(of text: String) -> [[Bool]]? {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let squares = code.pointee.data else { return nil }
        // The lowest bit of each byte says dark.
        return (0..<width).map { y in (0..<width).map { x in squares[y * width + x] & 1 == 1 } }
    }
}
