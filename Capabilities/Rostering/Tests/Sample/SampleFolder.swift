import Base
import Foundation
import Rostering
import Testing

/// A sample in a folder of its own that goes when the test ends.
final class SampleFolder {
    static let files = [
        "academicSessions", "classes", "courses", "demographics", "enrollments", "manifest", "orgs", "roles", "users",
    ]

    let url = FileManager.default.temporaryDirectory.appending(path: "digione-sample-\(UUID().uuidString)")
    let summary: SampleSummary

    init(pupils: Int, seed: UInt64 = 1, today: String = "2026-11-23") throws {
        let day = try #require(CivilDate(today))
        summary = try SampleMunicipalities(pupils: pupils, seed: seed, today: day).write(to: url)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var packages: [URL] { ["1", "2"].map { url.appending(path: $0) } }

    func table(_ name: String, of package: Int = 1) throws -> SampleTable {
        try SampleTable(name, in: packages[package - 1])
    }

    func bytes() throws -> [Data] {
        try packages.flatMap { package in
            try SampleFolder.files.map { try Data(contentsOf: package.appending(path: "\($0).csv")) }
        }
    }
}
