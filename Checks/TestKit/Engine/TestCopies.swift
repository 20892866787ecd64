import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// Copies of template files in a folder that goes with the process.
enum SQLiteCopies {
    private static let folder: String = {
        let path = FileManager.default.temporaryDirectory.path + "/digione-sqlite-\(getpid())-\(UUID())"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try? Leftovers.watch(path)
        return path
    }()

    static func with<Value>(
        _ template: TestTemplate, isolation: isolated (any Actor)? = #isolation,
        _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        let own = "\(folder)/\(UUID())"
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: own) }
        if !template.isEmpty {
            let source = try await TemplateShelf.shared.place(of: template) { try await make($0, template) }
            try FileManager.default.copyItem(atPath: source, toPath: "\(own)/test.db")
        }
        return try await body(TestDatabase(address: .sqlite(path: "\(own)/test.db")))
    }

    /// The file of a filled database, copied by the engine so that nothing of it is left in a log beside it.
    private static func make(_ name: String, _ template: TestTemplate) async throws -> String {
        let (draft, final) = ("\(folder)/\(name)-draft.db", "\(folder)/\(name).db")
        try await fill(SQLiteDatabase(path: draft), as: template)
        let database = try SQLiteDatabase(path: draft)
        try await database.copy(to: final)
        await database.close()
        return final
    }
}

/// Copies of template databases on the shared server.
enum PostgresCopies {
    static func with<Value>(
        _ template: TestTemplate, isolation: isolated (any Actor)? = #isolation,
        _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        let server = try await TestPostgresServer.shared()
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        if template.isEmpty {
            try await server.create(name)
        } else {
            let source = try await TemplateShelf.shared.place(of: template) { try await make($0, template, on: server) }
            try await server.create(name, from: source)
        }
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(TestDatabase(address: .postgres(try server.address(of: name)))))
        } catch {
            outcome = .failure(error)
        }
        try await server.drop(name)
        return try outcome.get()
    }

    private static func make(
        _ name: String, _ template: TestTemplate, on server: TestPostgresServer
    ) async throws -> String {
        try await server.create(name)
        let limits = PostgresLimits(connections: 2, waitSeconds: 60)
        try await fill(PostgresDatabase(try server.address(of: name), limits: limits), as: template)
        return name
    }
}
