import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

/// Who somebody is must never be older than the last change.
@Suite struct ViewerMemoryOnEngine {
    private let limits = SessionLimits(idleMinutes: 2880, absoluteDays: 14)

    @Test(arguments: WhoMayTable.lines.filter { $0.method == "POST" && !$0.allowed.isEmpty })
    func `after an action everyone is who they are without a memory`(_ line: WhoMayLine) async throws {
        try await TestHouse.open { house async throws in
            let memory = ViewerMemory()
            _ = try await viewers(memory, house)
            for who in line.allowed.sorted(by: { $0.rawValue < $1.rawValue }) {
                let status = try await house.post(line.link, as: who, line.fields).status
                #expect(status.code < 500 || status == line.done)
                let (remembered, fresh) = (
                    try await viewers(memory, house), try await viewers(ViewerMemory(), house)
                )
                #expect(remembered == fresh, "\(who)")
            }
        }
    }

    @Test func `a grant, a name and an ended role are seen at once`() async throws {
        try await TestHouse.open { house async throws in
            let memory = ViewerMemory()
            let before = try await viewers(memory, house)
            _ = try await house.post(ActingPath.grant("lake", World.adultsGuardianship), as: .adult)
            let granted = try await viewers(memory, house)
            #expect(granted[.adultGuardian] != before[.adultGuardian])
            #expect(granted[.adultGuardian]?.children.count == 1)
            try await house.database.write { writer in
                _ = try writer.run("UPDATE provider SET name_fi = 'Järvelä' WHERE id = \(World.lake)")
            }
            #expect(try await viewers(memory, house)[.teacher]?.records.first?.provider.name.fi == "Järvelä")
        }
    }

    @Test func `what is remembered costs one statement, and what is remembered for a day ends with it`() async throws {
        try await TestHouse.open { house async throws in
            let memory = ViewerMemory()
            let first = try await statements(memory, at: World.now, house)
            let second = try await statements(memory, at: World.now.adding(minutes: 9), house)
            let later = try await statements(memory, at: World.now.adding(minutes: 11), house)
            let tomorrow = try await statements(memory, at: Instant(startOf: World.now.day.adding(days: 1)), house)
            #expect([first, second, later, tomorrow] == [3, 1, 3, 3])
        }
    }

    @Test func `the memory holds no more than its limit, the latest first`() async throws {
        try await TestHouse.open { house async throws in
            let memory = ViewerMemory(limit: 2)
            let all = try await viewers(memory, house)
            #expect(try await viewers(memory, house) == all)
        }
    }

    private func viewers(_ memory: ViewerMemory, _ house: TestHouse) async throws -> [Who: Relations] {
        try await house.database.read { [limits] reader in
            try Who.allCases.reduce(into: [:]) { all, who in
                guard let token = who.token else { return }
                let viewer = try Viewer.resolve(token: token, at: World.now, limits, memory, in: reader)
                all[who] = viewer.map { Relations(records: $0.records, children: $0.children) }
            }
        }
    }

    private func statements(_ memory: ViewerMemory, at now: Instant, _ house: TestHouse) async throws -> Int {
        try await house.database.read { [limits] reader in
            let before = reader.statements
            _ = try Viewer.resolve(token: "session-of-guardian", at: now, limits, memory, in: reader)
            return reader.statements - before
        }
    }
}

private struct Relations: Equatable, Sendable {
    let records: [Viewer.Record]
    let children: [Viewer.Child]
}
