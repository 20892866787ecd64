import Base
import Directory
import Foundation
import Storage
import Testing

@testable import Rostering

@Suite struct RosterExportOnEngine {
    @Test func `what is exported, imported and exported again is the same to the byte`() async throws {
        let town = RosterFixture.town()
        try await Self.expectSame { try await $0.take(town) }
    }

    @Test func `the package of the standard comes out the same twice`() async throws {
        let sample = try #require(RosterImportOnEngine.shared("standards/oneroster/csv-sample/bulk"))
        try await Self.expectSame { try await $0.take(sample) }
    }

    @Test func `the sample municipality comes out the same twice`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let today = try #require(CivilDate("2026-11-23"))
        _ = try SampleMunicipalities(pupils: 120, seed: 7, today: today).write(to: folder)
        try await Self.expectSame { try await $0.take(folder.appending(path: "1")) }
    }

    @Test func `an export changes nothing where it came from`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            try await Self.inScratch { scratch in
                try await register.export(to: scratch.appending(path: "a"))
                #expect(try await register.take(scratch.appending(path: "a")).state == .unchanged)
            }
        }
    }

    @Test func `every file is there with the headers of the binding, and says what the register says`() async throws {
        try await Register.with { register in
            var town = RosterFixture.town()
            town[.users, "leena"]["metadata.protected"] = "true"
            town.extra[.enrollments] = ["metadata.note"]
            town[.enrollments, "e1"]["metadata.note"] = "a \"quoted\", note"
            try await register.take(town)
            let files = try await register.exported()
            #expect(files.keys.sorted() == (RosterFile.allCases.map(\.fileName) + ["manifest.csv"]).sorted())
            for file in RosterFile.allCases {
                let header = files[file.fileName]?.prefix { $0 != "\r\n" } ?? ""
                let columns = file.columns(in: .v1p2).joined(separator: ",")
                #expect(header == columns || header.hasPrefix(columns + ",metadata."))
            }
            #expect(
                files["enrollments.csv"]?.contains(#"e1,,,7a,lake,aino,student,false,,,"a ""quoted"", note""# + "\r\n")
                    == true)
            #expect(
                files["users.csv"]?.contains(
                    #"aino,,,true,aino,{ldap:av01},Aino Maria,Virtanen,,,aino@example.fi,,,"leena,pekka",7,,,Aino,,,lake,,"#
                        + #"1.2.246.562.98.10000000009,,fi,",limited:absences+homework",,",2027-01-01","# + "\r\n")
                    == true)
            #expect(
                files["users.csv"]?.contains("leena,,,true,leena,,Leena,Virtanen,,,,,,,,,,Leena,,,lake,,,true,") == true
            )
            #expect(files["manifest.csv"]?.contains("file.users,bulk\r\nsource.systemName,DigiOne\r\n") == true)
            #expect(files["manifest.csv"]?.contains("file.userProfiles,absent\r\n") == true)
            #expect(files.values.allSatisfy { $0.hasSuffix("\r\n") && !$0.hasPrefix("\u{FEFF}") })
        }
    }

    @Test func `the export is logged and leaves its cursor beside the folder`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            try await Self.inScratch { scratch in
                let summary = try await register.export(to: scratch.appending(path: "a"))
                let last = try await register.count("change_feed")
                #expect(summary.cursor == Int64(last) && summary.provider == "jarvikaupunki")
                let cursor = try String(contentsOf: scratch.appending(path: "a.cursor"), encoding: .utf8)
                #expect(cursor == "\(last)\n")
                #expect(
                    try await register.text(
                        "SELECT action FROM change_log WHERE action IN ('export', 'export_changes')") == ["export"])
                #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 2)
            }
        }
    }

    @Test func `whoever cannot be exported, or written, is refused and nothing is left`() async throws {
        try await Register.with { register in
            try await Self.inScratch { scratch in
                let folder = scratch.appending(path: "a")
                await #expect(throws: ExportRefusal.providerNone) { try await register.export(to: folder) }
                try await register.take(.town())
                await #expect(throws: ExportRefusal.providerUnknown("x")) {
                    try await register.export(to: folder, provider: "x")
                }
                let last = Int64(try await register.count("change_feed"))
                await #expect(throws: ExportRefusal.cursorAhead(last: last)) {
                    try await register.export(to: folder, since: last + 1)
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
                try await register.export(to: folder)
                await #expect(throws: ExportRefusal.self) { try await register.export(to: folder) }
            }
        }
    }

    @Test func `rows of another source get names of their own, in the same order after an import`() async throws {
        try await Self.expectSame { register in
            try await register.take(.town())
            try await register.database.write { writer in
                try writer.run("UPDATE person SET source = 'digione' WHERE source_id = 'timo'")
                try writer.run("UPDATE membership SET source = 'digione' WHERE source_id = 'e2'")
            }
        }
    }

    @Test func `a living row never refers to what is over`() async throws {
        try await Self.expectSame { register in
            try await register.take(.town())
            let now = Register.start
            try await register.database.write { writer in
                try writer.run("UPDATE academic_session SET ended_at = \(now) WHERE source_id = 'autumn'")
                try writer.run("UPDATE course SET ended_at = \(now)")
                try writer.run("UPDATE person SET ended_at = \(now) WHERE source_id = 'pekka'")
            }
        }
    }

    /// Exports, imports into an empty database and exports again, with pages so small that there are many.
    static func expectSame(_ fill: (Register) async throws -> Void) async throws {
        try await inScratch { scratch in
            let (first, second) = (scratch.appending(path: "1"), scratch.appending(path: "2"))
            try await Register.with { register in
                try await fill(register)
                try await register.export(to: first, pageSize: 7)
            }
            try await Register.with { register in
                let report = try await register.take(first)
                #expect(report.state == .applied && report.errorCount == 0)
                try await register.export(to: second)
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: first.path).sorted()
            #expect(try files == FileManager.default.contentsOfDirectory(atPath: second.path).sorted())
            for file in files {
                let texts = try [first, second].map {
                    try String(contentsOf: $0.appending(path: file), encoding: .utf8)
                }
                #expect(texts[0] == texts[1], "\(file)")
            }
        }
    }

    static func inScratch(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }
}

extension Register {
    @discardableResult func export(
        to folder: URL, since cursor: Int64? = nil, provider: String? = nil, pageSize: Int = 2000
    ) async throws -> ExportSummary {
        try await RosterExport(database: database, now: { Register.start }, pageSize: pageSize)
            .run(provider: provider, since: cursor, to: folder)
    }

    /// The files of an export by name.
    func exported(since cursor: Int64? = nil) async throws -> [String: String] {
        var files: [String: String] = [:]
        try await RosterExportOnEngine.inScratch { scratch in
            let folder = scratch.appending(path: "out")
            try await export(to: folder, since: cursor, pageSize: 3)
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                files[file] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            }
        }
        return files
    }
}
