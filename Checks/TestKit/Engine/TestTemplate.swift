package import Storage

/// A database that is migrated and filled once per process; every test gets a copy of its own.
package struct TestTemplate: Sendable {
    /// Templates with the same key are the same.
    package let key: String
    let migrations: [Migration]
    let seed: (@Sendable (any Database) async throws -> Void)?

    package init(
        key: String, migrations: [Migration], seed: (@Sendable (any Database) async throws -> Void)? = nil
    ) {
        self.key = key + "|" + migrations.map { "\($0.room)/\($0.name)/\($0.checksum)" }.joined(separator: "|")
        (self.migrations, self.seed) = (migrations, seed)
    }

    var isEmpty: Bool { migrations.isEmpty && seed == nil }
}

/// The templates made so far; one that is under way is waited for, not made twice.
actor TemplateShelf {
    static let shared = TemplateShelf()
    private var made: [String: Task<String, any Error>] = [:]

    /// The name of the template's file or database.
    func place(
        of template: TestTemplate, make: @escaping @Sendable (String) async throws -> String
    ) async throws -> String {
        if let task = made[template.key] { return try await task.value }
        let name = "template_\(made.count + 1)"
        let task = Task { try await make(name) }
        made[template.key] = task
        return try await task.value
    }
}
