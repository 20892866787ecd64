package import Base
package import Storage

extension PlatformChange {
    /// Writes the act with the transaction that makes it.
    package func write(at instant: Instant, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO platform_change (id, changed_by, action, client_id, fields)
            VALUES (\(ID<PlatformChange>.new(at: instant)), \(maker.rawValue), \(action.rawValue), \(client),
                \(fields.joined(separator: " ")))
            """)
    }
}
