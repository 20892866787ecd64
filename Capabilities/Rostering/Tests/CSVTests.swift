import Testing

@testable import Rostering

@Suite struct CSVTests {
    private func rows(_ text: String) -> [(line: Int, fields: [String], fault: CSVFault?)] {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { buffer in
            var parser = CSVParser(buffer)
            var row = CSVRow()
            var rows: [(Int, [String], CSVFault?)] = []
            while parser.next(into: &row) { rows.append((row.line, (0..<row.count).map(row.text), row.fault)) }
            return rows
        }
    }

    @Test(arguments: [
        ("a,b,c", ["a", "b", "c"]), ("a,,", ["a", "", ""]), ("\"a\"", ["a"]), ("\"a,b\",c", ["a,b", "c"]),
        ("\"say \"\"hi\"\"\"", ["say \"hi\""]), ("\"\",x", ["", "x"]), ("\"two\r\nlines\",x", ["two\r\nlines", "x"]),
        ("\u{FEFF}a,b", ["a", "b"]), ("å,ä", ["å", "ä"]),
    ])
    func `a record is read by RFC 4180`(_ text: String, _ fields: [String]) {
        for end in ["", "\r\n", "\n", "\r"] {
            let rows = rows(text + end)
            #expect(rows.count == 1)
            #expect(rows.first?.fields == fields)
            #expect(rows.first?.fault == nil)
        }
    }

    @Test func `a field and a row have an end, whatever a file holds`() {
        let long = rows("a\n" + String(repeating: "x", count: 40_000) + ",b\nc")
        #expect(long.map(\.fault) == [nil, .longField, nil])
        let quoted = rows("\"" + String(repeating: "x\n", count: 40_000))
        #expect(quoted.map(\.fault) == [.openQuote] && quoted[0].fields[0].utf8.count <= CSVRow.Limit.fieldBytes)
        let many = rows(String(repeating: ",", count: 100_000) + "\na,b")
        #expect(many.map(\.fault) == [.manyFields, nil] && many[0].fields.count == CSVRow.Limit.fields)
    }

    @Test func `line numbers count the lines inside quotes`() {
        #expect(rows("a\r\n\"x\ny\r\nz\"\r\nb\n\nc").map(\.line) == [1, 2, 5, 6, 7])
    }

    @Test(arguments: [
        ("a\"b", CSVFault.strayQuote), ("\"a\"b,c", .strayQuote), ("\"a", .openQuote), ("x,\"a\n\nb", .openQuote),
    ])
    func `a quote out of place is a fault`(_ text: String, _ fault: CSVFault) {
        #expect(rows(text).first?.fault == fault)
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], ProblemCode.encodingUTF16, 1),
            ([0x61, 0x00, 0x62, 0x00, 0x63, 0x00], .encodingUTF16, 1),
            ([0x61, 0x0A, 0x4A, 0xE4, 0x72, 0x76, 0x69], .encodingLatin1, 2),
            ([0x61, 0x0A, 0x0A, 0x81, 0x61], .encodingInvalid, 3),
            ([0x61, 0x0A, 0x62, 0x63, 0x64, 0x65, 0x66, 0x00], .nullCharacter, 2), ([0xC0, 0xAF], .encodingInvalid, 1),
            ([0xED, 0xA0, 0x80], .encodingInvalid, 1), ([0xF4, 0x90, 0x80, 0x80], .encodingInvalid, 1),
        ] as [([UInt8], ProblemCode, Int)])
    func `bytes that are no UTF-8 text are named`(_ bytes: [UInt8], _ code: ProblemCode, _ line: Int) {
        let log = ProblemLog()
        let isText = CSVFile.forEachRow(of: bytes, named: "users.csv", log: log) { _ in }
        #expect(!isText)
        #expect(log.problems.map(\.code) == [code])
        #expect(log.problems.map(\.row) == [line])
    }

    @Test func `good text of every length of sequence is accepted`() {
        let log = ProblemLog()
        var last = ""
        let isText = CSVFile.forEachRow(of: Array("a,ä,€,😀\n".utf8), named: "x", log: log) { last = $0.text(3) }
        #expect(isText && last == "😀")
        #expect(log.problems.isEmpty)
    }
}
