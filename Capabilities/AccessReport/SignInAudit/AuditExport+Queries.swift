import Accounts
import Base
import Directory
import Storage

/// A file of the audit that an administrator asked for, with the reason.
struct AuditExport: RowDecodable {
    let question: AuditQuestion

    init(row: inout Row) throws {
        question = AuditQuestion(
            topic: try row.next(String?.self).flatMap(AuditTopic.init), person: try row.next(), maker: try row.next(),
            from: try row.next(), to: try row.next())
    }

    /// So long the file can be fetched, by who asked for it.
    private static let minutes: Int64 = 60

    static func made(
        _ export: ID<AuditExport>, by account: ID<Account>, in provider: ID<Provider>, at now: Instant
    ) -> Query<AuditExport> {
        Query(
            """
            SELECT sign_in_export.topic, sign_in_export.person_id, sign_in_export.maker_id, sign_in_export.begins_on,
                sign_in_export.ends_on
            FROM sign_in_export
            WHERE sign_in_export.provider_id = \(provider) AND sign_in_export.id = \(export)
                AND sign_in_export.account_id = \(account) AND sign_in_export.made_at > \(now.adding(minutes: -minutes))
            """)
    }

    static func keep(
        _ question: AuditQuestion, reason: String, by account: ID<Account>, in provider: ID<Provider>, at now: Instant,
        _ writer: any Writer
    ) throws -> ID<AuditExport> {
        let id = ID<AuditExport>.new(at: now)
        try writer.run(
            """
            INSERT INTO sign_in_export
                (provider_id, id, account_id, reason, topic, person_id, maker_id, begins_on, ends_on, made_at)
            VALUES (\(provider), \(id), \(account), \(reason), \(question.topic?.name), \(question.person),
                \(question.maker), \(question.from), \(question.to), \(now))
            """)
        return id
    }
}
