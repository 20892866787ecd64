import ArgumentParser
import Base
import Foundation
import Storage

/// One row after the other, each committed alone: what savings are measured against.
struct BenchCommitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-commits", abstract: "Print how many single rows are committed in a second.",
        shouldDisplay: false)

    @Option var seconds = 5

    func run() async throws {
        try await Terminal.settings().withDatabase { database in
            let start = ContinuousClock.now
            var count = 0
            while start.duration(to: .now) < .seconds(seconds) {
                try await database.write { [count] writer in try BenchRow.write(number: count, writer) }
                count += 1
            }
            try await database.write { writer in try BenchRow.removeAll(writer) }
            print(Int(Double(count) / (start.duration(to: .now) / .seconds(1))))
        }
    }
}
