package import Base
package import Storage

extension AccessLog {
    /// Writes one look with the transaction of an action.
    package static func write(_ look: PersonLook, at instant: Instant, in writer: any Writer) throws {
        let key = Key(look: look, quarter: instant.milliseconds / quarterMilliseconds)
        try write(key, Count(first: instant, last: instant, looks: 1), writer)
    }

    static func write(_ key: Key, _ count: Count, _ writer: any Writer) throws {
        let look = key.look
        let quarter = Instant(milliseconds: key.quarter * quarterMilliseconds)
        try writer.run(
            """
            INSERT INTO access_log
                (provider_id, person_id, account_id, purpose, relation, quarter, first_at, last_at, looks)
            VALUES (\(look.provider), \(look.person), \(look.account), \(look.purpose), \(look.relation), \(quarter),
                \(count.first), \(count.last), \(count.looks))
            ON CONFLICT (provider_id, person_id, quarter, account_id, purpose, relation)
            DO UPDATE SET last_at = excluded.last_at, looks = access_log.looks + excluded.looks
            """)
    }
}
