import Base
import Foundation
import Storage
import Testing

@Suite struct RowTests {
    private enum Colour: String, ColumnValue { case red, blue }

    private func read<Value: ColumnValue>(_ cell: Cell, as type: Value.Type = Value.self) throws -> Value {
        var row = Row(StubRow([cell]))
        return try row.next()
    }

    @Test func `columns are read in their order, in the engine's own or the general form`() throws {
        let uuid = UUID(high: 1, low: 2)
        let bytes = [UInt8](repeating: 0, count: 7) + [1] + [UInt8](repeating: 0, count: 7) + [2]
        #expect(try read(.uuid(uuid)) == uuid)
        #expect(try read(.bytes(bytes)) == uuid)
        #expect(try read(.uuid(uuid)) == bytes)
        #expect(try read(.integer(7)) == Instant(milliseconds: 7))
        #expect(try read(.text("2026-11-23")) == CivilDate("2026-11-23"))
        #expect(try read(.integer(1)) == true)
        #expect(try read(.boolean(false)) == false)
        #expect(try read(.text("blue")) == Colour.blue)
        #expect(try read(.null) == String?.none)
        #expect(try read(.integer(-1)) == Int?.some(-1))
    }

    @Test func `several columns follow each other`() throws {
        var row = Row(StubRow([.integer(1), .null, .text("a")]))
        #expect(try row.next(Int.self) == 1)
        #expect(try row.next(String?.self) == nil)
        #expect(try row.next(String.self) == "a")
        #expect(throws: StorageFault.malformed("column 4 is not a Int")) { try row.next(Int.self) }
    }

    @Test(
        arguments: [
            .null, .integer(1), .bytes([1]), .text("12"), .text("0198f3d7"), .boolean(true),
        ] as [Cell])
    func `what is no id is refused`(_ cell: Cell) {
        #expect(throws: StorageFault.self) { try read(cell, as: UUID.self) }
    }

    @Test func `what is of another type is refused`() {
        #expect(throws: StorageFault.self) { try read(.null, as: String.self) }
        #expect(throws: StorageFault.self) { try read(.integer(2), as: Bool.self) }
        #expect(throws: StorageFault.self) { try read(.text("true"), as: Bool.self) }
        #expect(throws: StorageFault.self) { try read(.text("2026-02-30"), as: CivilDate.self) }
        #expect(throws: StorageFault.self) { try read(.integer(1 << 31), as: Int32.self) }
        #expect(throws: StorageFault.self) { try read(.text("1"), as: Int.self) }
        #expect(throws: StorageFault.self) { try read(.integer(1), as: String.self) }
        #expect(throws: StorageFault.self) { try read(.text("green"), as: Colour.self) }
        #expect(throws: StorageFault.self) { try read(.text("3"), as: JSONDocument.self) }
        #expect(throws: StorageFault.self) { try read(.text("2026-11-23T06:15:00Z"), as: Instant.self) }
        #expect(throws: StorageFault.self) { try read(.text("green"), as: Colour?.self) }
    }

    @Test func `a refusal names the column, never the value`() {
        #expect(throws: StorageFault.malformed("column 1 is not a CivilDate")) {
            try read(.text("salainen"), as: CivilDate.self)
        }
    }
}

private final class StubRow: CurrentRow {
    private let cells: [Cell]

    init(_ cells: [Cell]) { self.cells = cells }

    var columns: Int { cells.count }

    func cell(_ column: Int) -> Cell { cells[column] }
    func name(_ column: Int) -> String { "" }
}
