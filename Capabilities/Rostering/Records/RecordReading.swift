extension Records {
    /// Reads every row of a file; all that is wrong is told to `log`.
    static func read(_ bytes: [UInt8], mode: FileMode, version: RosterVersion, log: ProblemLog) -> Records {
        let file = Record.file
        var records = Records(mode: mode)
        var fields: RowFields?
        var hasHeader = false
        let isText = CSVFile.forEachRow(of: bytes, named: file.fileName, log: log) { row in
            if !hasHeader {
                hasHeader = true
                guard let layout = HeaderLayout(row, of: file, version: version, log: log) else { return }
                fields = RowFields(file, version: version, mode: mode, layout: layout, log: log)
            } else if let fields, fields.take(row) {
                records.add(fields)
            }
        }
        if isText, !hasHeader { log.add(.emptyFile, file.fileName) }
        if fields == nil { records.isReadable = false }
        return records
    }

    private mutating func add(_ row: RowFields) {
        let sourcedId = row.required("sourcedId")
        let isDeleted = row.isDeleted()
        guard !sourcedId.isEmpty else { return }
        if let first = lines[sourcedId] {
            row.problem(.duplicateID, "sourcedId", ["id": sourcedId, "first": String(first)])
            return
        }
        lines[sourcedId] = row.line
        if isDeleted {
            deleted[sourcedId] = row.line
        } else {
            active.append(Record(row, sourcedId: sourcedId))
        }
    }
}
