/// Walks the records of one file and reports what is not CSV in it.
enum CSVFile {
    /// False, with the reason in `log`, when the bytes are no text that could be read at all.
    static func forEachRow(
        of bytes: [UInt8], named name: String, log: ProblemLog, _ body: (CSVRow) -> Void
    ) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            if let (failure, line) = TextEncodingCheck.failure(in: buffer) {
                log.add(code(of: failure), name, row: line)
                return false
            }
            var parser = CSVParser(buffer)
            var row = CSVRow()
            while parser.next(into: &row) {
                if row.isBlank { continue }
                switch row.fault {
                case .strayQuote: log.add(.strayQuote, name, row: row.line)
                case .openQuote: log.add(.openQuote, name, row: row.line)
                case .longField:
                    log.add(.fieldTooLong, name, row: row.line, ["limit": String(CSVRow.Limit.fieldBytes)])
                case .manyFields:
                    log.add(.fieldsTooMany, name, row: row.line, ["limit": String(CSVRow.Limit.fields)])
                case nil: body(row)
                }
            }
            return true
        }
    }

    private static func code(of failure: TextEncodingCheck.Failure) -> ProblemCode {
        switch failure {
        case .utf16: .encodingUTF16
        case .latin1: .encodingLatin1
        case .invalid: .encodingInvalid
        case .null: .nullCharacter
        }
    }
}
