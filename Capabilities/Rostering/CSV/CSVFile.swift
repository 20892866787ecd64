/// Walks the records of one file and reports what is not CSV in it.
enum CSVFile {
    /// False, with the reason in `log`, when the bytes are no text that could be read at all. The file is read twice: no
    /// record of it is taken before all of it is known to be whole, and text.
    ///
    /// - Parameter progress: gets the number of bytes of each part that was walked.
    static func forEachRow(
        of file: ByteFile, named name: String, log: ProblemLog, progress: @escaping (Int) -> Void = { _ in },
        _ body: (CSVRow) throws -> Void
    ) rethrows -> Bool {
        guard isText(file, named: name, log: log) else { return false }
        guard let stream = file.open() else {
            log.add(.packageUnreadable, name)
            return false
        }
        var parser = CSVParser {
            let window = stream.next()
            if let window { progress(window.count) }
            return window
        }
        var row = CSVRow()
        while parser.next(into: &row) {
            if row.isBlank { continue }
            switch row.fault {
            case .strayQuote: log.add(.strayQuote, name, row: row.line)
            case .openQuote: log.add(.openQuote, name, row: row.line)
            case .longField: log.add(.fieldTooLong, name, row: row.line, ["limit": String(CSVRow.Limit.fieldBytes)])
            case .manyFields: log.add(.fieldsTooMany, name, row: row.line, ["limit": String(CSVRow.Limit.fields)])
            case nil: try body(row)
            }
        }
        if stream.hasFailed { log.add(.packageUnreadable, name) }
        return !stream.hasFailed
    }

    static func forEachRow(
        of bytes: [UInt8], named name: String, log: ProblemLog, _ body: (CSVRow) throws -> Void
    ) rethrows -> Bool {
        try forEachRow(of: ByteFile(bytes), named: name, log: log, body)
    }

    private static func isText(_ file: ByteFile, named name: String, log: ProblemLog) -> Bool {
        let stream = file.open()
        var check = TextEncodingCheck()
        while let window = stream?.next() { check.take(window) }
        guard let stream, !stream.hasFailed else {
            log.add(.packageUnreadable, name)
            return false
        }
        guard let (failure, line) = check.failure else { return true }
        log.add(code(of: failure), name, row: line)
        return false
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
