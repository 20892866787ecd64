import Accounts
import Base
import Directory
import Storage

extension BenchProvider {
    func add(ways: Int, at now: Instant, in writer: any Writer) throws {
        let (provider, school) = (ID<Provider>.new(at: now), ID<Organisation>.new(at: now))
        try writer.run(
            """
            INSERT INTO provider (id, slug, name_fi, created_at) VALUES (\(provider), \(slug), \(name), \(now))
            """)
        try writer.run("INSERT INTO change_counter (provider_id, last_sequence) VALUES (\(provider), \(Int64(0)))")
        try writer.run(
            """
            INSERT INTO organisation (provider_id, id, kind, name, sort_key, source, source_id)
            VALUES (\(provider), \(school), 'school', \(self.school), \(SortKey.of(self.school)), 'bench', 'school')
            """)
        for way in 0..<ways {
            try writer.run(
                """
                INSERT INTO identity_provider (provider_id, id, profile, title, issuer, client_id, authentication,
                    algorithm, mapping, roles, allows_test_numbers, enabled, created_at)
                VALUES (\(provider), \(ID<Account>.new(at: now)), 'oidc', \("Tapa \(way + 1)"),
                    \("https://login-\(way).example"), 'digione', 'key', 'RS256',
                    \(try JSONDocument(encoding: ["learnerNumber": "learner", "domain": ""])),
                    \(try JSONDocument(encoding: ["pupil", "teacher"])), \(false), \(true), \(now))
                """)
        }
    }
}
