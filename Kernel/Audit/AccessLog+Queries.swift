package import Base
package import Storage

extension AccessLog {
    /// Writes one look with the transaction of an action.
    package static func write(_ look: PersonLook, at instant: Instant, in writer: any Writer) throws {
        let key = Key(entry: .look(look), quarter: instant.milliseconds / quarterMilliseconds)
        try write(key, Count(first: instant, last: instant, looks: 1), writer)
    }

    static func write(_ key: Key, _ count: Count, _ writer: any Writer) throws {
        let quarter = Instant(milliseconds: key.quarter * quarterMilliseconds)
        switch key.entry {
        case .look(let look): try write(look, in: quarter, count, writer)
        case .disclosure(let disclosure): try write(disclosure, in: quarter, count, writer)
        }
    }

    private static func write(
        _ disclosure: Disclosure, in quarter: Instant, _ count: Count, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO disclosure (provider_id, person_id, client_id, fields, quarter, first_at, last_at, times)
            VALUES (\(disclosure.provider), \(disclosure.person), \(disclosure.client), \(disclosure.fields), \(quarter),
                \(count.first), \(count.last), \(count.looks))
            ON CONFLICT (provider_id, person_id, quarter, client_id, fields)
            DO UPDATE SET last_at = excluded.last_at, times = disclosure.times + excluded.times
            """)
    }

    private static func write(_ look: PersonLook, in quarter: Instant, _ count: Count, _ writer: any Writer) throws {
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
