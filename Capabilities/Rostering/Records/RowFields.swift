import Base
import Directory
import Foundation
import Storage

/// The fields of one row by column name; whatever is wrong with them is told to the log.
final class RowFields {
    let file: RosterFile
    let version: RosterVersion
    let mode: FileMode
    let log: ProblemLog
    private let seal: Seal
    private let layout: HeaderLayout
    private var row: CSVRow
    private var toldFilled = false
    /// The columns in the order in which they are asked for, which is the same for each row, with their places.
    private var asked: [(column: String, index: Int?)] = []
    private var next = 0

    var line: Int { row.line }

    init(
        _ file: RosterFile, version: RosterVersion, mode: FileMode, layout: HeaderLayout, log: ProblemLog, seal: Seal
    ) {
        (self.file, self.version, self.mode, self.layout, self.log) = (file, version, mode, layout, log)
        self.seal = seal
        row = CSVRow()
    }

    /// False when the row has another number of fields than the header, so that none can be trusted.
    func take(_ row: CSVRow) -> Bool {
        self.row = row
        next = 0
        guard row.count == layout.count else {
            problem(.fieldCount, nil, ["expected": String(layout.count), "found": String(row.count)])
            return false
        }
        for (column, index, allowsLines) in layout.seen {
            let field = row.field(index)
            if index != layout.identity, IdentityCodeScan.finds(in: field) { problem(.identityCode, column) }
            if ControlScan.finds(in: field, allowsLines: allowsLines) { problem(.controlCharacter, column) }
        }
        return true
    }

    func problem(_ code: ProblemCode, _ column: String?, _ values: [String: String] = [:]) {
        log.add(code, file.fileName, row: line, column: column, values)
    }

    /// The field without space around it, in Unicode form C; empty when the file has no such column.
    func text(_ column: String) -> String {
        guard let index = index(of: column) else { return "" }
        return Self.text(row.field(index))
    }

    /// Looked up once for each place in the order: a row of users.csv asks thirty times.
    private func index(of column: String) -> Int? {
        if next < asked.count, asked[next].column == column {
            defer { next += 1 }
            return asked[next].index
        }
        let index = layout.index[column]
        if next == asked.count {
            asked.append((column, index))
            next += 1
        } else if let place = asked[next...].firstIndex(where: { $0.column == column }) {
            next = place + 1
        }
        return index
    }

    /// Whether the file has the column at all: what it does not speak of, it does not change.
    func has(_ column: String) -> Bool { layout.index[column] != nil }

    func optional(_ column: String) -> String? {
        let text = text(column)
        return text.isEmpty ? nil : text
    }

    func required(_ column: String) -> String {
        let text = text(column)
        if text.isEmpty { problem(.requiredBlank, column) }
        return text
    }

    /// The keyed hash of the identity code, as text: no code goes further than here. nil when the file has no such column,
    /// empty when the cell is blank.
    func identity() -> String? {
        guard let index = layout.identity else { return nil }
        let text = Self.text(row.field(index))
        guard !text.isEmpty else { return "" }
        let column = HeaderLayout.metadataPrefix + UserRecord.identityColumn
        guard let code = PersonalIdentityCode(text.uppercased()) else {
            problem(.identityCodeFormat, column)
            return ""
        }
        if code.isArtificial { problem(.identityCodeArtificial, column) }
        return Base64URL.text(PersonIdentity.hash(of: code, by: seal))
    }

    /// What the binding does not know, by name; columns named in `mapped` have a place of their own.
    func metadata(except mapped: Set<String> = []) -> [String: String] {
        var metadata: [String: String] = [:]
        for (key, _, index) in layout.extra where !mapped.contains(key) {
            let text = Self.text(row.field(index))
            if !text.isEmpty { metadata[key] = text }
        }
        return metadata
    }

    /// Whether the row says that its entity is gone. In bulk both columns are blank, in delta both are filled.
    func isDeleted() -> Bool {
        let (status, modified) = (text("status"), text("dateLastModified"))
        if mode == .delta {
            if status.isEmpty { problem(.deltaBlank, "status") }
            if modified.isEmpty { problem(.deltaBlank, "dateLastModified") }
        } else if !(status.isEmpty && modified.isEmpty), !toldFilled {
            toldFilled = true
            problem(.bulkFilled, status.isEmpty ? "dateLastModified" : "status")
        }
        if !modified.isEmpty, !Moment.isWellFormed(modified) { problem(.momentFormat, "dateLastModified") }
        if !["", "active", "tobedeleted"].contains(status) {
            problem(.vocabulary, "status", ["allowed": "active, tobedeleted"])
        }
        return status == "tobedeleted"
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        var slice = field
        while let first = slice.first, first == 32 || first == 9 { slice.removeFirst() }
        while let last = slice.last, last == 32 || last == 9 { slice.removeLast() }
        let text = String(decoding: slice, as: UTF8.self)
        return slice.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }
}

/// Moments as the binding writes them, `2025-01-02T03:04:05.006Z` (ISO 8601, RFC 3339 §5.6).
enum Moment {
    static func isWellFormed(_ text: String) -> Bool {
        guard text.utf8.count >= 20, CivilDate(String(text.prefix(10))) != nil else { return false }
        let time = text.dropFirst(10)
        guard time.first == "T" || time.first == "t" else { return false }
        let clock = time.dropFirst().prefix(8).split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isNumber) }),
            let hour = Int(clock[0]), let minute = Int(clock[1]), let second = Int(clock[2]),
            hour < 24, minute < 60, second <= 60
        else { return false }
        let zone = time.dropFirst(9).drop { $0 == "." || $0.isNumber }
        return zone == "Z" || zone == "z" || ((zone.first == "+" || zone.first == "-") && zone.utf8.count == 6)
    }
}
