/// A statement whose every inserted value is bound; interpolation is the only way to put one in.
///
/// `\(value)` binds one value, `\(anyOf: values)` matches a list of any length with one text
/// (`person.id \(anyOf: ids)`), `\(fragment)` of type `SQL` joins another statement's text and values.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package enum Piece: Sendable {
        case text(String)
        case value(Bound)
        case list(ColumnType, [Cell])
    }

    package private(set) var pieces: [Piece]

    package init(stringLiteral text: String) { pieces = [.text(text)] }

    package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.text(literal)) }
        }

        package mutating func appendInterpolation(_ value: some ColumnValue) { pieces.append(.value(Bound(value))) }

        package mutating func appendInterpolation<Value: ColumnValue>(_ value: Value?) {
            pieces.append(.value(Bound(value)))
        }

        package mutating func appendInterpolation<Value: ColumnValue>(anyOf values: [Value]) {
            pieces.append(.list(Value.columnType, values.map { $0.cell }))
        }

        package mutating func appendInterpolation(_ fragment: SQL) { pieces.append(contentsOf: fragment.pieces) }
    }
}

/// A statement and how each of its rows becomes a value.
package struct Query<Result> {
    package let sql: SQL
    package let decode: (inout Row) throws -> Result

    package init(_ sql: SQL, decode: @escaping (inout Row) throws -> Result) { (self.sql, self.decode) = (sql, decode) }
}

extension Query where Result: RowDecodable {
    package init(_ sql: SQL) { self.init(sql) { row in try Result(row: &row) } }
}

extension Query where Result: ColumnValue {
    package init(_ sql: SQL) { self.init(sql) { row in try row.next() } }
}

/// A value read from the columns of a row in their order.
package protocol RowDecodable: Sendable {
    init(row: inout Row) throws
}

/// The row that an engine stands on; columns count from 0 and are read while it stands there.
package protocol CurrentRow: AnyObject {
    var columns: Int { get }
    func cell(_ column: Int) throws -> Cell
    /// What the engine calls the column, of an expression without a name whatever it likes.
    func name(_ column: Int) -> String
}

/// One row of an answer, read column by column in the order of the SELECT list.
package struct Row {
    let current: any CurrentRow
    /// How many columns the answer has.
    package let columns: Int
    private var position = 0
    /// What covers the row, for pages that are drawn without anybody's data.
    var veil: Veil?

    package init(_ current: any CurrentRow) { (self.current, columns) = (current, current.columns) }

    /// The next column; `StorageFault.malformed` when it is missing or of another type.
    package mutating func next<Value: ColumnValue>(_ type: Value.Type = Value.self) throws -> Value { try read() }

    private mutating func read<Value: ColumnValue>() throws -> Value {
        do {
            guard position < columns else { throw CellMismatch() }
            let value: Value
            if let veil {
                value = try veil.next(position, of: current)
            } else {
                value = try Value(of: current.cell(position))
            }
            position += 1
            return value
        } catch is CellMismatch {
            throw StorageFault.malformed("column \(position + 1) is not a \(Value.self)")
        }
    }

    /// The same for a column that may be NULL: the general form would look the Optional's type up for each value.
    package mutating func next<Wrapped: ColumnValue>(_ type: Wrapped?.Type = Wrapped?.self) throws -> Wrapped? {
        guard veil == nil else { return try read() }
        do {
            guard position < current.columns else { throw CellMismatch() }
            let cell = try current.cell(position)
            if case .null = cell {
                position += 1
                return nil
            }
            let value = try Wrapped(of: cell)
            position += 1
            return value
        } catch is CellMismatch {
            throw StorageFault.malformed("column \(position + 1) is not a \(Wrapped.self)")
        }
    }
}
