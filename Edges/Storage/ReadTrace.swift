import Base
import Foundation

/// What a body asked a database and what it was answered: asked again, it says whether the body would find all as it was.
package struct ReadTrace: Sendable {
    private var statements: [SQL] = []
    private var answers: [[UInt8]] = []
    /// Whether a statement was bound to a moment that goes on with the clock, so that to ask it again says nothing of now.
    package private(set) var isOfTheMoment = false

    package init() {}

    /// How many statements there were.
    package var count: Int { statements.count }

    /// Asks everything again, on PostgreSQL at once, and compares octet by octet.
    package func holds(in reader: any Reader) throws -> Bool {
        var found = [[UInt8]](repeating: [], count: statements.count)
        try reader.forEach(of: statements) { number, row in try row.append(to: &found[number]) }
        return found == answers
    }

    fileprivate mutating func add(_ sql: SQL, _ answer: [UInt8]) {
        statements.append(sql)
        answers.append(answer)
        if sql.isOfTheMoment { isOfTheMoment = true }
    }

    fileprivate mutating func spoil() { isOfTheMoment = true }
}

/// Reads and notes what it read.
package final class TracingReader: Reader {
    private let reader: any Reader
    package private(set) var trace = ReadTrace()

    package init(_ reader: any Reader) { self.reader = reader }

    package var statements: Int { reader.statements }

    package func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        var answer: [UInt8] = []
        do {
            try reader.forEach(sql) { row in
                try row.append(to: &answer)
                try body(&row)
            }
        } catch {
            // Who catches this has seen a part of an answer.
            trace.spoil()
            throw error
        }
        trace.add(sql, answer)
    }
}

extension SQL {
    /// Bound to a moment; the beginning of a day stays where it is all day.
    fileprivate var isOfTheMoment: Bool {
        pieces.contains { piece in
            switch piece {
            case .text: false
            case .value(let bound): bound.cell.isOfTheMoment
            case .list(_, let cells): cells.contains(where: \.isOfTheMoment)
            }
        }
    }
}

extension Cell {
    fileprivate var isOfTheMoment: Bool {
        if case .instant(let instant) = self { instant != Instant(startOf: instant.day) } else { false }
    }

    /// Appends a mark of the kind, the length where kinds have several, and the value.
    fileprivate func append(to octets: inout [UInt8]) {
        switch self {
        case .null: octets.append(0)
        case .integer(let value): octets.append(mark: 1, value)
        case .instant(let instant): octets.append(mark: 2, instant.milliseconds)
        case .date(let date): octets.append(mark: 3, Int64(date.dayNumber))
        case .boolean(let value): octets.append(value ? 5 : 4)
        case .uuid(let uuid):
            octets.append(6)
            withUnsafeBytes(of: uuid.uuid) { octets.append(contentsOf: $0) }
        case .bytes(let bytes):
            octets.append(mark: 7, Int64(bytes.count))
            octets.append(contentsOf: bytes)
        case .text(var text):
            text.withUTF8 { bytes in
                octets.append(mark: 8, Int64(bytes.count))
                octets.append(contentsOf: bytes)
            }
        }
    }
}

extension Row {
    /// Appends the whole row, whatever was read of it already.
    fileprivate func append(to octets: inout [UInt8]) throws {
        octets.append(9)
        for column in 0..<columns { try current.cell(column).append(to: &octets) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(mark: UInt8, _ value: Int64) {
        append(mark)
        Swift.withUnsafeBytes(of: value) { append(contentsOf: $0) }
    }
}
