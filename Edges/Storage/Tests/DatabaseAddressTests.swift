import Base
import Storage
import Testing

@Suite struct DatabaseAddressTests {
    @Test func `a file's path is taken as it stands`() throws {
        guard case .sqlite(let path) = try DatabaseAddress("sqlite:data/a b?c.db") else { throw Wrong() }
        #expect(path == "data/a b?c.db")
    }

    @Test(arguments: [
        "", "sqlite:", "sqlite", "mysql://localhost/d", "postgres", "postgres:", "postgres:/d", "http://localhost/",
        "POSTGRES://localhost/d",
        "postgres://[::1/d", "postgres://user:p%ZZ@db.example.fi/d",
    ])
    func `anything else is refused`(_ text: String) {
        #expect(throws: StorageFault.self) { try DatabaseAddress(text) }
    }

    @Test(arguments: [
        ("postgres:///digione", "/run/postgresql/digione"),
        ("postgres:///digione?host=/var/run/pg", "/var/run/pg/digione"),
        ("postgres://%2Frun%2Fpostgresql/digione", "/run/postgresql/digione"),
        ("postgres://localhost/digione", "localhost/digione"),
        ("postgresql://u:p@127.0.0.1:5433/digione?sslmode=disable", "127.0.0.1/digione"),
        ("postgres://u:p@/d?host=127.0.0.1", "127.0.0.1/d"),
    ])
    func `a unix socket and loopback go without TLS`(_ text: String, _ shown: String) throws {
        let address = try PostgresAddress(text)
        #expect(address.shown == shown)
        #expect(address.connection.reveal().contains("sslmode=disable"))
    }

    @Test func `loopback of IPv6 goes without TLS`() throws {
        #expect(try PostgresAddress("postgres://u:p@[::1]/d").connection.reveal().hasSuffix("?sslmode=disable"))
    }

    @Test(arguments: ["db.example.fi", "10.0.0.5", "[fe80::1]", "localhost"])
    func `a verified connection goes anywhere, and its address is left as it is`(_ host: String) throws {
        let text = "postgres://u:p@\(host):5432/d?connect_timeout=3&sslmode=verify-full"
        #expect(try PostgresAddress(text).connection.reveal() == text)
    }

    @Test(arguments: [
        "db.example.fi", "10.0.0.5", "localhost.example.fi", "127.0.0.1.example.fi", "localhost,db.example.fi",
        "0.0.0.0",
    ])
    func `a remote server without verification is refused`(_ host: String) {
        for mode in [
            "", "?sslmode=disable", "?sslmode=allow", "?sslmode=prefer", "?sslmode=require", "?sslmode=verify-ca",
            "?sslmode=",
        ] {
            #expect(throws: StorageFault.self, "\(mode)") { try PostgresAddress("postgres://u:p@\(host)/d\(mode)") }
        }
    }

    @Test(arguments: ["allow", "prefer", "require", "verify-ca", "VERIFY-FULL", ""])
    func `a mode that verifies nothing is refused on loopback too`(_ mode: String) {
        #expect(throws: StorageFault.self) { try PostgresAddress("postgres://localhost/d?sslmode=\(mode)") }
    }

    /// libpq lets a parameter override what stands in the address itself.
    @Test(arguments: [
        "postgres://u:p@/d?host=db.example.fi", "postgres://u:p@localhost/d?host=db.example.fi",
        "postgres://u:p@localhost/d?hostaddr=10.0.0.5",
        "postgres:///d?hostaddr=10.0.0.5", "postgres://localhost/d?host=localhost&host=db.example.fi",
        "postgres://localhost/d?service=remote",
        "postgres:///d?host=localhost,db.example.fi", "postgres://db.example.fi/d?sslmode=verify-full&sslmode=disable",
        "postgres://localhost/d?h%6Fst=db.example.fi",
    ])
    func `a parameter cannot lead elsewhere without verification`(_ text: String) {
        #expect(throws: StorageFault.self) { try PostgresAddress(text) }
    }

    @Test func `the password is never shown`() throws {
        let text = "postgres://digione:salainen@db.example.fi:5432/digione?sslmode=verify-full"
        let address = try PostgresAddress(text)
        var dumped = ""
        dump(try DatabaseAddress(text), to: &dumped)
        let prints = [address.shown, "\(address)", String(reflecting: address), "\(try DatabaseAddress(text))", dumped]
        for print in prints { #expect(!print.contains("salainen")) }
        #expect(address.shown == "db.example.fi/digione")
    }

    @Test(arguments: [
        "postgres://digione:salainen@db.example.fi/d", "postgres://digione:salainen@[::/d",
        "mysql://digione:salainen@x/d",
    ])
    func `a refusal does not hold the password`(_ text: String) {
        do throws(StorageFault) {
            _ = try DatabaseAddress(text)
            Issue.record("\(text.count) characters were accepted")
        } catch {
            #expect(!"\(error)".contains("salainen"))
        }
    }

    private struct Wrong: Error {}
}
