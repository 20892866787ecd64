import Base
import Foundation
import Storage
import StorageSQLite
import TestKit
import Testing

@Suite struct SnapshotOnEngine {
    @Test func `a read sees one snapshot while a writer commits`() async throws {
        try await Ground.with { database in
            try await database.write { _ = try $0.run(Thing(name: "before").insertion) }
            let counts = try await database.read { reader in
                let first = try reader.one(Thing.count)
                let isWritten = DispatchSemaphore(value: 0)
                Task {
                    defer { isWritten.signal() }
                    try await database.write { _ = try $0.run(Thing(name: "meanwhile").insertion) }
                }
                isWritten.wait()
                return [first, try reader.one(Thing.count)]
            }
            #expect(counts == [1, 1])
            #expect(try await database.read { try $0.one(Thing.count) } == 2)
        }
    }

    @Test func `a read sees nothing of a transaction that has not ended`() async throws {
        try await Ground.with { database in
            let seen = try await database.write { writer in
                try writer.run(Thing(name: "open").insertion)
                let isRead = DispatchSemaphore(value: 0)
                let count = Held(-1)
                Task {
                    defer { isRead.signal() }
                    count.value = try await database.read { try $0.one(Thing.count) }
                }
                isRead.wait()
                return [count.value, try writer.one(Thing.count)]
            }
            #expect(seen == [0, 1])
        }
    }

    @Test func `a query may run inside another's rows, and statements are counted`() async throws {
        try await Ground.with { database in
            try await database.write { writer in
                for name in ["a", "b", "c"] { try writer.run(Thing(name: name).insertion) }
            }
            let (names, statements) = try await database.read { reader in
                var names: [String] = []
                try reader.forEach("SELECT name FROM thing ORDER BY name") { row in
                    let name: String = try row.next()
                    names += try reader.all(Query<String>("SELECT name FROM thing WHERE name > \(name) ORDER BY name"))
                }
                return (names, reader.statements)
            }
            #expect(names == ["b", "c", "c"])
            #expect(statements == 4)
        }
    }
}

@Suite struct RollbackOnEngine {
    @Test func `statements that are run together all count, or none does`() async throws {
        try await Ground.with { database in
            let things = (0..<250).map { Thing(name: "thing \($0)") }
            try await database.write { writer in
                try writer.run(all: things.map(\.insertion))
                #expect(writer.statements == 250)
            }
            await #expect(throws: StorageFault.unique) {
                try await database.write { writer in
                    try writer.run(all: [Thing(name: "new"), things[7], Thing(name: "newer")].map(\.insertion))
                }
            }
            #expect(try await database.read { try $0.one(Thing.count) } == 250)
        }
    }

    @Test func `nothing remains of a body that throws, and its error is handed on`() async throws {
        try await Ground.with { database in
            await #expect(throws: Stop.self) {
                try await database.write { writer in
                    try writer.run(Thing(name: "gone").insertion)
                    throw Stop()
                }
            }
            let count = try await database.read { try $0.one(Thing.count) }
            #expect(count == 0)
        }
    }

    @Test func `a refusal that the body swallows still ends the transaction`() async throws {
        try await Ground.with { database in
            let thing = Thing(name: "twice")
            let fault = await fault {
                try await database.write { writer in
                    try writer.run(thing.insertion)
                    _ = try? writer.run(thing.insertion)
                }
            }
            let count = try await database.read { try $0.one(Thing.count) }
            #expect(fault == .unique)
            #expect(count == 0)
        }
    }

    @Test func `a statement says how many rows it changed`() async throws {
        try await Ground.with { database in
            let counts = try await database.write { writer in
                let inserted = try (1...3).map { try writer.run(Thing(name: "\($0)").insertion) }
                let updated = try writer.run("UPDATE thing SET amount = 2 WHERE name <> \("2")")
                return inserted + [updated, try writer.run("DELETE FROM thing WHERE amount = 5")]
            }
            #expect(counts == [1, 1, 1, 2, 0])
        }
    }
}

@Suite struct SharedCommitsOnEngine {
    @Test func `of many writes at once each is answered for itself`() async throws {
        try await Ground.with { database in
            try await database.write { _ = try $0.run(Thing(name: "taken").insertion) }
            let faults = await withTaskGroup(of: StorageFault?.self) { group in
                for number in 0..<200 {
                    let thing = Thing(name: number.isMultiple(of: 10) ? "taken" : "free \(number)")
                    group.addTask { await fault { try await database.write { _ = try $0.run(thing.insertion) } } }
                }
                return await group.reduce(into: [:]) { counts, fault in counts[fault, default: 0] += 1 }
            }
            #expect(faults == [nil: 180, .unique: 20])
            #expect(try await database.read { try $0.one(Thing.count) } == 181)
        }
    }

    @Test func `writes that block each other all succeed in the end`() async throws {
        try await Ground.with { database in
            try await database.write { writer in
                for name in ["a", "b"] { try writer.run(Thing(name: name, amount: 0).insertion) }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [["a", "b"], ["b", "a"]] {
                    group.addTask {
                        try await database.write { writer in
                            for name in order {
                                try writer.run("UPDATE thing SET amount = amount + 1 WHERE name = \(name)")
                                Thread.sleep(forTimeInterval: 0.2)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.all(Query<Int>("SELECT amount FROM thing")) } == [2, 2])
        }
    }

    @Test func `an answered commit is on the disk`() async throws {
        try await Ground.with { database in
            if let sqlite = database as? SQLiteDatabase {
                #expect(try await sqlite.synchronous() == 2)
            } else {
                // The tests' shared server is relaxed on purpose; the driver must not relax any other.
                let setting = try await database.read { reader in
                    try reader.one(
                        Query<String>("SELECT source FROM pg_settings WHERE name = \("synchronous_commit")"))
                }
                #expect(setting == "configuration file")
            }
        }
    }
}

/// A value handed from one thread to another that waits for it.
final class Held<Value>: @unchecked Sendable {
    // Unchecked because a semaphore stands between the one who writes and the one who reads.
    var value: Value
    init(_ value: Value) { self.value = value }
}
