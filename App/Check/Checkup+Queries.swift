import Base
import Storage

extension Checkup {
    /// What was applied, in the ledger's own words.
    static func ledger(in reader: any Reader) throws -> [LedgerRow] {
        try reader.all(
            Query("SELECT room, number, name, checksum FROM migration_ledger ORDER BY room, number") { row in
                LedgerRow(
                    room: try row.next(), number: try row.next(), name: try row.next(), checksum: try row.next())
            })
    }

    /// The latest moment that the ledger knows.
    static func newest(in reader: any Reader) throws -> Instant {
        try reader.first(Query<Instant>("SELECT applied_at FROM migration_ledger ORDER BY applied_at DESC LIMIT 1"))
            ?? Instant(milliseconds: 0)
    }

    /// Makes a table and a row, for a transaction that is taken back.
    static func tryToWrite(in writer: any Writer) throws {
        try writer.run("CREATE TABLE digione_check (number INTEGER NOT NULL PRIMARY KEY)")
        try writer.run("INSERT INTO digione_check (number) VALUES (\(Int32(1)))")
    }
}
