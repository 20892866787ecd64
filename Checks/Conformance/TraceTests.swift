import Base
import Storage
import TestKit
import Testing

@Suite struct TraceOnEngine {
    private static let moment = Instant(milliseconds: 1_795_421_700_000)

    private static func trace(_ statements: [SQL], in database: any Database) async throws -> ReadTrace {
        try await database.read { reader in
            let tracer = TracingReader(reader)
            for sql in statements { try tracer.forEach(sql) { _ in } }
            return tracer.trace
        }
    }

    @Test func `statements that travel together are answered in their order, rows under their numbers`() async throws {
        try await Ground.with { database in
            try await database.write { writer in
                try writer.run(all: ["a", "b", "c"].map { Thing(name: $0).insertion })
            }
            let (found, statements) = try await database.read { reader in
                var found: [[String]] = []
                let names = (0..<150).map { $0.isMultiple(of: 2) ? "a" : "b" }
                try reader.forEach(of: names.map { "SELECT name FROM thing WHERE name > \($0) ORDER BY name" }) {
                    number, row in
                    if found.count <= number { found.append([]) }
                    found[number].append(try row.next())
                }
                return (found, reader.statements)
            }
            #expect(found == (0..<150).map { $0.isMultiple(of: 2) ? ["b", "c"] : ["c"] })
            #expect(statements == 150)
        }
    }

    @Test func `a trace holds until one of its answers is another`() async throws {
        try await Ground.with { database in
            try await database.write { writer in
                try writer.run(Thing(name: "one").insertion)
                try writer.run("INSERT INTO sample (number, words, bytes) VALUES (\(1), \("a"), \([UInt8](1...17)))")
            }
            let trace = try await Self.trace(
                [
                    Thing.names.sql, "SELECT amount FROM thing WHERE name \(anyOf: ["one", "two"])",
                    "SELECT number, key, moment, day, flag, small, large, words, bytes, document FROM sample",
                ], in: database)
            #expect(trace.count == 3 && !trace.isOfTheMoment)
            #expect(try await database.read { try trace.holds(in: $0) })
            let changes: [SQL] = [
                "UPDATE thing SET amount = 2", "UPDATE thing SET amount = 1, name = \("won")",
                "UPDATE thing SET name = \("one")", "UPDATE sample SET moment = \(Self.moment)",
                "UPDATE sample SET moment = NULL, words = \("")", "UPDATE sample SET words = \("a"), flag = \(false)",
                "UPDATE sample SET flag = NULL", "DELETE FROM sample",
            ]
            var holds: [Bool] = []
            for change in changes {
                try await database.write { _ = try $0.run(change) }
                holds.append(try await database.read { try trace.holds(in: $0) })
            }
            #expect(holds == [false, false, true, false, false, false, true, false])
        }
    }

    @Test func `what is bound to a moment is known, the beginning of a day is none`() async throws {
        try await Ground.with { database in
            let midnight = Instant(startOf: Self.moment.day)
            let statements: [SQL] = [
                "SELECT number FROM sample WHERE moment > \(Self.moment)",
                "SELECT number FROM sample WHERE moment \(anyOf: [midnight, Self.moment])",
                "SELECT number FROM sample WHERE moment > \(midnight)",
            ]
            var found: [Bool] = []
            for sql in statements { found.append(try await Self.trace([sql], in: database).isOfTheMoment) }
            #expect(found == [true, true, false])
        }
    }

    @Test func `a trace of an answer that was not read to its end is good for nothing`() async throws {
        try await Ground.with { database in
            try await database.write { _ = try $0.run(Thing(name: "one").insertion) }
            let trace = try await database.read { reader in
                let tracer = TracingReader(reader)
                try? tracer.forEach(Thing.names.sql) { _ in throw StorageFault.busy }
                return tracer.trace
            }
            #expect(trace.isOfTheMoment)
        }
    }
}
