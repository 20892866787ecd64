import Base
import CLibpq
import Foundation
import Storage

/// Why there is no connection, in libpq's words; they hold host and user, never a password.
struct ConnectRefusal: Error {
    let reason: String
}

/// One conversation with the server in libpq's pipeline mode; it stays on the thread that opened it.
final class Connection {
    let handle: OpaquePointer
    var statements = StatementCache(limit: 500)
    /// Set when the server is gone: nothing more can be said here.
    var isLost = false
    /// The statement that begins a transaction, sent together with the first statement of the body.
    var opening: String?
    /// Why the running transaction can only be rolled back.
    var refusal: Refusal?
    /// What was sent and not yet answered, in order.
    var awaited: [Awaited] = []
    private var lastUse = DispatchTime.now().uptimeNanoseconds

    init(_ address: PostgresAddress, _ limits: PostgresLimits, isShared: Bool) throws(ConnectRefusal) {
        guard let handle = Connection.open(address.connection.reveal(), limits) else {
            throw ConnectRefusal(reason: "out of memory")
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        guard PQstatus(handle) == CONNECTION_OK, Connection.setLimits(limits, on: handle) else {
            let lines = String(cString: PQerrorMessage(handle)).split(separator: "\n")
            PQfinish(handle)
            throw ConnectRefusal(reason: lines.first.map(String.init) ?? "no reason given")
        }
        if isShared && !Connection.isPresent(on: handle) {
            PQfinish(handle)
            throw ConnectRefusal(reason: "the database is being restored")
        }
        guard PQenterPipelineMode(handle) == 1 else {
            PQfinish(handle)
            throw ConnectRefusal(reason: "no pipeline mode")
        }
        self.handle = handle
    }

    /// "digiuse" in ASCII: shared by everyone who is connected, taken alone by whoever restores a backup.
    static let presenceLock: Int64 = 0x0064_6967_6975_7365

    private static func isPresent(on handle: OpaquePointer) -> Bool {
        let answer = PQexec(handle, "SELECT pg_try_advisory_lock_shared(\(presenceLock))")
        defer { PQclear(answer) }
        return PQresultStatus(answer) == PGRES_TUPLES_OK
            && PQgetvalue(answer, 0, 0).map { String(cString: $0) } == "t"
    }

    func close() { PQfinish(handle) }

    /// Notices a server that went away while nothing was asked; costs nothing on a busy connection.
    func isAlive() -> Bool {
        let now = DispatchTime.now().uptimeNanoseconds
        defer { lastUse = now }
        guard !isLost, now - lastUse > 200_000_000 else { return !isLost }
        _ = try? receive()
        // The first call may read the server's last words, the second then finds the end of the stream.
        if isLost || PQconsumeInput(handle) == 0 || PQconsumeInput(handle) == 0 { isLost = true }
        return !isLost
    }

    private static func open(_ address: String, _ limits: PostgresLimits) -> OpaquePointer? {
        let settings = [
            ("dbname", address), ("application_name", "digione"), ("client_encoding", "UTF8"),
            ("connect_timeout", String(limits.connectSeconds)),
            // A host that vanished is noticed within half a minute, also while it owes an answer.
            ("keepalives_idle", "15"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
            // TLS is the only encryption that the address rule knows of.
            ("gssencmode", "disable"),
        ]
        var names = settings.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values = settings.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer { for text in names + values { free(UnsafeMutablePointer(mutating: text)) } }
        return PQconnectdbParams(&names, &values, 1)
    }

    /// Every statement is prepared and asks for few rows: its plan is made once, and never compiled.
    ///
    /// Limits by SET, so that `options` in the address stay with whoever wrote it.
    private static func setLimits(_ limits: PostgresLimits, on handle: OpaquePointer) -> Bool {
        let milliseconds = limits.statementSeconds * 1000
        let answer = PQexec(
            handle,
            """
            SET statement_timeout = \(milliseconds); SET lock_timeout = \(milliseconds / 3);
            SET idle_in_transaction_session_timeout = \(milliseconds * 2); SET TimeZone = 'UTC';
            SET plan_cache_mode = force_generic_plan; SET jit = off;
            SET default_transaction_isolation = 'repeatable read'; SET default_transaction_read_only = on
            """)
        defer { PQclear(answer) }
        return PQresultStatus(answer) == PGRES_COMMAND_OK
    }
}
