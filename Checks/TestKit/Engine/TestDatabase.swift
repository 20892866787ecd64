import Base
import Foundation
package import Storage
import StoragePostgres
import StorageSQLite

/// A real database of one test on the current engine: a copy of a template, gone when the test is over.
package struct TestDatabase: Sendable {
    package let address: DatabaseAddress

    /// Opens it by the real driver, with few connections since tests run side by side.
    package func open() throws -> any Database {
        switch address {
        case .sqlite(let path): try SQLiteDatabase(path: path, readers: 3)
        case .postgres(let address):
            PostgresDatabase(
                address, limits: PostgresLimits(connections: 3, waitSeconds: 60), scratch: { try TestScratch.open() })
        }
    }

    /// Runs `body` with a fresh database that `migrations` were applied to, and `seed` if there is one.
    package static func with<Value>(
        _ migrations: [Migration], seed: (@Sendable (any Database) async throws -> Void)? = nil,
        isolation: isolated (any Actor)? = #isolation, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        try await with(template: TestTemplate(key: "", migrations: migrations)) { database in
            try await seed?(database)
            return try await body(database)
        }
    }

    /// Runs `body` with a copy of `template`.
    package static func with<Value>(
        template: TestTemplate, isolation: isolated (any Actor)? = #isolation,
        _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        try await withPlace(template) { place in
            let database = try place.open()
            do {
                let value = try await body(database)
                await database.close()
                return value
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// Runs `body` with a copy that it opens itself, several times if need be; it closes what it opened.
    package static func withPlace<Value>(
        _ template: TestTemplate, isolation: isolated (any Actor)? = #isolation,
        _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        // A test inside a test's body has its place already; waiting for another could wait for ever.
        if isInside { return try await withCopy(template, body) }
        await gate.enter()
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await $isInside.withValue(true) { try await withCopy(template, body) })
        } catch {
            outcome = .failure(error)
        }
        await gate.leave()
        return try outcome.get()
    }

    /// Tests start all at once; so many of them have a database at one time.
    private static let gate = Gate(6)
    @TaskLocal private static var isInside = false

    private static func withCopy<Value>(
        _ template: TestTemplate, isolation: isolated (any Actor)? = #isolation,
        _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        switch TestEngine.current {
        case .sqlite: try await SQLiteCopies.with(template, body)
        case .postgres: try await PostgresCopies.with(template, body)
        }
    }
}

/// Room for tests that need some without a database.
package enum TestScratch {
    package static func open() throws -> any Scratch { try SQLiteScratch(in: FileManager.default.temporaryDirectory) }
}

/// Migrates and fills a template; nobody is connected to it afterwards.
func fill(_ database: any Database, as template: TestTemplate) async throws {
    do {
        if !template.migrations.isEmpty {
            _ = try await database.migrate(template.migrations, at: Instant(milliseconds: 0))
        }
        try await template.seed?(database)
    } catch {
        await database.close()
        throw error
    }
    await database.close()
}
