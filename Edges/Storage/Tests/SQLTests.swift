import Base
import Foundation
import Storage
import Testing

@Suite struct SQLTests {
    private enum Colour: String, ColumnValue { case red, blue }
    private enum Thing {}

    @Test func `a value is bound and never part of the text`() {
        let name = "x'; DROP TABLE person; --"
        let sql: SQL = "SELECT person.id FROM person WHERE person.family_name = \(name)"
        #expect(sql.shape == ["SELECT person.id FROM person WHERE person.family_name = ", "TEXT 1"])
        #expect(sql.bound == [Bound(name)])
    }

    @Test func `values of every type are bound with their column's type`() throws {
        let (id, now) = (ID<Thing>(UUID()), Instant(milliseconds: 1))
        let day = try #require(CivilDate("2026-11-23"))
        let document = try #require(JSONDocument("{}"))
        let sql: SQL = """
            \(id) \(id.uuid) \(now) \(day) \(true) \(Int32(1)) \(2) \(Int64(3)) \("a") \([UInt8(4)])
            \(document) \(Colour.red) \(Language.sv)
            """
        let types: [ColumnType] = [
            .uuid, .uuid, .timestamptz, .date, .boolean, .integer, .bigint, .bigint, .text, .bytea, .jsonb, .text,
            .text,
        ]
        #expect(sql.bound.map(\.type) == types)
        let cells: [Cell] = [
            .uuid(id.uuid), .uuid(id.uuid), .instant(now), .date(day), .boolean(true), .integer(1), .integer(2),
            .integer(3),
            .text("a"), .bytes([4]), .text("{}"), .text("red"), .text("sv"),
        ]
        #expect(sql.bound.map(\.cell) == cells)
    }

    @Test func `nothing is a NULL of the column's type`() {
        let (language, day, instant): (Language?, CivilDate?, Instant?) = (nil, nil, .some(Instant(milliseconds: 2)))
        let sql: SQL = "\(language), \(day), \(instant)"
        #expect(sql.bound.map(\.type) == [.text, .date, .timestamptz])
        #expect(sql.bound.map(\.cell) == [.null, .null, .instant(Instant(milliseconds: 2))])
    }

    @Test(arguments: [0, 1, 1000])
    func `a list of any length is one piece, so that the text stays the same`(_ count: Int) {
        let names = (0..<count).map { "name \($0)" }
        let sql: SQL = "person.called_name \(anyOf: names) AND person.protected = \(false)"
        #expect(sql.shape == ["person.called_name ", "TEXT list of \(count)", " AND person.protected = ", "BOOLEAN 1"])
    }

    @Test func `a fragment brings its text and its values, in their places`() {
        let inForce: SQL = "role.begins_on <= \(1) AND role.ends_on > \(2)"
        let sql: SQL = "SELECT \(0) WHERE \(inForce) AND \(3)"
        #expect(
            sql.shape == [
                "SELECT ", "BIGINT 1", " WHERE ", "role.begins_on <= ", "BIGINT 1", " AND role.ends_on > ", "BIGINT 1",
                " AND ", "BIGINT 1",
            ])
        #expect(sql.bound.map(\.cell) == (0...3).map { .integer($0) })
    }

    @Test func `a literal has no values`() {
        let sql: SQL = "SELECT 1"
        #expect(sql.shape == ["SELECT 1"] && sql.bound.isEmpty)
    }
}

extension SQL {
    /// The pieces without their values: texts as they stand, one word for each bound value or list.
    fileprivate var shape: [String] {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .value(let bound): "\(bound.type.rawValue) 1"
            case .list(let type, let cells): "\(type.rawValue) list of \(cells.count)"
            }
        }
    }

    fileprivate var bound: [Bound] {
        pieces.compactMap { piece in if case .value(let bound) = piece { bound } else { nil } }
    }
}
