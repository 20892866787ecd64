import Base
import Directory
import Foundation
import Storage

/// What files have brought to one provider so far, inside one snapshot.
struct PresentRegister {
    let provider: ID<Provider>
    let reader: any Reader

    func rows<Row: StoredRow>(_ type: Row.Type, _ choice: RowChoice) throws -> [PresentRow<Row>] {
        var rows = try reader.all(Row.present(in: provider, choice))
        if !rows.isEmpty { try Row.complete(&rows, in: provider, reader) }
        return rows
    }
}

/// The register's rows of one kind in the order of their sourcedIds; a page at a time is in memory.
struct PresentRows<Row: StoredRow> {
    private let register: PresentRegister?
    private var page: ArraySlice<PresentRow<Row>> = []
    private var isOver = false
    private var last = ""

    private static var pageSize: Int { 2000 }

    /// - Parameter register: nil for a provider that is yet to be made; it has nothing.
    init(_ register: PresentRegister?) throws {
        self.register = register
        try turn()
    }

    var current: PresentRow<Row>? { page.first }

    mutating func advance() throws {
        page.removeFirst()
        if page.isEmpty { try turn() }
    }

    private mutating func turn() throws {
        guard let register, !isOver else { return }
        let rows = try register.rows(
            Row.self, .after(last, limit: Self.pageSize))
        page = rows[...]
        last = rows.last?.sourceID ?? last
        isOver = rows.count < Self.pageSize
    }
}
