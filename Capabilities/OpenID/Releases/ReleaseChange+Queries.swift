import Base
import Clients
import Directory
import Storage

/// One decision of a provider on what a service gets, as the change log keeps it.
struct ReleaseChange: RowDecodable, Sendable {
    let at: Instant
    let action: String
    let before: [String: String]
    let after: [String: String]

    init(row: inout Row) throws {
        (at, action) = (try row.next(), try row.next())
        before = try row.next(JSONDocument?.self)?.decoded() ?? [:]
        after = try row.next(JSONDocument?.self)?.decoded() ?? [:]
    }

    static let (made, edited, ended) = ("release", "release-edit", "release-ended")

    /// The latest of them about a service.
    static func all(about client: ID<Client>, of provider: ID<Provider>) -> Query<ReleaseChange> {
        Query(
            """
            SELECT change_log.changed_at, change_log.action, change_detail.before_value, change_detail.after_value
            FROM change_subject
            JOIN change_log ON change_log.provider_id = change_subject.provider_id
                AND change_log.id = change_subject.change_id
            LEFT JOIN change_detail ON change_detail.provider_id = change_log.provider_id
                AND change_detail.change_id = change_log.id
            WHERE change_subject.provider_id = \(provider) AND change_subject.subject_id = \(client)
                AND change_log.action \(anyOf: [made, edited, ended])
            ORDER BY change_subject.change_id DESC
            LIMIT 50
            """)
    }
}
