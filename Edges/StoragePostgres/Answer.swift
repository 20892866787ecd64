import CLibpq
import Storage

/// What the server said to one statement, rows in binary; owns libpq's result.
final class Answer: CurrentRow {
    private let result: OpaquePointer
    private lazy var types: [Oid] = (0..<PQnfields(result)).map { PQftype(result, $0) }
    private var row: Int32 = 0

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

    var columnTypes: [Oid] { types }

    func forEach(_ body: (inout Row) throws -> Void) throws {
        for row in 0..<PQntuples(result) {
            self.row = row
            var next = Row(self)
            try body(&next)
        }
    }

    var columns: Int { types.count }

    func name(_ column: Int) -> String { PQfname(result, Int32(column)).map { String(cString: $0) } ?? "" }

    func cell(_ column: Int) throws -> Cell {
        let index = Int32(column)
        if PQgetisnull(result, row, index) == 1 { return .null }
        let length = Int(PQgetlength(result, row, index))
        let bytes = UnsafeRawBufferPointer(start: PQgetvalue(result, row, index), count: length)
        guard let cell = Cell(binary: bytes, type: types[column]) else {
            throw StorageFault.malformed(
                "column \(column + 1) is of a type or value that has no place here (\(types[column]))")
        }
        return cell
    }
}
