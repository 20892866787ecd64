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

    /// How many links of accounts lead to no person: no foreign key goes from accounts to what a provider owns.
    static func looseLinks(in reader: any Reader) throws -> Int64 {
        try reader.one(
            Query<Int64>(
                """
                SELECT COUNT(*) FROM account_person
                LEFT JOIN person
                    ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
                WHERE person.id IS NULL
                """))
    }

    /// Makes a table and a row, for a transaction that is taken back.
    static func tryToWrite(in writer: any Writer) throws {
        try writer.run("CREATE TABLE digione_check (number INTEGER NOT NULL PRIMARY KEY)")
        try writer.run("INSERT INTO digione_check (number) VALUES (\(Int32(1)))")
    }
}
