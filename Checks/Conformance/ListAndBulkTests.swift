import Base
import Foundation
import Storage
import Testing

@Suite struct ListsOnEngine {
    /// Loads 6,000 values and asks for `count` of them, and for as many that are not there.
    private func finds<Value: ColumnValue & Hashable>(
        _ count: Int, in column: SQL, _ name: StaticString, _ make: @escaping @Sendable (Int) -> Value
    ) async throws {
        try await Ground.with { database in
            _ = try await database.write { writer in
                try writer.load(
                    BulkTable("sample", ["number", name]), (0..<6000).lazy.map { [Bound($0), Bound(make($0))] })
            }
            let asked = (0..<count).map { make($0) } + (0..<count).map { make($0 + 10_000) }
            let found = try await database.read { reader in
                try reader.all(Query<Value>("SELECT \(column) FROM sample WHERE \(column) \(anyOf: asked)"))
            }
            #expect(found.count == count)
            #expect(Set(found) == Set(asked.prefix(count)))
        }
    }

    @Test(arguments: [0, 1, 5000]) func `ids of a list are found`(_ count: Int) async throws {
        try await finds(count, in: "key", "key") { UUID(high: UInt64($0), low: UInt64($0) << 40) }
    }

    @Test(arguments: [0, 1, 5000]) func `texts of a list are found`(_ count: Int) async throws {
        try await finds(count, in: "words", "words") { "\($0) \"å\\,{}\n👍" }
    }

    @Test(arguments: [0, 1, 5000]) func `numbers of a list are found`(_ count: Int) async throws {
        try await finds(count, in: "large", "large") { Int64($0) - 9_007_199_254_740_993 }
    }

    @Test(arguments: [0, 1, 5000]) func `days of a list are found`(_ count: Int) async throws {
        try await finds(count, in: "day", "day") { CivilDate(dayNumber: Int32($0) - 3000) }
    }

    @Test func `a list has its place among other values`() async throws {
        try await Ground.with { database in
            try await database.write { writer in
                for (amount, name) in ["a", "b", "c", "d"].enumerated() {
                    try writer.run(Thing(name: name, amount: amount).insertion)
                }
            }
            let names = try await database.read { reader in
                try reader.all(
                    Query<String>(
                        """
                        SELECT name FROM thing
                        WHERE amount > \(0) AND name \(anyOf: ["a", "b", "c"]) AND amount < \(9) ORDER BY name
                        """))
            }
            #expect(names == ["b", "c"])
        }
    }
}

@Suite struct BulkOnEngine {
    private static let columns = BulkTable(
        "sample", ["number", "key", "moment", "day", "flag", "small", "large", "words", "bytes", "document"])

    private static func row(_ number: Int) -> [Bound] {
        let isEmpty = number % 7 == 0
        return [
            Bound(number), Bound(isEmpty ? nil : UUID(high: 1, low: UInt64(number))),
            Bound(isEmpty ? nil : Instant(milliseconds: Int64(number) - 50_000)),
            Bound(isEmpty ? nil : CivilDate(dayNumber: Int32(number) - 50_000)), Bound(isEmpty ? nil : number % 2 == 0),
            // A Swift Int into an INTEGER column, as importers write it.
            Bound(isEmpty ? nil : number), Bound(isEmpty ? nil : Int64(number) << 32),
            Bound(isEmpty ? nil : "pupil \(number) å"), Bound(isEmpty ? nil : [UInt8(number % 256), 0]),
            Bound(isEmpty ? nil : JSONDocument("[\(number)]")),
        ]
    }

    private static func values(of number: Int) -> Query<[Bound]> {
        Query(
            """
            SELECT key, moment, day, flag, small, large, words, bytes, document FROM sample WHERE number = \(number)
            """
        ) { row in
            [
                Bound(try row.next(UUID.self)), Bound(try row.next(Instant.self)),
                Bound(try row.next(CivilDate.self)), Bound(try row.next(Bool.self)), Bound(try row.next(Int.self)),
                Bound(try row.next(Int64.self)), Bound(try row.next(String.self)),
                Bound(try row.next([UInt8].self)), Bound(try row.next(JSONDocument.self)),
            ]
        }
    }

    @Test func `a hundred thousand rows of every type arrive as they were`() async throws {
        try await Ground.with { database in
            let count = try await database.write { try $0.load(Self.columns, (0..<100_000).lazy.map(Self.row)) }
            #expect(count == 100_000)
            let (total, last, nulls) = try await database.read { reader in
                (
                    try reader.one(Query<Int>("SELECT COUNT(*) FROM sample")),
                    try reader.one(Self.values(of: 99_999)),
                    try reader.one(Query<Int>("SELECT COUNT(*) FROM sample WHERE key IS NULL AND document IS NULL"))
                )
            }
            #expect(total == 100_000)
            #expect(last.map(\.cell) == Self.row(99_999).dropFirst().map(\.cell))
            #expect(nulls == 14_286)
        }
    }

    @Test(arguments: [0, 1]) func `a load may be empty or of one row`(_ rows: Int) async throws {
        try await Ground.with { database in
            let count = try await database.write { writer in
                let loaded = try writer.load(Self.columns, (0..<rows).map(Self.row))
                return [loaded, try writer.one(Query<Int>("SELECT COUNT(*) FROM sample"))]
            }
            #expect(count == [rows, rows])
        }
    }

    @Test func `a load that is refused in the middle leaves nothing`() async throws {
        try await Ground.with { database in
            let fault = await fault {
                try await database.write { writer in
                    try writer.run(Thing(name: "first").insertion)
                    _ = try writer.load(Self.columns, (0..<60_000).lazy.map { Self.row($0 == 50_000 ? 7 : $0) })
                }
            }
            #expect(fault == .unique)
            let left = try await database.read { reader in
                [try reader.one(Query<Int>("SELECT COUNT(*) FROM sample")), try reader.one(Thing.count)]
            }
            #expect(left == [0, 0])
        }
    }

    @Test func `a text with U+0000 ends a load, and the connection goes on`() async throws {
        try await Ground.with { database in
            let fault = await fault {
                _ = try await database.write { writer in
                    try writer.load(
                        BulkTable("sample", ["number", "words"]),
                        (0..<5000).lazy.map { [Bound($0), Bound($0 == 4000 ? "\u{0}" : "word")] })
                }
            }
            #expect(fault?.withoutWords == .malformed(""))
            let count = try await database.write { try $0.load(Self.columns, [Self.row(1)]) }
            #expect(count == 1)
        }
    }
}
