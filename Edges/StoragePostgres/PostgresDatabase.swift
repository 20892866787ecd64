package import Base
import Foundation
package import Storage

/// How many connections, and how long anything may take.
package struct PostgresLimits: Sendable {
    package var connections: Int
    /// For reaching the server.
    package var connectSeconds: Int
    /// For one statement; waiting for a lock ends at a third of it.
    package var statementSeconds: Int
    /// Bodies that may wait for a connection; more are refused at once.
    package var queue: Int
    /// How long a body waits for a connection.
    package var waitSeconds: Double

    package init(
        connections: Int = 8, connectSeconds: Int = 5, statementSeconds: Int = 30, queue: Int = 1000,
        waitSeconds: Double = 5
    ) {
        (self.connections, self.connectSeconds, self.statementSeconds) = (connections, connectSeconds, statementSeconds)
        (self.queue, self.waitSeconds) = (queue, waitSeconds)
    }
}

/// The database on PostgreSQL: a pool of connections, each with its own thread.
package final class PostgresDatabase: Database {
    private let queue: JobQueue
    private let limits: PostgresLimits
    private let counted = DatabaseUse()
    private let opening: ScratchOpening?

    /// Connects when the first body comes. `log` gets sentences about connections lost and found.
    ///
    /// - Parameter isShared: each connection says that the database is in use. Not shared, for putting another in its
    ///   place, it says nothing until `isAlone`.
    /// - Parameter scratch: opens room beside the node's own data; without it there is none.
    package init(
        _ address: PostgresAddress, limits: PostgresLimits = PostgresLimits(), isShared: Bool = true,
        scratch: ScratchOpening? = nil, log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        (self.limits, opening) = (limits, scratch)
        queue = JobQueue(bound: limits.queue, workers: limits.connections) { queue in
            ConnectionWorker(address: address, limits: limits, isShared: isShared, queue: queue, log: log).start()
        }
    }

    deinit { queue.close() }

    package var use: DatabaseUse? { counted }

    package func scratch() throws -> any Scratch {
        guard let opening else { throw StorageFault.unavailable }
        return try opening()
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Value
    ) async throws -> Value {
        try await perform { connection in try connection.transact(.read) { try body($0) } }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Writer) throws -> Value
    ) async throws -> Value {
        try await perform { connection in try connection.transact(.write) { try body($0) } }
    }

    package func migrate(_ migrations: [Migration], at instant: Instant) async throws -> [String] {
        try await perform { connection in
            try connection.transact(.write) { session in
                // An index on a large table, and waiting for another node that builds one, take as long as they take.
                try session.define("SET LOCAL statement_timeout = 0")
                try session.define("SET LOCAL lock_timeout = 0")
                try session.run("SELECT pg_advisory_xact_lock(\(PostgresDatabase.migrationLock))")
                return try Migrator.apply(migrations, in: session, at: instant)
            }
        }
    }

    /// What the server's clock says.
    package func clock() async throws -> Instant {
        try await read { try $0.one(Query<Instant>("SELECT clock_timestamp()")) }
    }

    /// Runs a statement that may not stand in a transaction, as `CREATE DATABASE`; no value can be bound in it.
    package func outsideTransaction(_ statement: String) async throws {
        try await perform { connection in try connection.alone(statement) }
    }

    package func close() async { await queue.closed() }

    /// "digione" in ASCII: one migration at a time in a database, whatever the number of nodes.
    private static let migrationLock: Int64 = 0x0064_6967_696F_6E65

    private func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        let deadline = DispatchTime.now().uptimeNanoseconds + UInt64(limits.waitSeconds * 1e9)
        let wait = counted.wait()
        return try await withCheckedThrowingContinuation { continuation in
            queue.add(
                Job(
                    deadline: deadline,
                    run: { connection in
                        wait.end()
                        continuation.resume(with: Result { try work(connection) })
                    },
                    refuse: {
                        wait.refuse()
                        continuation.resume(throwing: StorageFault.unavailable)
                    }))
        }
    }
}
