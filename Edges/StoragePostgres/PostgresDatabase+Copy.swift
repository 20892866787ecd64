import Storage

extension PostgresDatabase {
    /// Runs `body` with the name of one snapshot, for a program that copies the database as it is there, and with how
    /// many rows each table has in it.
    package func snapshot<Value: Sendable>(
        _ body: @escaping @Sendable (String, [String: Int64]) throws -> Value
    ) async throws -> Value {
        try await read { reader in
            // The copy takes as long as it takes, and this connection says nothing meanwhile.
            try reader.forEach("SET LOCAL statement_timeout = 0") { _ in }
            try reader.forEach("SET LOCAL idle_in_transaction_session_timeout = 0") { _ in }
            let rows = try PostgresDatabase.counts(in: reader)
            return try body(try reader.one(Query<String>("SELECT pg_export_snapshot()")), rows)
        }
    }

    /// How many rows each table has.
    package func rows() async throws -> [String: Int64] {
        try await read { reader in
            try reader.forEach("SET LOCAL statement_timeout = 0") { _ in }
            return try PostgresDatabase.counts(in: reader)
        }
    }

    /// Takes the database for this connection alone; false when somebody uses it. It needs one that was opened to
    /// exclude others, with one connection.
    package func isAlone() async throws -> Bool {
        try await read { try $0.one(Query<Bool>("SELECT pg_try_advisory_lock(\(Connection.presenceLock))")) }
    }

    private static func counts(in reader: any Reader) throws -> [String: Int64] {
        let tables = try reader.all(
            Query<String>("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"))
        return try tables.reduce(into: [:]) { counts, table in
            let name = table.replacing("\"", with: "\"\"")
            counts[table] = try reader.one(Query<Int64>(SQL(stringLiteral: "SELECT COUNT(*) FROM \"\(name)\"")))
        }
    }
}
