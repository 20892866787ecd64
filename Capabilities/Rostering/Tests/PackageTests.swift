import Foundation
import TestKit
import Testing

@testable import Rostering

@Suite struct PackageTests {
    private func codes(ofArchive entries: [StoredZip.Entry]) throws -> [ProblemCode] {
        let file = FileManager.default.temporaryDirectory.appending(path: "roster-\(UUID().uuidString).zip")
        try Data(StoredZip.archive(entries)).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let log = ProblemLog()
        _ = try PackageReading.read(file, log)
        return log.problems.map(\.code)
    }

    private var town: [StoredZip.Entry] {
        RosterFixture.town().contents.sorted { $0.key < $1.key }.map { StoredZip.Entry(name: $0.key, bytes: $0.value) }
    }

    @Test func `a zip of the town is read without a word`() throws {
        #expect(try codes(ofArchive: town).isEmpty)
    }

    @Test(arguments: ["sub/users.csv", "../users.csv", "/users.csv", "__MACOSX/._users.csv", "a\\users.csv", ".."])
    func `a nested or climbing path is refused`(_ name: String) throws {
        #expect(try codes(ofArchive: town + [StoredZip.Entry(name: name, bytes: [])]).contains(.nestedPath))
    }

    @Test(arguments: ["users.csv", "Users.csv"])
    func `two files of one name are refused`(_ name: String) throws {
        #expect(try codes(ofArchive: town + [StoredZip.Entry(name: name, bytes: [])]).contains(.duplicateFile))
    }

    @Test func `a link is refused, in a zip and in a folder`() async throws {
        let entry = StoredZip.Entry(name: "results.csv", bytes: Array("/etc/passwd".utf8), isLink: true)
        #expect(try codes(ofArchive: town + [entry]).contains(.symbolicLink))
        let codes = try await RosterFixture.town().inFolder { folder in
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "results.csv"), withDestinationURL: URL(filePath: "/etc/passwd"))
            let log = ProblemLog()
            _ = try PackageReading.read(folder, log)
            return log.problems.map(\.code)
        }
        #expect(codes == [.symbolicLink])
    }

    @Test func `a folder is packed in memory alone, and no larger than a run keeps`() async throws {
        try await RosterFixture.town().inFolder { folder in
            let files = try #require(PackedFolder.files(of: folder))
            try await PackedFolder.asFile(files) { archive in
                #expect(archive.path.hasPrefix("/proc/self/fd/"))
                let log = ProblemLog()
                _ = try PackageReading.read(archive, log)
                #expect(log.problems.isEmpty)
            }
            await #expect(throws: RunRefusal.tooLarge) { try await PackedFolder.asFile(files, most: 500) { _ in } }
            await #expect(throws: CocoaError.self) {
                try await PackedFolder.asFile([folder.appending(path: "gone.csv")]) { _ in }
            }
        }
    }

    @Test func `too many files, and too much together, are refused before anything is unpacked`() throws {
        let many = (0...1000).map { StoredZip.Entry(name: "\($0).txt", bytes: []) }
        #expect(try codes(ofArchive: many).contains(.tooManyFiles))
        let large = (0..<5).map { StoredZip.Entry(name: "\($0).txt", bytes: [3, 0], claimedSize: 1 << 30) }
        #expect(try codes(ofArchive: town + large).contains(.tooLarge))
    }

    @Test func `the manifest's own version is looked at, and the system that wrote it is kept`() async throws {
        var town = RosterFixture.town()
        let manifest = String(decoding: town.contents["manifest.csv"] ?? [], as: UTF8.self)
        town.raw["manifest.csv"] = Array(
            (manifest.replacing("manifest.version,1.0", with: "manifest.version,7")
                + "source.systemName,Koulu\u{9B}2J\r\nsource.systemCode,010190-900P\r\n").utf8)
        try await town.inFolder { folder in
            let log = ProblemLog()
            let package = try PackageReading.read(folder, log)
            #expect(log.problems.map(\.code) == [.manifestForm])
            #expect(package?.manifest.origin?.systemName == "Koulu\u{FFFD}2J")
            #expect(package?.manifest.origin?.systemCode == "•••")
        }
    }

    @Test func `an encrypted file is refused`() throws {
        let entry = StoredZip.Entry(name: "results.csv", bytes: [1, 2, 3], isEncrypted: true)
        #expect(try codes(ofArchive: town + [entry]).contains(.encryptedFile))
    }

    @Test(arguments: [(UInt32(1 << 30) + 1, ProblemCode.tooLarge), (64 << 20, .tooCompressed)])
    func `a bomb is refused before it is unpacked`(_ size: UInt32, _ code: ProblemCode) throws {
        let entry = StoredZip.Entry(name: "results.csv", bytes: [3, 0], claimedSize: size)
        #expect(try codes(ofArchive: town + [entry]).contains(code))
    }

    @Test func `damage inside a file is noticed`() throws {
        var entries = town
        entries[0].claimedSize = UInt32(entries[0].bytes.count)
        #expect(try codes(ofArchive: entries).contains(.packageUnreadable))
    }

    @Test func `what is neither folder nor zip is told`() throws {
        let log = ProblemLog()
        let file = FileManager.default.temporaryDirectory.appending(path: "roster-\(UUID().uuidString)")
        #expect(try PackageReading.read(file, log) == nil)
        try Data("hello".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try PackageReading.read(file, log) == nil)
        #expect(log.problems.map(\.code) == [.packageMissing, .packageUnreadable])
    }

    @Test func `a file that the manifest promises must be there`() async throws {
        var town = RosterFixture.town()
        town.raw["manifest.csv"] = Array(
            "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.roles,maybe\nfile.results,bulk\n"
                .utf8)
        let problems = try await town.problems()
        #expect(problems.first { $0.file == "results.csv" }?.code == .fileMissing)
        #expect(problems.first { $0.code == .manifestValue }?.row == 5)
        #expect(problems.contains { $0.code == .fileAbsent && $0.file == "users.csv" })
        #expect(!problems.contains { $0.code == .fileAbsent && $0.file == "orgs.csv" })
    }

    @Test(arguments: [
        ("Users.csv", ProblemCode.fileNameCase), ("readme.txt", .fileUnknown), ("results.csv", .fileNotImported),
        ("userProfiles.csv", .profilesNotImported),
    ])
    func `a file that is not read is told`(_ name: String, _ code: ProblemCode) async throws {
        var package = RosterFixture()
        package.raw[name] = []
        #expect(try await package.problems().map(\.code).contains(code))
    }

    @Test(arguments: ["1.0", "2.0", ""])
    func `another version of the binding is refused`(_ version: String) async throws {
        var town = RosterFixture.town()
        town.version = version
        #expect(try await town.problems().map(\.code) == [.manifestVersion])
    }

    @Test func `without a manifest nothing is read`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "roster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "1"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = ProblemLog()
        #expect(try PackageReading.read(folder, log) == nil)
        #expect(log.problems.map(\.code) == [.nestedPath, .manifestMissing])
    }
}
