import Base
import Foundation
import Testing

@testable import Rostering

@Suite struct SampleImportOnEngine {
    @Test func `both sample municipalities come in without a word, and again without a change`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let today = try #require(CivilDate("2026-11-23"))
        let summary = try SampleMunicipalities(pupils: 120, seed: 7, today: today).write(to: folder)
        try await Register.with { register in
            for (index, package) in summary.packages.enumerated() {
                let source = folder.appending(path: String(index + 1))
                let first = try await register.take(source, provider: index == 0 ? nil : package.slug)
                #expect(first.state == .applied && first.provider == package.slug)
                #expect(first.problems.isEmpty)
                #expect(first.counts[.membership]?.created == package.memberships)
                #expect(try await register.take(source).state == .unchanged)
            }
        }
    }
}
