/// Finds characters in a field that no name may hold: controls, and marks that turn the reading direction.
enum ControlScan {
    /// - Parameter allowsLines: whether tabs and line ends may stand inside, as in notes of the sender's own.
    static func finds(in field: ArraySlice<UInt8>, allowsLines: Bool) -> Bool {
        // Tabs around a value are cut off anyway.
        let core = trimmed(field)
        var suspicious = false
        for byte in core {
            if byte < 0x20 || byte == 0x7F {
                if allowsLines, byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
                return true
            }
            // The lead bytes of U+0080–U+009F, of U+061C and of U+2000–U+2FFF.
            if byte == 0xC2 || byte == 0xD8 || byte == 0xE2 { suspicious = true }
        }
        guard suspicious else { return false }
        return String(decoding: core, as: UTF8.self).unicodeScalars.contains {
            $0.value >= 0x80 && ShownText.isUnsafe($0)
        }
    }

    private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var field = field
        while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
        while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
        return field
    }
}
