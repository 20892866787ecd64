package import Base
package import Storage

extension AccessLog {
    /// Writes one look with the transaction of an action.
    package static func write(_ look: PersonLook, at instant: Instant, in writer: any Writer) throws {
        let key = Key(entry: .look(look), quarter: instant.milliseconds / quarterMilliseconds)
        try writer.run(statement(key, Count(first: instant, last: instant, looks: 1)))
    }

    static func statement(_ key: Key, _ count: Count) -> SQL {
        let quarter = Instant(milliseconds: key.quarter * quarterMilliseconds)
        return switch key.entry {
        case .look(let look): statement(look, in: quarter, count)
        case .disclosure(let disclosure): statement(disclosure, in: quarter, count)
        }
    }

    private static func statement(_ disclosure: Disclosure, in quarter: Instant, _ count: Count) -> SQL {
        """
        INSERT INTO disclosure (provider_id, person_id, client_id, fields, quarter, first_at, last_at, times)
        VALUES (\(disclosure.provider), \(disclosure.person), \(disclosure.client), \(disclosure.fields), \(quarter),
            \(count.first), \(count.last), \(count.looks))
        ON CONFLICT (provider_id, person_id, quarter, client_id, fields)
        DO UPDATE SET last_at = excluded.last_at, times = disclosure.times + excluded.times
        """
    }

    private static func statement(_ look: PersonLook, in quarter: Instant, _ count: Count) -> SQL {
        """
        INSERT INTO access_log
            (provider_id, person_id, account_id, purpose, relation, quarter, first_at, last_at, looks)
        VALUES (\(look.provider), \(look.person), \(look.account), \(look.purpose), \(look.relation), \(quarter),
            \(count.first), \(count.last), \(count.looks))
        ON CONFLICT (provider_id, person_id, quarter, account_id, purpose, relation)
        DO UPDATE SET last_at = excluded.last_at, looks = access_log.looks + excluded.looks
        """
    }
}
