import Base
import Foundation
import Storage
import TestKit
import Testing

@Suite struct RefusalsOnEngine {
    private static let known = UUID()

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let statement: SQL
        let fault: StorageFault
    }

    static let cases = [
        Case(testDescription: "a unique key", statement: Thing(name: "known").insertion, fault: .unique),
        Case(testDescription: "a primary key", statement: Thing(id: known, name: "other").insertion, fault: .unique),
        Case(
            testDescription: "a row that points at nothing",
            statement: "INSERT INTO part (thing_id, number) VALUES (\(UUID()), 1)", fault: .foreignKey),
        Case(
            testDescription: "a row that is still pointed at", statement: "DELETE FROM thing WHERE id = \(known)",
            fault: .foreignKey),
        Case(testDescription: "a check", statement: Thing(name: "negative", amount: -1).insertion, fault: .check),
        Case(
            testDescription: "a missing value",
            statement: "INSERT INTO thing (id, name, amount) VALUES (\(UUID()), \(String?.none), 1)", fault: .notNull),
        Case(
            testDescription: "U+0000", statement: Thing(name: "zero\u{0}inside").insertion,
            fault: .malformed("")),
        Case(testDescription: "a statement that is none", statement: "SELEKT 1", fault: .statement(code: "")),
    ]

    @Test(arguments: cases)
    func `what the schema forbids is refused by name`(_ refused: Case) async throws {
        try await Ground.with { database in
            try await database.write { writer in
                try writer.run(Thing(id: Self.known, name: "known").insertion)
                try writer.run("INSERT INTO part (thing_id, number) VALUES (\(Self.known), 1)")
            }
            let fault = await fault { try await database.write { _ = try $0.run(refused.statement) } }
            #expect(fault?.withoutWords == refused.fault)
            #expect(try await database.read { try $0.all(Thing.names) } == ["known"])
        }
    }

    @Test func `a read cannot write`() async throws {
        try await Ground.with { database in
            let fault = await fault {
                try await database.read { reader in try reader.forEach(Thing(name: "sly").insertion) { _ in } }
            }
            let count = try await database.read { try $0.one(Thing.count) }
            #expect(fault == .readOnly)
            #expect(count == 0)
        }
    }

    @Test func `a column that is not what was asked for is malformed`() async throws {
        try await Ground.with { database in
            try await database.write { _ = try $0.run(Thing(name: "word").insertion) }
            let fault = await fault {
                _ = try await database.read { try $0.one(Query<Int>("SELECT name FROM thing")) }
            }
            #expect(fault?.withoutWords == .malformed(""))
        }
    }

    @Test func `what is not there is a missing fault`() async throws {
        try await Ground.with { database in
            let error = await #expect(throws: Fault.self) {
                try await database.read { try $0.one(Query<String>("SELECT name FROM thing")) }
            }
            #expect(error?.kind == .missing)
        }
    }

    @Test func `a closed database refuses`() async throws {
        try await TestDatabase.withPlace(TestTemplate(key: "", migrations: Ground.migrations)) { place in
            let database = try place.open()
            #expect(try await database.read { try $0.one(Thing.count) } == 0)
            await database.close()
            #expect(await fault { _ = try await database.read { try $0.one(Thing.count) } } == .unavailable)
            let late = await fault { try await database.write { _ = try $0.run(Thing(name: "").insertion) } }
            #expect(late == .unavailable)
        }
    }
}

extension StorageFault {
    /// The same kind of fault, without the words that each engine chooses.
    var withoutWords: StorageFault {
        switch self {
        case .malformed: .malformed("")
        case .migration: .migration("")
        case .statement: .statement(code: "")
        default: self
        }
    }
}
