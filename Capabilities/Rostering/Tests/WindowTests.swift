import Testing

@testable import Rostering

/// Files are read a window at a time; where a window ends must make no difference.
@Suite struct WindowTests {
    private typealias Read = (line: Int, fields: [String], fault: CSVFault?)

    private func rows(_ text: String, window: Int) -> [String] {
        let stream = ByteFile(Array(text.utf8), windowBytes: window).open()
        var parser = CSVParser { stream?.next() }
        var row = CSVRow()
        var rows: [String] = []
        while parser.next(into: &row) {
            rows.append("\(row.line) \((0..<row.count).map(row.text)) \(row.fault.map { "\($0)" } ?? "")")
        }
        return rows
    }

    @Test(arguments: [
        "a,b\r\nc,d\r\n", "\"a\"\"b\",\"c\r\nd\"\r\ne\r\rf\n\ng", "\"open\nand on", "a\"b,\"c\"d\r\n", "å,ä€\r\n😀",
        "\"x\r\",y\r\n\"\r\n\",z", ",,\r\n,", "\"\"\"\",\"\"\r\nlast",
    ])
    func `a record is the same wherever a window ends`(_ text: String) {
        let whole = rows(text, window: 1000)
        for window in 3...9 { #expect(rows(text, window: window) == whole, "\(window)") }
    }

    @Test(arguments: [
        "a,ä,€,😀\n", "plain", "two\nlines\u{10FFFF}", "\u{FEFF}mark",
    ])
    func `good text is good in parts`(_ text: String) {
        for window in 1...5 { #expect(failure(Array(text.utf8), window: window) == nil) }
    }

    @Test(
        arguments: [
            ([0x61, 0x0A, 0xE2, 0x82], "invalid 2"), ([0x61, 0x0A, 0x0A, 0xE2, 0x28, 0x61], "invalid 3"),
            ([0x61, 0x0A, 0x4A, 0xE4, 0x72, 0x76, 0x69], "latin1 2"),
            ([0x61, 0x0A, 0x62, 0x63, 0x64, 0x65, 0x66, 0x00], "null 2"), ([0xFF, 0xFE, 0x61, 0x00], "utf16 1"),
        ] as [([UInt8], String)])
    func `bad text is bad in parts, on the same line`(_ bytes: [UInt8], _ found: String) {
        for window in 1...5 { #expect(failure(bytes, window: window) == found) }
    }

    private func failure(_ bytes: [UInt8], window: Int) -> String? {
        let stream = ByteFile(bytes, windowBytes: window).open()
        var check = TextEncodingCheck()
        while let part = stream?.next() { check.take(part) }
        return check.failure.map { "\($0.0) \($0.line)" }
    }
}
