import Foundation
import TestKit

@testable import Rostering

/// A small municipality as OneRoster files: two schools, one family, a teacher. Every test changes what it is about.
struct RosterFixture {
    typealias Cells = [String: String]

    var version = "1.2"
    var modes: [RosterFile: FileMode] = [:]
    var rows: [RosterFile: [Cells]] = [:]
    /// Columns behind those of the binding.
    var extra: [RosterFile: [String]] = [
        .users: [
            "learnerNumber", "protected", "language", "guardianScope", "guardianFrom", "guardianTo", "teacherCode",
        ].map { "metadata." + $0 },
        .orgs: ["municipality", "businessId", "slug"].map { "metadata." + $0 },
    ]
    /// Files as they stand, beside or instead of the tables.
    var raw: [String: [UInt8]] = [:]

    init() {}

    subscript(_ file: RosterFile, _ id: String) -> Cells {
        get { rows[file]?.first { $0["sourcedId"] == id } ?? [:] }
        set {
            let row = newValue.merging(["sourcedId": id]) { given, _ in given }
            if let index = rows[file]?.firstIndex(where: { $0["sourcedId"] == id }) {
                rows[file]?[index] = row
            } else {
                rows[file, default: []].append(row)
                if modes[file] == nil { modes[file] = .bulk }
            }
        }
    }

    mutating func remove(_ file: RosterFile, _ id: String) {
        rows[file]?.removeAll { $0["sourcedId"] == id }
    }

    /// The line on which a row will stand.
    func line(_ file: RosterFile, _ id: String) -> Int? {
        rows[file]?.firstIndex { $0["sourcedId"] == id }.map { $0 + 2 }
    }

    /// Every file of the package.
    var contents: [String: [UInt8]] {
        let known = RosterVersion(rawValue: version) ?? .v1p2
        var files: [String: [UInt8]] = [:]
        var manifest = "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,\(version)\r\n"
        for file in RosterFile.allCases {
            let mode = modes[file] ?? .absent
            manifest += "file.\(file.rawValue),\(mode.rawValue)\r\n"
            guard mode != .absent else { continue }
            let columns = file.columns(in: known) + (extra[file] ?? [])
            let table = [columns] + (rows[file] ?? []).map { row in columns.map { row[$0] ?? "" } }
            files[file.fileName] = Array(table.map(Self.line).joined().utf8)
        }
        files["manifest.csv"] = Array(manifest.utf8)
        return files.merging(raw) { _, raw in raw }
    }

    /// Runs `body` with the package as a folder.
    func inFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "roster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in contents { try Data(bytes).write(to: folder.appending(path: name)) }
        return try await body(folder)
    }

    private static func line(_ fields: [String]) -> String {
        fields.map { field in
            field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
                ? "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : field
        }.joined(separator: ",") + "\r\n"
    }
}

extension RosterFixture {
    /// Everything found wrong without a database.
    func problems() async throws -> [ImportProblem] {
        try await inFolder { folder in
            let log = ProblemLog()
            guard let package = try PackageReading.read(folder, log) else { return log.problems }
            _ = try Comparison(package, over: nil, at: Register.start).run()
            try ReferenceCheck(package: package, log: log).run()
            try TreeCheck(package: package, log: log).run()
            try PeopleCheck(package: package, log: log).run()
            return log.problems
        }
    }

    /// Runs `body` with the package as it is staged, if it can be.
    func staged<Value>(_ body: (RosterPackage?) async throws -> Value) async throws -> Value {
        try await inFolder { folder in try await body(try PackageReading.read(folder, ProblemLog())) }
    }

    /// The records of the package.
    func read() async throws -> ReadPackage? {
        try await staged { package in try package.map(ReadPackage.init) }
    }
}

extension PackageReading {
    /// Reads a package into a staging file of its own.
    static func read(_ url: URL, _ log: ProblemLog) throws -> RosterPackage? {
        try PackageReading(staging: Staging(TestScratch.open()), log: log, seal: World.seal(), progress: { _ in })
            .read(url)
    }
}

/// The records of a package, in memory.
struct ReadPackage {
    struct File<Record: RosterRecord> {
        var active: [Record] = []

        init(_ package: RosterPackage) throws { try package.staging.forEach(Record.self) { active.append($0) } }
    }

    let orgs: File<OrgRecord>
    let users: File<UserRecord>

    init(_ package: RosterPackage) throws { (orgs, users) = (try File(package), try File(package)) }
}
