import Base
import Foundation
import Storage

/// One row of a file on its way out.
struct ExportRow: Sendable {
    let id: UUID
    let source: String
    /// What its source calls it; pages follow this.
    let key: String
    /// Whether it is over, by itself or since something is over without which it cannot be.
    var isEnded: Bool
    var metadata: [String: String]
    /// The columns of the binding by name; what is not here is blank.
    var cells: [String: String] = [:]

    /// Reads `id, source, source_id, ended_at, metadata`.
    init(_ row: inout Row) throws {
        id = try row.next()
        source = try row.next()
        key = try row.next()
        isEnded = try row.next(Instant?.self) != nil
        metadata = try row.metadata()
        cells["sourcedId"] = SourcedID.of(key, from: source)
    }

    var sourcedID: String { cells["sourcedId"] ?? "" }

    /// Takes out of the metadata what has a column of its own.
    mutating func take(_ name: String) -> String? { metadata.removeValue(forKey: name) }

    /// In a delta both columns are filled, in bulk they are blank (OneRoster CSV binding 1.2.1).
    mutating func markChanged(at instant: Instant) {
        cells["status"] = isEnded ? "tobedeleted" : "active"
        cells["dateLastModified"] = instant.description
    }
}

/// What a row is called in a package.
enum SourcedID {
    /// The rows of files keep the sourcedId they came with; those made elsewhere get a name that no file gave.
    static func of(_ key: String, from source: String) -> String {
        source == Rostering.source ? key : "\(source):\(key)"
    }
}

extension Row {
    /// Reads `source, source_id` of a row that is referred to.
    mutating func sourcedID() throws -> String {
        let source = try next(String.self)
        return SourcedID.of(try next(), from: source)
    }
}
