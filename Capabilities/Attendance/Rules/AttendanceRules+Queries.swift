package import Base
package import Directory
package import Storage

extension AttendanceRules: RowDecodable {
    package init(row: inout Row) throws {
        self.init(correctionDays: try row.next(), noticeDays: try row.next())
    }

    /// The provider's rules; the usual ones until somebody has decided.
    package static func of(_ provider: ID<Provider>, in reader: any Reader) throws -> AttendanceRules {
        try reader.first(
            Query(
                """
                SELECT attendance_rule.correction_days, attendance_rule.notice_days
                FROM attendance_rule
                WHERE attendance_rule.provider_id = \(provider)
                """)) ?? AttendanceRules()
    }

    /// Decides them.
    func save(for provider: ID<Provider>, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO attendance_rule (provider_id, correction_days, notice_days)
            VALUES (\(provider), \(correctionDays), \(noticeDays))
            ON CONFLICT (provider_id) DO UPDATE
            SET correction_days = excluded.correction_days, notice_days = excluded.notice_days
            """)
    }
}
