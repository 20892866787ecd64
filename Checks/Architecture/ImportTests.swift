import Testing

@Suite struct ImportTests {
    private static let system: Set<String> = [
        "Foundation", "Synchronization", "Dispatch", "Glibc", "Testing", "PackageDescription",
    ]
    private let manifest: Manifest
    private let imports: [String: Set<String>]

    init() throws {
        let manifest = try Manifest.read()
        self.manifest = manifest
        imports = try Self.imports.get()
    }

    /// Looked for once, not for each test.
    private static let imports = Result {
        let manifest = try Manifest.read()
        return try Repository.sources.get().reduce(into: [String: Set<String>]()) { imports, source in
            guard let target = manifest.target(of: source.file.path) else { return }
            imports[target.name, default: []].formUnion(source.swift.imports)
        }
    }

    @Test func `the manifest is read as it is written`() throws {
        #expect(manifest.targets.count > 20)
        #expect(manifest.target(named: "Base")?.dependencies == [])
        #expect(try #require(manifest.target(named: "Storage")).dependencies == ["Base", "Crypto"])
        #expect(try #require(manifest.target(named: "ArchitectureTests")).path == "Checks/Architecture")
        #expect(try #require(manifest.target(named: "App")).dependencies.contains("ServiceLifecycle"))
        #expect(manifest.target(of: "App/Main/Start.swift")?.name == "digione")
        #expect(manifest.target(named: "CLibpq")?.path == "Edges/CLibpq")
    }

    @Test func `every Swift file belongs to a target`() {
        let strays = Repository.files(".swift").filter {
            manifest.target(of: $0.path) == nil && $0.path != "Package.swift"
        }
        #expect(strays.map(\.path) == [])
    }

    @Test func `every import is declared in the manifest`() {
        let undeclared = manifest.targets.flatMap { target in
            imports[target.name, default: []].subtracting(target.dependencies).subtracting(Self.system).sorted()
                .map { "\(target.name) imports \($0)" }
        }
        #expect(undeclared == [])
    }

    @Test func `every declared dependency is imported`() {
        let unused = manifest.targets.filter { $0.kind != .systemLibrary }.flatMap { target in
            target.dependencies.subtracting(imports[target.name, default: []]).sorted().map {
                "\(target.name) never imports \($0)"
            }
        }
        #expect(unused == [])
    }

    @Test func `imports point downwards`() {
        let upwards = manifest.targets.filter { $0.kind != .tests }.flatMap { target in
            imports[target.name, default: []].compactMap(manifest.target(named:))
                .filter { !Tier.mayImport(target.path, $0.path) }
                .map { "\(target.name) imports \($0.name)" }
        }
        #expect(upwards == [])
    }

    @Test(
        arguments: [
            ("Hummingbird", ["Web", "App", "TestKit"]), ("HummingbirdTesting", ["TestKit"]),
            ("GRDB", ["StorageSQLite"]),
            ("GRDBSQLite", ["StorageSQLite"]), ("CLibpq", ["StoragePostgres"]), ("CSodium", ["Accounts"]),
            ("CLibzip", ["Archive"]),
            ("StorageSQLite", ["App", "TestKit", "storage-exercise"]), ("StoragePostgres", ["App", "TestKit"]),
            ("ArgumentParser", ["App", "digione"]), ("Configuration", ["App"]), ("X509", ["App"]),
        ] as [(String, Set<String>)])
    func `what touches the outside stays in its room`(_ module: String, _ rooms: Set<String>) {
        let importers = manifest.targets.filter { $0.kind != .tests && imports[$0.name, default: []].contains(module) }
        #expect(Set(importers.map(\.name)).subtracting(rooms) == [])
    }

    @Test func `of the tests only the conformance suite knows the drivers`() {
        let drivers: Set<String> = ["StorageSQLite", "StoragePostgres", "GRDB", "GRDBSQLite", "CLibpq"]
        let importers = manifest.targets.filter {
            $0.kind == .tests && !imports[$0.name, default: []].isDisjoint(with: drivers)
        }
        let allowed: Set<String> = ["ConformanceTests", "StorageSQLiteTests", "StoragePostgresTests"]
        #expect(Set(importers.map(\.name)).subtracting(allowed) == [])
    }
}
