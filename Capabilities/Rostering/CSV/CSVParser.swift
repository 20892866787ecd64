/// Reads records of RFC 4180 from the bytes of a file; lines may end with CRLF, LF or CR.
struct CSVParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// `bytes` must stay alive as long as the parser; a byte-order mark is skipped.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Puts the next record into `row`; false at the end of the file.
    mutating func next(into row: inout CSVRow) -> Bool {
        guard position < bytes.count else { return false }
        row.begin(line: line)
        while true {
            if position < bytes.count, bytes[position] == Self.quote { readQuoted(into: &row) }
            readPlain(into: &row)
            row.endField()
            guard position < bytes.count, bytes[position] == Self.comma else { break }
            position += 1
        }
        endLine()
        return true
    }

    /// Up to the next comma or line end; a quote here is out of place.
    private mutating func readPlain(into row: inout CSVRow) {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            if byte == Self.quote { row.note(.strayQuote) }
            position += 1
        }
        if start < position { row.append(bytes[start..<position]) }
    }

    /// From an opening quote to behind its closing one; two quotes stand for one.
    private mutating func readQuoted(into row: inout CSVRow) {
        position += 1
        var start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Self.quote {
                row.append(bytes[start..<position])
                position += 1
                guard position < bytes.count, bytes[position] == Self.quote else { return noteTextAfterQuote(in: &row) }
                start = position
            } else if byte == Self.lineFeed || (byte == Self.carriageReturn && !isLineFeed(at: position + 1)) {
                line += 1
            }
            position += 1
        }
        row.append(bytes[start..<position])
        row.note(.openQuote)
    }

    private func noteTextAfterQuote(in row: inout CSVRow) {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        if byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn { row.note(.strayQuote) }
    }

    private mutating func endLine() {
        guard position < bytes.count else { return }
        position += bytes[position] == Self.carriageReturn && isLineFeed(at: position + 1) ? 2 : 1
        line += 1
    }

    private func isLineFeed(at index: Int) -> Bool { index < bytes.count && bytes[index] == Self.lineFeed }
}
