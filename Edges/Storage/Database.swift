package import Base

/// What a capability knows of a database; the drivers are SQLite and PostgreSQL.
package protocol Database: Sendable {
    /// One consistent snapshot. `body` runs off the event loops and must not keep the reader.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> Value) async throws -> Value

    /// One transaction: it is durable when this returns, and nothing of it remains when `body` throws. `body` may be
    /// run again when the engine asks for it, so it must act on the database alone.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> Value) async throws -> Value

    /// Applies what is missing, in order; safe from several nodes at once. Returns the names of what was applied.
    func migrate(_ migrations: [Migration], at instant: Instant) async throws -> [String]

    /// Ends the connections; later calls throw `StorageFault.unavailable`.
    func close() async

    /// How long bodies wait for their turn; nil where nobody counts.
    var use: DatabaseUse? { get }

    /// Room beside the data for work that is too large for memory; `StorageFault.unavailable` where there is none.
    func scratch() throws -> any Scratch
}

extension Database {
    package var use: DatabaseUse? { nil }

    package func scratch() throws -> any Scratch { throw StorageFault.unavailable }
}

/// Reads inside one snapshot or transaction.
package protocol Reader {
    /// How many statements this reader has run.
    var statements: Int { get }

    /// Calls `body` with each row of the answer.
    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws

    /// The same for several statements, none of which follows from the answer to another: with the number of the statement.
    /// On PostgreSQL they travel together.
    func forEach(of statements: [SQL], _ body: (Int, inout Row) throws -> Void) throws
}

extension Reader {
    package func forEach(of statements: [SQL], _ body: (Int, inout Row) throws -> Void) throws {
        for (number, sql) in statements.enumerated() { try forEach(sql) { row in try body(number, &row) } }
    }
}

extension Reader {
    package func all<Value>(_ query: Query<Value>) throws -> [Value] {
        var values: [Value] = []
        try forEach(query.sql) { row in values.append(try query.decode(&row)) }
        return values
    }

    /// The first row's value, or nil when there is none.
    package func first<Value>(_ query: Query<Value>) throws -> Value? {
        var value: Value?
        try forEach(query.sql) { row in
            if value == nil { value = try query.decode(&row) }
        }
        return value
    }

    /// The first row's value; what is not there, or may not be seen, is `Fault.missing`.
    package func one<Value>(_ query: Query<Value>) throws -> Value {
        guard let value = try first(query) else { throw Fault.missing }
        return value
    }
}

/// Reads and changes inside one transaction.
package protocol Writer: Reader {
    /// Runs a statement and returns how many rows it changed.
    @discardableResult func run(_ sql: SQL) throws -> Int

    /// Runs statements one after the other, of whose rows nobody asks how many changed. On PostgreSQL they travel together.
    func run(all statements: [SQL]) throws

    /// Inserts many rows fast: prepared statements on SQLite, `COPY` on PostgreSQL. Returns how many.
    @discardableResult func load(_ table: BulkTable, _ rows: some Sequence<[Bound]>) throws -> Int
}

extension Writer {
    package func run(all statements: [SQL]) throws {
        for statement in statements { try run(statement) }
    }
}

/// Where a bulk load goes; the names are literals of our own source.
package struct BulkTable: Sendable {
    package let name: String
    package let columns: [String]

    package init(_ name: StaticString, _ columns: [StaticString]) {
        self.name = name.description
        self.columns = columns.map(\.description)
    }
}

/// Changes the schema; drivers hand one to the migrator only.
package protocol SchemaWriter: Writer {
    /// Runs one data-definition statement as it stands, type names adapted to the engine.
    func define(_ statement: String) throws
}
