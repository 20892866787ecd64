import Storage

/// Reads every row of one file into the staging file; all that is wrong is told to `log`.
final class RecordReading<Record: RosterRecord> {
    private let staging: Staging
    private let log: ProblemLog
    private let mode: FileMode
    private let version: RosterVersion
    private let seal: Seal
    private let records: StagedRows
    private let parts: StagedParts
    private var number = Staging.numbers(of: Record.file).lowerBound
    private var fields: RowFields?
    private var hasHeader = false

    init(into staging: Staging, mode: FileMode, version: RosterVersion, log: ProblemLog, seal: Seal) {
        (self.staging, self.mode, self.version, self.log, self.seal) = (staging, mode, version, log, seal)
        records = StagedRows(Staging.records, in: staging.scratch)
        parts = StagedParts(staging)
    }

    func read(_ bytes: ByteFile, progress: @escaping (Int) -> Void) throws -> FileState {
        let name = Record.file.fileName
        let isText = try CSVFile.forEachRow(of: bytes, named: name, log: log, progress: progress) { row in
            if !hasHeader {
                hasHeader = true
                guard let layout = HeaderLayout(row, of: Record.file, version: version, log: log) else { return }
                fields = RowFields(Record.file, version: version, mode: mode, layout: layout, log: log, seal: seal)
            } else if let fields, fields.take(row) {
                try add(fields)
            }
        }
        try records.flush()
        try parts.flush()
        if isText, !hasHeader { log.add(.emptyFile, name) }
        return FileState(mode: mode, isReadable: isText && fields != nil)
    }

    private func add(_ row: RowFields) throws {
        let sourcedId = row.required("sourcedId")
        let isDeleted = row.isDeleted()
        guard !sourcedId.isEmpty else { return }
        let mention = [
            Bound(Record.file.number), Bound(sourcedId), Bound(row.line), Bound(isDeleted),
            Bound(isDeleted ? nil : number),
        ]
        guard try staging.scratch.offer(Staging.mentions, mention) else {
            let first = try staging.scratch.first(Staging.mention(sourcedId, in: Record.file))?.line ?? 0
            return row.problem(.duplicateID, "sourcedId", ["id": sourcedId, "first": String(first)])
        }
        guard !isDeleted else { return }
        let record = Record(row, sourcedId: sourcedId)
        let (first, second) = record.references
        try records.add([Bound(number), Bound(first), Bound(second), Bound(Packer.bytes(of: record))])
        try record.stageParts(parts, number: number)
        number += 1
    }
}
