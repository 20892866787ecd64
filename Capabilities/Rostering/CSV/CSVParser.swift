/// Reads records of RFC 4180 from the bytes of a file; lines may end with CRLF, LF or CR.
struct CSVParser {
    private var bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private var line = 1
    /// The bytes that follow, when those are used up; what was given before is not looked at any more.
    private let more: () -> UnsafeBufferPointer<UInt8>?

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// `bytes` must stay alive as long as the parser; a byte-order mark is skipped.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        (self.bytes, more) = (bytes, { nil })
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// - Parameter windows: the file in parts, each good until the next one is asked for.
    init(windows: @escaping () -> UnsafeBufferPointer<UInt8>?) {
        (bytes, more) = (windows() ?? UnsafeBufferPointer(start: nil, count: 0), windows)
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Puts the next record into `row`; false at the end of the file.
    mutating func next(into row: inout CSVRow) -> Bool {
        guard hasByte() else { return false }
        row.begin(line: line)
        while true {
            if hasByte(), bytes[position] == Self.quote { readQuoted(into: &row) }
            readPlain(into: &row)
            row.endField()
            guard hasByte(), bytes[position] == Self.comma else { break }
            position += 1
        }
        endLine()
        return true
    }

    private mutating func hasByte() -> Bool {
        if position < bytes.count { return true }
        guard let window = more() else { return false }
        (bytes, position) = (window, 0)
        return !window.isEmpty
    }

    /// Up to the next comma or line end; a quote here is out of place.
    private mutating func readPlain(into row: inout CSVRow) {
        while hasByte() {
            let start = position
            while position < bytes.count {
                let byte = bytes[position]
                if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
                if byte == Self.quote { row.note(.strayQuote) }
                position += 1
            }
            if start < position { row.append(bytes[start..<position]) }
            if position < bytes.count { return }
        }
    }

    /// From an opening quote to behind its closing one; two quotes stand for one.
    private mutating func readQuoted(into row: inout CSVRow) {
        position += 1
        var isAfterReturn = false
        while hasByte() {
            var start = position
            while position < bytes.count {
                let byte = bytes[position]
                if byte == Self.quote {
                    row.append(bytes[start..<position])
                    position += 1
                    guard hasByte(), bytes[position] == Self.quote else { return noteTextAfterQuote(in: &row) }
                    start = position
                } else if byte == Self.carriageReturn || (byte == Self.lineFeed && !isAfterReturn) {
                    line += 1
                }
                isAfterReturn = byte == Self.carriageReturn
                position += 1
            }
            row.append(bytes[start..<position])
        }
        row.note(.openQuote)
    }

    private mutating func noteTextAfterQuote(in row: inout CSVRow) {
        guard hasByte() else { return }
        let byte = bytes[position]
        if byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn { row.note(.strayQuote) }
    }

    private mutating func endLine() {
        guard hasByte() else { return }
        let isReturn = bytes[position] == Self.carriageReturn
        position += 1
        if isReturn, hasByte(), bytes[position] == Self.lineFeed { position += 1 }
        line += 1
    }
}
