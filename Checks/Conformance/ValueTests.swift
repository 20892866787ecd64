import Base
import Foundation
import Storage
import Testing

@Suite struct ValuesOnEngine {
    /// Writes each value and NULL, reads them back, and finds each by comparison.
    private func keeps<Value: ColumnValue & Equatable>(_ values: [Value], in column: SQL) async throws {
        try await Ground.with { database in
            try await database.write { writer in
                for (number, value) in values.enumerated() {
                    try writer.run("INSERT INTO sample (number, \(column)) VALUES (\(number), \(value))")
                }
                try writer.run("INSERT INTO sample (number, \(column)) VALUES (\(values.count), \(Value?.none))")
            }
            let (all, found) = try await database.read { reader in
                (
                    try reader.all(Query<Value?>("SELECT \(column) FROM sample ORDER BY number")),
                    try values.map { value in
                        try reader.all(Query<Value>("SELECT \(column) FROM sample WHERE \(column) = \(value)"))
                    }
                )
            }
            #expect(all == values + [nil])
            #expect(found == values.map { [$0] })
        }
    }

    @Test func `ids keep all their bits`() async throws {
        try await keeps(
            [UUID(high: 0, low: 0), UUID(high: .max, low: .max), ID<Thing>.new(at: .fromSystemClock()).uuid], in: "key")
    }

    @Test func `moments keep their milliseconds, also before 1970 and 2000`() async throws {
        let milliseconds: [Int64] = [
            0, 1, -1, 946_684_799_999, 1_795_000_000_123, -62_135_596_800_000, 253_402_300_799_999,
        ]
        try await keeps(milliseconds.map { Instant(milliseconds: $0) }, in: "moment")
    }

    @Test func `days keep the first and the last of the calendar`() async throws {
        let days = ["0001-01-01", "1899-12-31", "1970-01-01", "1999-12-31", "2000-02-29", "9999-12-31"]
        try await keeps(days.compactMap { CivilDate($0) }, in: "day")
    }

    @Test func `flags are true and false`() async throws { try await keeps([true, false], in: "flag") }

    @Test func `small numbers keep their extremes`() async throws {
        try await keeps([Int32.min, -1, 0, 1, Int32.max], in: "small")
    }

    @Test func `large numbers keep their extremes`() async throws {
        try await keeps([Int64.min, Int64(Int32.min) - 1, -1, 0, 1, Int64.max], in: "large")
    }

    @Test func `texts keep every character`() async throws {
        try await keeps(
            [
                "", " ", "0", "007", "1e3", "å", "a\u{30A}", "Ääkköset", "👩‍👧‍👦", "'\"\\;--", "a\nb\tc\u{1}",
                String(repeating: "ö", count: 100_000),
            ], in: "words")
    }

    @Test func `bytes keep every length`() async throws {
        try await keeps([[], [0], [0, 255, 39, 92], Array(0...15), Array(0...255)] as [[UInt8]], in: "bytes")
    }

    @Test func `documents keep their contents`() async throws {
        struct Content: Codable, Equatable { let names: [String: [Int]] }
        let content = Content(names: ["å\u{1F600}\"\\": [1, -2], "": []])
        let document = try JSONDocument(encoding: content)
        let read = try await Ground.with { database in
            _ = try await database.write { writer in
                try writer.run(
                    "INSERT INTO sample (number, document) VALUES (1, \(document)), (2, \(JSONDocument?.none))")
            }
            return try await database.read { reader in
                try reader.all(Query<JSONDocument?>("SELECT document FROM sample ORDER BY number"))
            }
        }
        #expect(try read.first??.decoded() == content)
        #expect(read.last == .some(nil))
    }

    @Test func `a whole number may go where a smaller one is kept, if it fits`() async throws {
        try await Ground.with { database in
            try await database.write { _ = try $0.run("INSERT INTO sample (number, small) VALUES (1, \(Int(7)))") }
            #expect(try await database.read { try $0.one(Query<Int>("SELECT small FROM sample")) } == 7)
        }
    }
}

@Suite struct TextOrderOnEngine {
    private static let words = [
        "ö", "ä", "å", "z", "Z", "a", "A", "", " ", "~", "é", "e\u{301}", "👍", "\u{FFFD}", "aa", "a b", "ab",
    ]
    private static let bytewise = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

    private func with<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        try await Ground.with { database in
            try await database.write { writer in
                for word in Self.words { try writer.run(Thing(name: word).insertion) }
            }
            return try await body(database)
        }
    }

    @Test func `text is ordered by its bytes`() async throws {
        let names = try await with { database in try await database.read { try $0.all(Thing.names) } }
        #expect(names.map { Array($0.utf8) } == Self.bytewise.map { Array($0.utf8) })
    }

    @Test func `text is compared by its bytes`() async throws {
        try await with { database in
            for word in Self.words {
                let less = try await database.read { reader in
                    try reader.one(Query<Int>("SELECT COUNT(*) FROM thing WHERE name < \(word)"))
                }
                #expect(less == Self.words.count { $0.utf8.lexicographicallyPrecedes(word.utf8) })
            }
        }
    }

    @Test func `the least and the greatest text are so by their bytes`() async throws {
        let ends = try await with { database in
            try await database.read { reader in
                try reader.one(
                    Query("SELECT MIN(name), MAX(name) FROM thing") { row in
                        [try row.next(String.self), try row.next(String.self)]
                    })
            }
        }
        #expect(ends == ["", "👍"])
    }
}
