import Accounts
import Base
import Directory
import Storage

extension CheckupOnEngine {
    /// An account with a link to a person whom nobody ever entered.
    static func linkNobody(in writer: any Writer) throws {
        let now = Instant.fromSystemClock()
        let account = ID<Account>.new(at: now)
        try writer.run(
            """
            INSERT INTO account (id, sign_in_name, created_at) VALUES (\(account), 'nobody@nowhere', \(now))
            """)
        try writer.run(
            """
            INSERT INTO account_person (account_id, provider_id, person_id, evidence, linked_at)
            VALUES (\(account), \(ID<Provider>.new(at: now)), \(ID<Person>.new(at: now)), 'test', \(now))
            """)
    }
}
