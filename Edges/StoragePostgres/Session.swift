import Storage

/// What a body works with: one transaction on one connection.
final class Session: SchemaWriter {
    private let connection: Connection
    private(set) var statements = 0

    init(on connection: Connection) { self.connection = connection }

    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try answer(to: sql).forEach(body)
    }

    func forEach(of statements: [SQL], _ body: (Int, inout Row) throws -> Void) throws {
        for (start, some) in Session.together(statements) {
            for (number, answer) in try answers(to: some).enumerated() {
                try answer.forEach { row in try body(start + number, &row) }
            }
        }
    }

    @discardableResult func run(_ sql: SQL) throws -> Int {
        try answer(to: sql).changed
    }

    /// A hundred on one way: their answers find room in the connection's buffers while nobody reads yet.
    func run(all statements: [SQL]) throws {
        for (_, some) in Session.together(statements) { _ = try answers(to: some) }
    }

    private static func together(_ statements: [SQL]) -> [(start: Int, some: ArraySlice<SQL>)] {
        stride(from: 0, to: statements.count, by: mostTogether).map { ($0, statements[$0...].prefix(mostTogether)) }
    }

    private func answers(to statements: ArraySlice<SQL>) throws -> [Answer] {
        self.statements += statements.count
        return try attempt { try connection.answers(to: statements.map { try Statement($0) }) }
    }

    private static let mostTogether = 100

    @discardableResult func load(_ table: BulkTable, _ rows: some Sequence<[Bound]>) throws -> Int {
        statements += 1
        let count = try connection.copy(table, rows)
        // Until the server's own statistics come, a minute later, everything would be planned for an empty table: a join of
        // nine hundred people and a thousand groups is then a million questions.
        if count >= Session.manyRows { try define("ANALYZE \(table.name)") }
        return count
    }

    private static let manyRows = 100

    func define(_ statement: String) throws {
        statements += 1
        _ = try connection.answer(to: Statement(Definition.adapted(statement)), isPrepared: false)
    }

    private func answer(to sql: SQL) throws -> Answer {
        statements += 1
        return try attempt { try connection.answer(to: Statement(sql)) }
    }

    private func attempt<Value>(_ exchange: () throws -> Value) throws -> Value {
        do {
            return try exchange()
        } catch {
            // Also a value that never left: a body that goes on after it must not commit.
            if connection.refusal == nil { connection.refusal = Refusal(fault: error as? StorageFault ?? .unavailable) }
            throw error
        }
    }
}

/// The schema's one text, as PostgreSQL needs it.
enum Definition {
    /// Text compares bytewise whatever the collation of the database: `TEXT` becomes `TEXT COLLATE "C"`.
    static func adapted(_ statement: String) -> String {
        statement.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .map { index, part in
                // The odd parts stand between quotes.
                index.isMultiple(of: 2) ? part.replacing(/\bTEXT\b/, with: #"TEXT COLLATE "C""#) : part
            }
            .joined(separator: "'")
    }
}
