import CLibpq
import Storage

/// What the server said to one statement, rows in binary; owns libpq's result.
final class Answer {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    /// nil when the statement succeeded.
    var refusal: Refusal? {
        switch PQresultStatus(result) {
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_PIPELINE_ABORTED:
            Refusal(code: PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "")
        default: nil
        }
    }

    /// The first word of the command's tag.
    var command: String {
        String(String(cString: PQcmdStatus(result)).prefix { $0 != " " })
    }

    /// How many rows the statement changed, inserted or found.
    var changed: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    var types: [Oid] { (0..<PQnfields(result)).map { PQftype(result, $0) } }

    func forEach(_ body: (inout Row) throws -> Void) throws {
        let types = types
        for row in 0..<PQntuples(result) {
            let cells = try types.indices.map { column in try cell(row, Int32(column), types[column]) }
            var next = Row(cells)
            try body(&next)
        }
    }

    private func cell(_ row: Int32, _ column: Int32, _ type: Oid) throws -> Cell {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let length = Int(PQgetlength(result, row, column))
        let bytes = UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length)
        guard let cell = Cell(binary: bytes, type: type) else {
            throw StorageFault.malformed("column \(column + 1) is of a type or value that has no place here (\(type))")
        }
        return cell
    }
}
