import CLibpq
import Storage

/// A statement's text with `$n` in the place of its values.
struct Statement {
    private(set) var text = ""
    private(set) var parameters = Parameters()

    init(_ text: String) { self.text = text }

    init(_ sql: SQL) throws {
        for piece in sql.pieces {
            switch piece {
            case .text(let part): text += part
            case .value(let bound):
                try parameters.append(bound)
                text += "$\(parameters.count)"
            case .list(let type, let cells):
                try parameters.append(cells, of: type)
                text += "= ANY($\(parameters.count))"
            }
        }
    }

    /// What the server knows a prepared statement by.
    var key: Key { Key(text: text, types: parameters.types) }

    struct Key: Hashable {
        let text: String
        let types: [Oid]
    }
}

/// The values of a statement in binary, in the arrays that libpq takes.
struct Parameters {
    private(set) var types: [Oid] = []
    private var lengths: [Int32] = []
    /// Where each value begins in `bytes`; −1 for NULL.
    private var offsets: [Int] = []
    /// Never empty: the address of an empty array could be null, and null is NULL.
    private var bytes: [UInt8] = [0]

    var count: Int { types.count }

    mutating func append(_ bound: Bound) throws {
        try append(type: TypeNumber.of(bound.type), isNull: bound.cell == .null) { bytes in
            try bytes.append(bound.cell, as: TypeNumber.of(bound.type))
        }
    }

    /// One array (src/backend/utils/adt/arrayfuncs.c, array_recv): dimensions, flags, type, length, lower bound.
    mutating func append(_ cells: [Cell], of type: ColumnType) throws {
        let element = TypeNumber.of(type)
        try append(type: TypeNumber.list(of: type), isNull: false) { bytes in
            bytes.append(integer: Int32(cells.isEmpty ? 0 : 1))
            bytes.append(integer: Int32(cells.contains(.null) ? 1 : 0))
            bytes.append(integer: element)
            guard !cells.isEmpty else { return }
            bytes.append(integer: Int32(cells.count))
            bytes.append(integer: Int32(1))
            for cell in cells { try bytes.append(field: cell, as: element) }
        }
    }

    private mutating func append(type: Oid, isNull: Bool, _ write: (inout [UInt8]) throws -> Void) throws {
        let start = bytes.count
        if !isNull { try write(&bytes) }
        types.append(type)
        offsets.append(isNull ? -1 : start)
        lengths.append(Int32(bytes.count - start))
    }

    /// Sends a statement that is not prepared.
    func send(_ text: String, on handle: OpaquePointer) -> Int32 {
        withValues { PQsendQueryParams(handle, text, Int32(count), types, $0, lengths, $1, 1) }
    }

    func prepare(_ text: String, as name: String, on handle: OpaquePointer) -> Int32 {
        PQsendPrepare(handle, name, text, Int32(count), types)
    }

    /// Sends a statement that was prepared as `name`.
    func execute(_ name: String, on handle: OpaquePointer) -> Int32 {
        withValues { PQsendQueryPrepared(handle, name, Int32(count), $0, lengths, $1, 1) }
    }

    private func withValues(_ send: ([UnsafePointer<CChar>?], [Int32]) -> Int32) -> Int32 {
        bytes.withUnsafeBytes { raw in
            let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            return send(offsets.map { $0 < 0 ? nil : base?.advanced(by: $0) }, [Int32](repeating: 1, count: count))
        }
    }
}
