import CLibpq
import Storage

extension Connection {
    /// Streams rows into a table by binary `COPY`; returns how many.
    func copy(_ table: BulkTable, _ rows: some Sequence<[Bound]>) throws -> Int {
        let names = table.columns.joined(separator: ", ")
        let types = try answer(to: Statement("SELECT \(names) FROM \(table.name) WHERE FALSE")).columnTypes
        // COPY is not allowed in pipeline mode; nothing is under way after the answer above.
        guard PQexitPipelineMode(handle) == 1 else { throw lose() }
        defer { if PQenterPipelineMode(handle) != 1 { isLost = true } }
        var iterator = rows.makeIterator()
        var count = 0
        var next = iterator.next()
        // Several statements, so that the limit of one does not bound the whole load.
        while let first = next {
            try beginCopy("COPY \(table.name) (\(names)) FROM STDIN (FORMAT binary)")
            next = first
            do {
                count += try stream(&next, &iterator, types)
            } catch {
                _ = endCopy("the rows ended with an error")
                refusal = refusal ?? Refusal(fault: error as? StorageFault ?? .malformed("a row of a bulk load"))
                throw error
            }
            if let failure = endCopy(nil) {
                refusal = failure
                throw failure.fault
            }
        }
        return count
    }

    private func beginCopy(_ text: String) throws {
        guard let result = PQexec(handle, text) else { throw lose() }
        let answer = Answer(result)
        if let failure = answer.refusal {
            refusal = failure
            throw failure.fault
        }
    }

    /// Sends rows until there are none or enough for one statement; `next` is then the first row not sent.
    private func stream(
        _ next: inout [Bound]?, _ iterator: inout some IteratorProtocol<[Bound]>, _ types: [Oid]
    ) throws -> Int {
        var buffer = CopyBuffer.beginning
        var count = 0
        while let row = next, count < 20_000 {
            try buffer.append(row, types)
            if buffer.bytes.count > 65_536 { try put(&buffer) }
            count += 1
            next = iterator.next()
        }
        buffer.end()
        try put(&buffer)
        return count
    }

    private func put(_ buffer: inout CopyBuffer) throws {
        let status = buffer.bytes.withUnsafeBytes { bytes in
            PQputCopyData(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard status == 1 else { throw lose() }
        buffer.bytes.removeAll(keepingCapacity: true)
    }

    /// Ends the stream, with `complaint` to have the server throw it away.
    private func endCopy(_ complaint: String?) -> Refusal? {
        guard PQputCopyEnd(handle, complaint) == 1 else {
            isLost = true
            return .lost
        }
        var failure: Refusal?
        while let result = PQgetResult(handle) {
            failure = failure ?? Answer(result).refusal
            if PQstatus(handle) == CONNECTION_BAD {
                isLost = true
                break
            }
        }
        return failure
    }

    private func lose() -> StorageFault {
        isLost = true
        refusal = .lost
        return .unavailable
    }
}

/// Rows in the binary format of COPY (PostgreSQL manual, "COPY", Binary Format).
struct CopyBuffer {
    var bytes: [UInt8] = []

    /// Signature, no flags, no header extension.
    static var beginning: CopyBuffer {
        CopyBuffer(bytes: Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [0, 0, 0, 0] + [0, 0, 0, 0])
    }

    mutating func append(_ row: [Bound], _ types: [Oid]) throws {
        guard row.count == types.count else { throw StorageFault.malformed("a row of a bulk load has other columns") }
        bytes.append(integer: Int16(row.count))
        for (value, type) in zip(row, types) { try bytes.append(field: value.cell, as: type) }
    }

    mutating func end() { bytes.append(integer: Int16(-1)) }
}
