import Base
import Directory
import Foundation
import Storage

/// The columns of one entity's row that an import owns, with references already resolved to ids.
protocol StoredRow: Hashable, Sendable, Codable, Packed {
    static var entity: ImportEntity { get }
    static var table: BulkTable { get }
    /// Rows that came from files, ended ones too; `choice` says which, and in what order.
    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<Self>>
    /// Fills in what stands in tables of its own.
    static func complete(_ rows: inout [PresentRow<Self>], in provider: ID<Provider>, _ reader: any Reader) throws
    /// The values of a new row, in the order of `table`.
    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound]
    /// Sets the columns and takes back an ending.
    func update(provider: ID<Provider>, id: UUID) -> SQL
    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL

    /// The people whom the row is about; a person's own row leaves this empty.
    var people: [UUID] { get }
    /// What the row is called among people.
    func title(_ names: ReferenceTexts) throws -> String
    /// Every column in words, references by `names`; two rows are equal when all of these are.
    func fields(_ names: ReferenceTexts) throws -> [FieldText]
}

extension StoredRow {
    var people: [UUID] { [] }

    static func complete(_ rows: inout [PresentRow<Self>], in provider: ID<Provider>, _ reader: any Reader) {}
}

/// A row as it is in the database.
struct PresentRow<Row: Sendable>: Sendable {
    let sourceID: String
    let id: UUID
    let endedAt: Instant?
    var row: Row

    var isEnded: Bool { endedAt != nil }
}

extension PresentRow {
    /// Reads `source_id, id, ended_at`, then what `decode` takes.
    init(_ cells: inout Storage.Row, decode: (inout Storage.Row) throws -> Row) throws {
        sourceID = try cells.next()
        id = try cells.next()
        endedAt = try cells.next()
        row = try decode(&cells)
    }
}

/// JSON columns compare by value: PostgreSQL writes a document back in its own order.
extension JSONDocument {
    /// nil for an empty collection, which is stored as NULL.
    static func of<Items: Collection & Encodable>(_ items: Items) -> JSONDocument? {
        items.isEmpty ? nil : try? JSONDocument(encoding: items)
    }
}

extension Row {
    mutating func metadata() throws -> [String: String] {
        guard let document = try next(JSONDocument?.self) else { return [:] }
        return try FlatDocument.texts(of: document.text) ?? document.decoded()
    }
}
