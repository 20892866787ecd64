/// The plain form of a JSON object of texts, which nearly all metadata has: read in one go, where a decoder takes a
/// thousand steps. An import reads one for each user.
enum FlatDocument {
    /// nil for whatever is not plain: escapes, other values, and what is no object.
    static func texts(of document: String) -> [String: String]? {
        var document = document
        return document.withUTF8 { bytes in
            var scan = Scan(bytes: bytes)
            return scan.object()
        }
    }

    private struct Scan {
        let bytes: UnsafeBufferPointer<UInt8>
        private var position = 0

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func object() -> [String: String]? {
            guard take("{") else { return nil }
            var texts: [String: String] = [:]
            if take("}") { return isOver ? texts : nil }
            while true {
                guard let key = text(), take(":"), let value = text(), texts.updateValue(value, forKey: key) == nil
                else { return nil }
                if take(",") { continue }
                return take("}") && isOver ? texts : nil
            }
        }

        private var isOver: Bool { position == bytes.count }

        /// The sign, after any spaces: PostgreSQL writes some.
        private mutating func take(_ sign: Unicode.Scalar) -> Bool {
            while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
            guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
            position += 1
            return true
        }

        private mutating func text() -> String? {
            guard take("\"") else { return nil }
            let begin = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                // An escape, or a control character that JSON does not allow.
                guard bytes[position] != UInt8(ascii: "\\"), bytes[position] >= 0x20 else { return nil }
                position += 1
            }
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return String(decoding: bytes[begin..<position], as: UTF8.self)
        }
    }
}
