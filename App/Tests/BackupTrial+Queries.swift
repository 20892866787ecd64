import Storage

/// Rows that the tests of backups write and look for.
enum BackupTrial {
    static func people(in reader: any Reader) throws -> [String] {
        try reader.all(Query<String>("SELECT sort_key FROM person ORDER BY sort_key, id"))
    }

    static func mark(_ text: String, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO throttle (subject, window_began_at, attempts)
            SELECT \(Array(text.utf8)), created_at, 1 FROM provider WHERE slug = 'lake'
            """)
    }

    static func marks(in reader: any Reader) throws -> [String] {
        try reader.all(Query<[UInt8]>("SELECT subject FROM throttle")).map { String(decoding: $0, as: UTF8.self) }
    }
}
