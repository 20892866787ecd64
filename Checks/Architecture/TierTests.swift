import Testing

@Suite struct TierTests {
    @Test(arguments: [
        ("Edges/Web", "Base"), ("Edges/Web", "Edges/Storage"), ("Edges/StorageSQLite", "Edges/Storage"),
        ("Edges/StoragePostgres", "Edges/CLibpq"),
        ("Kernel/Accounts", "Kernel/Directory"), ("Kernel/Directory", "Kernel/Audit"),
        ("Capabilities/Attendance", "Capabilities/Timetable"),
        ("App", "Capabilities/People"), ("App/Main", "App"), ("Checks/TestKit", "App"),
        ("Kernel/Accounts", "Edges/CSodium"),
    ])
    func `this way is down`(_ importer: String, _ imported: String) { #expect(Tier.mayImport(importer, imported)) }

    @Test(arguments: [
        ("Base", "Edges/Storage"), ("Edges/Storage", "Edges/Web"), ("Edges/Web", "Edges/StorageSQLite"),
        ("Edges/Storage", "Edges/StorageSQLite"),
        ("Kernel/Audit", "Kernel/Directory"), ("Kernel/Directory", "Kernel/Accounts"),
        ("Kernel/Accounts", "Capabilities/People"),
        ("Capabilities/People", "App"), ("App", "App/Main"), ("App", "Checks/TestKit"), ("Kernel/Unknown", "Base"),
    ])
    func `this way is up or aside`(_ importer: String, _ imported: String) {
        #expect(!Tier.mayImport(importer, imported))
    }
}
