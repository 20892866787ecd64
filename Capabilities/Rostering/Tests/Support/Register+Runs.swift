import Base
import Directory
import Foundation
import TestKit
import Storage

@testable import Rostering

extension Register {
    var runs: RosterRuns {
        get throws {
            RosterRuns(database: database, seal: try World.seal(), now: { Self.start.adding(days: 2) })
        }
    }

    /// A database into which the town was imported already.
    static func withTown(
        _ town: RosterFixture = .town(), _ body: (Register, ID<Provider>) async throws -> Void
    ) async throws {
        try await with { register in
            try await register.take(town)
            let provider = try await register.database.read {
                try $0.one(Query<ID<Provider>>("SELECT id FROM provider"))
            }
            try await body(register, provider)
        }
    }

    func receive(_ package: RosterFixture, for provider: ID<Provider>) async throws -> ID<RosterRun> {
        let entries = package.contents.sorted { $0.key < $1.key }.map { StoredZip.Entry(name: $0, bytes: $1) }
        return try await receive(StoredZip.archive(entries), for: provider)
    }

    func receive(_ bytes: [UInt8], for provider: ID<Provider>) async throws -> ID<RosterRun> {
        let chunks = AsyncThrowingStream<[UInt8], any Error> { stream in
            for start in stride(from: 0, to: bytes.count, by: 1000) {
                stream.yield(Array(bytes[start..<min(bytes.count, start + 1000)]))
            }
            stream.finish()
        }
        return try await runs.receive(chunks, named: "town.zip", for: provider, by: .account(UUID(high: 7, low: 7)))
    }

    func run(_ run: ID<RosterRun>, of provider: ID<Provider>) async throws -> RosterRun {
        try await database.read { try $0.one(RosterRun.one(run, of: provider)) }
    }

    func problems(of run: ID<RosterRun>, _ provider: ID<Provider>, after: Int) async throws -> [RunProblem] {
        try await database.read { try $0.all(RosterRun.problems(of: run, provider: provider, after: after, limit: 1)) }
    }

    func progress(of run: ID<RosterRun>, _ provider: ID<Provider>) async throws -> RunProgress? {
        try await database.read { try $0.first(RosterRun.progress(of: run, provider: provider)) }
    }

    func changes(
        of run: ID<RosterRun>, _ provider: ID<Provider>, entity: ImportEntity? = nil,
        operation: RunChange.Operation? = nil, school: String? = nil
    ) async throws -> [RunChange] {
        try await database.read { reader in
            try reader.all(
                RosterRun.changes(
                    of: run, provider: provider, entity: entity, operation: operation, school: school, limit: 100))
        }
    }
}
