import App
import Base
import Directory
import Foundation
import Rostering
import Storage
import TestKit
import Web
import Testing

@testable import Imports

@Suite struct FolderWatchOnEngine {
    @Test func `a new package is brought in when it has stopped growing, and once`() async throws {
        try await Self.open { house, folder, watch in
            let file = folder.appending(path: "lake/yö.zip")
            try Data(TownPackage().bytes.dropLast(40)).write(to: file)
            try await watch.look()
            try Data(TownPackage().bytes).write(to: file)
            try await watch.look()
            #expect(try await house.runs().isEmpty)
            try await watch.look()
            try await house.settled()
            #expect(try await house.runs().map(\.step) == [.applied])
            #expect(try await house.people() == 12)
            try FileManager.default.copyItem(at: file, to: folder.appending(path: "lake/kopio.zip"))
            for _ in 0..<3 { try await watch.look() }
            #expect(try await house.runs().count == 1)
        }
    }

    @Test func `a folder with the files of a package is brought in like a zip, and once`() async throws {
        try await Self.open { house, folder, watch in
            let place = folder.appending(path: "lake/yö")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let contents = TownPackage().contents
            for (name, bytes) in contents.dropFirst() { try Data(bytes).write(to: place.appending(path: name)) }
            for _ in 0..<3 { try await watch.look() }
            // Without its manifest it is not whole.
            #expect(try await house.runs().isEmpty)
            try Data(contents[0].bytes).write(to: place.appending(path: contents[0].name))
            try await watch.look()
            try Data("salaista".utf8).write(to: folder.appending(path: "secret.csv"))
            try FileManager.default.createSymbolicLink(
                at: place.appending(path: "demographics.csv"), withDestinationURL: folder.appending(path: "secret.csv"))
            try await watch.look()
            try await house.settled()
            #expect(try await house.runs().map(\.step) == [.applied])
            #expect(try await house.runs().map(\.fileName) == ["yö"])
            #expect(try await house.people() == 12)
            try FileManager.default.copyItem(at: place, to: folder.appending(path: "lake/kopio"))
            for _ in 0..<3 { try await watch.look() }
            #expect(try await house.runs().count == 1)
        }
    }

    @Test func `links, hidden files, other endings and unknown folders are left alone`() async throws {
        try await Self.open { house, folder, watch in
            let outside = folder.appending(path: "outside.zip")
            try Data(TownPackage().bytes).write(to: outside)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "lake/link.zip"), withDestinationURL: outside)
            let hidden = folder.appending(path: "lake/.folder")
            try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
            for (name, bytes) in TownPackage().contents { try Data(bytes).write(to: hidden.appending(path: name)) }
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "lake/folder-link"), withDestinationURL: hidden)
            for name in ["lake/.hidden.zip", "lake/package.zip.part", "lake/empty.zip"] {
                try Data(name.contains("empty") ? [] : TownPackage().bytes).write(to: folder.appending(path: name))
            }
            for _ in 0..<3 { try await watch.look() }
            #expect(try await house.runs().isEmpty)
        }
    }

    @Test func `a broken package is a refused run that an administrator sees`() async throws {
        try await Self.open { house, folder, watch in
            try Data("no zip".utf8).write(to: folder.appending(path: "lake/a.zip"))
            for _ in 0..<3 { try await watch.look() }
            try await house.settled()
            #expect(try await house.runs().map(\.step) == [.refused])
            let list = try await house.get(ImportsPath.list("lake"), as: .administrator)
            #expect(list.body.contains("ajastettu tuonti") && list.body.contains("Virheitä"))
        }
    }

    @Test func `what a killed process left is taken up again, and a scheduled one to its end`() async throws {
        try await TestHouse.open { house async throws in
            let runs = RosterRuns(
                database: house.database, seal: try World.seal(), now: { World.now.adding(minutes: -3) })
            for actor in [RunActor.command, .schedule] {
                let pieces = AsyncThrowingStream<[UInt8], any Error> { stream in
                    stream.yield(TownPackage().bytes)
                    stream.finish()
                }
                _ = try await runs.receive(pieces, named: "a.zip", for: World.lake, by: actor)
            }
            try await house.house.imports.takeUp()
            try await house.settled()
            #expect(Set(try await house.runs().map(\.step)) == [.previewed, .applied])
            try await house.house.imports.takeUp()
            #expect(house.house.imports.isIdle)
        }
    }

    private static func open(
        _ body: @escaping @Sendable (TestHouse, URL, FolderWatch) async throws -> Void
    ) async throws {
        try await TestHouse.open { house async throws in
            let folder = FileManager.default.temporaryDirectory.appending(path: "watched-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder.appending(path: "lake"), withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let watch = FolderWatch(
                folder, database: house.database, desk: house.house.imports, now: { World.now }, complain: { _ in })
            try await body(house, folder, watch)
        }
    }
}

extension TestHouse {
    /// The runs that tests began.
    func runs() async throws -> [RosterRun] {
        try await database.read { try $0.all(RosterRun.list(of: World.lake, limit: 100)) }
            .filter { $0.fileName != "jarvi.zip" }
    }
}

@Suite struct HeldPackageOnEngine {
    @Test func `a package in the folder that shrinks a group waits on the page`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await house.received(TownPackage())
            try await house.apply(first, code: house.code(of: first))
            let folder = FileManager.default.temporaryDirectory.appending(path: "watched-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder.appending(path: "lake"), withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let watch = FolderWatch(
                folder, database: house.database, desk: house.house.imports, now: { World.now }, complain: { _ in })
            try Data(TownPackage(gone: 12).bytes).write(to: folder.appending(path: "lake/a.zip"))
            for _ in 0..<2 { try await watch.look() }
            try await house.settled()
            let held = try await house.runs().filter { $0.fileName == "a.zip" }
            #expect(held.map(\.step) == [.previewed] && held.allSatisfy(\.needsConfirmation))
            try await house.house.imports.takeUp()
            #expect(house.house.imports.isIdle)
        }
    }
}
