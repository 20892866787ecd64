// swift-tools-version: 6.2
import PackageDescription

// A room lists exactly what its files import; `Checks/Architecture` compares the two and the direction.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    // Rows, SQL and HTML are generic and cross rooms: without this each value goes through a witness table.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

let outside: [String: Target.Dependency] = [
    "ArgumentParser": .product(name: "ArgumentParser", package: "swift-argument-parser"),
    "AsyncHTTPClient": .product(name: "AsyncHTTPClient", package: "async-http-client"),
    "Configuration": .product(name: "Configuration", package: "swift-configuration"),
    "Crypto": .product(name: "Crypto", package: "swift-crypto"),
    "CryptoExtras": .product(name: "CryptoExtras", package: "swift-crypto"),
    "GRDB": .product(name: "GRDB", package: "GRDB.swift"),
    "GRDBSQLite": .product(name: "GRDBSQLite", package: "GRDB.swift"),
    "HTTPTypes": .product(name: "HTTPTypes", package: "swift-http-types"),
    "Hummingbird": .product(name: "Hummingbird", package: "hummingbird"),
    "HummingbirdCore": .product(name: "HummingbirdCore", package: "hummingbird"),
    "HummingbirdTesting": .product(name: "HummingbirdTesting", package: "hummingbird"),
    "JWTKit": .product(name: "JWTKit", package: "jwt-kit"),
    "Logging": .product(name: "Logging", package: "swift-log"),
    "NIOCore": .product(name: "NIOCore", package: "swift-nio"),
    "NIOHTTP1": .product(name: "NIOHTTP1", package: "swift-nio"),
    "NIOHTTPTypes": .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    "NIOSSL": .product(name: "NIOSSL", package: "swift-nio-ssl"),
    "ServiceLifecycle": .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    "SwiftASN1": .product(name: "SwiftASN1", package: "swift-asn1"),
    "UnixSignals": .product(name: "UnixSignals", package: "swift-service-lifecycle"),
    "X509": .product(name: "X509", package: "swift-certificates"),
]

func needs(_ names: [String]) -> [Target.Dependency] { names.map { outside[$0] ?? .byName(name: $0) } }

func room(_ path: String, _ names: [String], hasTests: Bool = false, resources: [String] = []) -> Target {
    .target(
        name: path.split(separator: "/").last.map(String.init) ?? path, dependencies: needs(names), path: path,
        exclude: ["README.md"] + (hasTests ? ["Tests"] : []), resources: resources.map { .copy($0) },
        swiftSettings: settings)
}

func tests(of path: String, _ names: [String]) -> Target {
    .testTarget(
        name: (path.split(separator: "/").last.map(String.init) ?? path) + "Tests", dependencies: needs(names),
        path: path.hasPrefix("Checks/") ? path : path + "/Tests", swiftSettings: settings)
}

let package = Package(
    name: "digione",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    ],
    targets: [
        room("Base", [], hasTests: true),

        .systemLibrary(
            name: "CFido2", path: "Edges/CFido2", pkgConfig: "libfido2", providers: [.apt(["libfido2-dev"])]),
        .systemLibrary(name: "CLibpq", path: "Edges/CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CQRencode", path: "Edges/CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]
        ),
        .systemLibrary(name: "CLibzip", path: "Edges/CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CSodium", path: "Edges/CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

        room("Edges/Storage", ["Base", "Crypto"], hasTests: true),
        room("Edges/StorageSQLite", ["Base", "Storage", "GRDB", "GRDBSQLite"]),
        room("Edges/StoragePostgres", ["Base", "Storage", "CLibpq"]),
        room("Edges/Archive", ["CLibzip"]),
        room(
            "Edges/Web",
            [
                "Base", "Storage", "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore",
                "NIOHTTPTypes", "NIOSSL", "ServiceLifecycle",
            ],
            hasTests: true, resources: ["Assets", "Text"]),
        room("Edges/Outbound", ["Base", "AsyncHTTPClient", "NIOCore", "NIOHTTP1"], hasTests: true),

        room("Kernel/Audit", ["Base", "Storage"], resources: ["Migrations"]),
        room("Kernel/Directory", ["Base", "Storage"], resources: ["Migrations"]),
        room(
            "Kernel/Accounts", ["Base", "Storage", "Web", "Audit", "Directory", "Crypto", "CSodium"], hasTests: true,
            resources: ["Migrations", "Text", "Words"]),
        room(
            "Kernel/Clients",
            ["Base", "Storage", "Web", "Audit", "Directory", "Crypto", "CryptoExtras", "JWTKit"], hasTests: true,
            resources: ["Migrations"]),

        room(
            "Capabilities/Rostering", ["Base", "Storage", "Archive", "Audit", "Directory", "Crypto"], hasTests: true,
            resources: ["Migrations", "Text"]),
        room(
            "Capabilities/SignIn", ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "HTTPTypes"],
            resources: ["Text"]),
        room(
            "Capabilities/StrongSignIn",
            [
                "Base", "Storage", "Web", "Directory", "Accounts", "SignIn", "CFido2", "CQRencode", "Crypto",
                "HTTPTypes",
            ],
            hasTests: true, resources: ["Text"]),
        room(
            "Capabilities/Badges",
            ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "SignIn", "StrongSignIn", "HTTPTypes"],
            hasTests: true, resources: ["Migrations", "Text"]),
        room("Capabilities/People", ["Base", "Storage", "Web", "Audit", "Directory", "Accounts"], resources: ["Text"]),
        room(
            "Capabilities/Access", ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "HTTPTypes"],
            hasTests: true, resources: ["Text"]),
        room(
            "Capabilities/AccessReport",
            ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "Clients", "Desktop", "HTTPTypes"],
            hasTests: true,
            resources: ["Migrations", "Text"]),
        room(
            "Capabilities/Register", ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "HTTPTypes"],
            hasTests: true,
            resources: ["Text"]),
        room(
            "Capabilities/Imports",
            ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "Rostering", "Crypto", "HTTPTypes"],
            hasTests: true,
            resources: ["Migrations", "Text"]),
        room(
            "Capabilities/Timetable",
            [
                "Base", "Storage", "Web", "Archive", "Audit", "Directory", "Accounts", "Desktop", "Crypto", "HTTPTypes",
            ], hasTests: true,
            resources: ["Migrations", "Text"]),
        room(
            "Capabilities/Attendance",
            ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "Desktop", "Timetable", "HTTPTypes"],
            hasTests: true, resources: ["Migrations", "Text"]),
        room(
            "Capabilities/AbsenceTrail",
            ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "Desktop", "Attendance", "HTTPTypes"],
            hasTests: true, resources: ["Migrations", "Text"]),
        room(
            "Capabilities/Leave",
            [
                "Base", "Storage", "Web", "Audit", "Directory", "Accounts", "Desktop", "Timetable", "Attendance",
                "HTTPTypes",
            ], hasTests: true, resources: ["Migrations", "Text"]),
        room(
            "Capabilities/Homework",
            ["Base", "Storage", "Web", "Audit", "Directory", "Accounts", "Desktop", "Timetable", "HTTPTypes"],
            hasTests: true, resources: ["Migrations", "Text"]),
        room(
            "Capabilities/OpenID",
            [
                "Base", "Storage", "Web", "Audit", "Directory", "Accounts", "Clients", "Desktop", "SignIn", "Crypto",
                "HTTPTypes",
            ],
            hasTests: true,
            resources: ["Migrations", "Text"]),
        room(
            "Capabilities/Brokers",
            [
                "Base", "Storage", "Web", "Outbound", "Audit", "Directory", "Accounts", "Clients", "SignIn", "Desktop",
                "Crypto", "HTTPTypes",
            ], hasTests: true, resources: ["Migrations", "Text"]),
        room(
            "Capabilities/Desktop", ["Base", "Storage", "Web", "Directory", "Accounts"], resources: ["Text"]),

        .target(
            name: "App",
            dependencies: needs([
                "Base", "Storage", "StorageSQLite", "StoragePostgres", "Web", "Outbound", "Audit", "Directory",
                "Accounts", "Clients", "OpenID", "Rostering", "SignIn", "People", "Access", "AccessReport", "Register",
                "Imports",
                "Timetable", "Attendance", "AbsenceTrail", "Homework", "Leave",
                "Desktop", "StrongSignIn", "Badges", "Brokers",
                "ArgumentParser", "Configuration", "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging",
                "NIOCore", "ServiceLifecycle", "SwiftASN1", "UnixSignals", "X509",
            ]),
            path: "App", exclude: ["Main", "README.md", "Tests"], swiftSettings: settings),
        .executableTarget(
            name: "digione", dependencies: needs(["App", "ArgumentParser"]), path: "App/Main", swiftSettings: settings),
        .executableTarget(
            name: "storage-exercise", dependencies: needs(["Base", "Storage", "StorageSQLite"]),
            path: "Checks/StorageExercise", swiftSettings: settings),

        .target(
            name: "TestKit",
            dependencies: needs([
                "Base", "Storage", "StorageSQLite", "StoragePostgres", "Web", "Directory", "Accounts",
                "Clients", "SignIn", "Timetable", "Attendance", "Homework", "App", "HTTPTypes", "Hummingbird",
                "HummingbirdTesting", "Logging", "NIOCore", "Outbound", "Crypto",
            ]),
            path: "Checks/TestKit", exclude: ["README.md"], swiftSettings: settings),
        tests(
            of: "App",
            [
                "Base", "Storage", "Directory", "Accounts", "Clients", "App", "Web", "HTTPTypes", "Logging",
                "ArgumentParser", "TestKit",
            ]),
        tests(of: "Base", ["Base"]),
        tests(of: "Edges/Outbound", ["Outbound"]),
        tests(of: "Edges/Storage", ["Base", "Storage"]),
        tests(
            of: "Edges/Web",
            [
                "Base", "Storage", "Web", "HTTPTypes", "Hummingbird", "HummingbirdCore", "HummingbirdTesting",
                "Logging", "NIOCore", "ServiceLifecycle",
            ]),
        tests(of: "Capabilities/Rostering", ["Base", "Storage", "Audit", "Directory", "Rostering", "TestKit"]),
        tests(
            of: "Capabilities/Register",
            [
                "Base", "Storage", "Audit", "Directory", "Accounts", "Attendance", "Homework", "Register", "Web", "App",
                "HTTPTypes", "TestKit",
            ]),
        tests(
            of: "Capabilities/Imports",
            [
                "Base", "Storage", "Web", "Directory", "Accounts", "Rostering", "Imports", "App", "HTTPTypes",
                "TestKit",
            ]),
        tests(
            of: "Kernel/Accounts",
            ["Base", "Storage", "Directory", "Accounts", "App", "Web", "HTTPTypes", "TestKit"]),
        tests(of: "Kernel/Clients", ["Base", "Storage", "Clients", "Crypto", "CryptoExtras", "TestKit"]),
        tests(
            of: "Capabilities/StrongSignIn",
            ["Base", "Storage", "Web", "Directory", "Accounts", "StrongSignIn", "Crypto", "HTTPTypes", "TestKit"]),
        tests(
            of: "Capabilities/Badges",
            ["Base", "Storage", "Web", "Directory", "Accounts", "App", "Badges", "HTTPTypes", "TestKit"]),
        tests(
            of: "Capabilities/Access",
            ["Base", "Storage", "Web", "Directory", "Accounts", "App", "HTTPTypes", "TestKit"]),
        tests(
            of: "Capabilities/Timetable",
            ["Base", "Storage", "Web", "Directory", "Accounts", "Timetable", "HTTPTypes", "TestKit"]),
        tests(
            of: "Capabilities/Attendance",
            [
                "Base", "Storage", "Web", "Directory", "Accounts", "Timetable", "Attendance", "HTTPTypes", "TestKit",
            ]),
        tests(
            of: "Capabilities/AbsenceTrail",
            [
                "Base", "Storage", "Web", "Directory", "Accounts", "Attendance", "AbsenceTrail", "HTTPTypes", "TestKit",
            ]),
        tests(
            of: "Capabilities/Leave",
            [
                "Base", "Storage", "Web", "Directory", "Accounts", "Timetable", "Attendance", "Leave", "HTTPTypes",
                "TestKit",
            ]),
        tests(
            of: "Capabilities/Homework",
            ["Base", "Storage", "Web", "Directory", "Accounts", "Timetable", "Homework", "HTTPTypes", "TestKit"]),
        tests(
            of: "Capabilities/Brokers",
            [
                "Base", "Storage", "Web", "Outbound", "Directory", "Accounts", "Clients", "Brokers", "App", "Crypto",
                "HTTPTypes", "TestKit",
            ]),
        tests(
            of: "Capabilities/AccessReport",
            [
                "Base", "Storage", "Web", "Audit", "Directory", "Accounts", "AccessReport", "App", "HTTPTypes",
                "TestKit",
            ]),
        tests(
            of: "Checks/WhoMay",
            [
                "Base", "Storage", "Directory", "Accounts", "Attendance", "Imports", "Outbound", "App", "Web",
                "HTTPTypes",
                "Logging", "TestKit",
            ]),
        tests(
            of: "Capabilities/OpenID",
            [
                "Base", "Storage", "Web", "Outbound", "Audit", "Directory", "Accounts", "Clients", "OpenID", "App",
                "Crypto",
                "HTTPTypes", "TestKit",
            ]),
        tests(of: "Checks/Conformance", ["Base", "Storage", "StorageSQLite", "StoragePostgres", "TestKit"]),
        tests(of: "Checks/Architecture", ["Base", "Storage", "Web", "Accounts", "SignIn", "App", "Hummingbird"]),
    ]
)
