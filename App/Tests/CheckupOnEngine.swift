import Base
import Foundation
import Storage
import TestKit
import Testing

@testable import App

@Suite struct CheckupOnEngine {
    private let now = Instant.fromSystemClock()

    private func findings(_ place: TestDatabase, known: [Migration]? = nil) async throws -> [String: Finding] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "digione-check-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let settings = try Settings([
            "DIGIONE_DATABASE": place.text, "DIGIONE_DATA": folder.path, "DIGIONE_WORD_LIST": "/dev/null",
        ])
        let checkup = Checkup(settings: settings, migrations: try known ?? House.migrations(), now: now)
        return Dictionary(await checkup.findings().map { ($0.name, $0) }) { first, _ in first }
    }

    @Test func `a migrated database is in order, and looking at it changes nothing`() async throws {
        try await TestDatabase.withPlace(TestTemplate(key: "check", migrations: try House.migrations())) { place in
            for _ in 1...2 {
                let found = try await findings(place)
                #expect(found["database"]?.state == .ok, "\(found)")
                #expect(found["migrations"]?.state == .ok, "\(found)")
                #expect(found["clock"]?.state == .ok, "\(found)")
                #expect(found["accounts"]?.state == .ok, "\(found)")
                #expect(found["disk of the data folder"]?.state != .problem)
                #expect(found["public address"]?.state == .ok)
            }
        }
    }

    @Test func `a link to a person who is not there is counted`() async throws {
        try await TestDatabase.withPlace(TestTemplate(key: "check", migrations: try House.migrations())) { place in
            let database = try place.open()
            try await database.write { try Self.linkNobody(in: $0) }
            await database.close()
            let found = try await findings(place)["accounts"]
            #expect(found?.state == .problem)
            #expect(found?.text.hasPrefix("1 ") == true)
        }
    }

    @Test func `a database without a schema says what to do`() async throws {
        try await TestDatabase.withPlace(TestTemplate(key: "none", migrations: [])) { place in
            let found = try await findings(place)
            #expect(found["database"]?.state == .problem)
            #expect(found["database"]?.text.contains("digione migrate") == true)
        }
    }

    @Test func `migrations that are missing, changed or newer are named`() async throws {
        let all = try House.migrations()
        try await TestDatabase.withPlace(TestTemplate(key: "check", migrations: all)) { place async throws in
            let more = Migration(room: "Later", number: 1, name: "0001_later", text: "")
            #expect(
                try await findings(place, known: all + [more])["migrations"]?.text.contains("Later/0001_later") == true)
            let fewer = Array(all.dropFirst())
            #expect(try await findings(place, known: fewer)["migrations"]?.state == .problem)
            var changed = all
            changed[0] = Migration(room: all[0].room, number: all[0].number, name: all[0].name, text: "-- another")
            #expect(try await findings(place, known: changed)["migrations"]?.text.hasPrefix("changed") == true)
        }
    }
}

extension TestDatabase {
    /// The address as it stands in the settings.
    var text: String {
        switch address {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let address): address.connection.reveal()
        }
    }
}
