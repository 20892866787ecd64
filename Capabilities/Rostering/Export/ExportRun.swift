import Base
import Directory
import Foundation
import Storage

/// One export inside one snapshot: table after table, a page at a time, so that memory does not grow with the register.
struct ExportRun {
    let reader: any Reader
    let provider: KnownProvider
    let pageSize: Int

    func write(since cursor: Int64?, to place: ExportFolder) throws -> ExportSummary {
        let last = try reader.first(ChangeCounter.last(of: provider.id)) ?? 0
        if let cursor, cursor > last { throw ExportRefusal.cursorAhead(last: last) }
        let register = try ExportRegister(of: provider.id, in: reader)
        let changes = try cursor.map { try ExportChanges(after: $0, of: provider.id, in: reader) }
        try writeManifest(changes == nil ? .bulk : .delta, in: place.draft)
        var rows: [(file: String, count: Int)] = []
        for table in ExportTable.all {
            let source = ExportSource(reader: reader, register: register, pageSize: pageSize)
            let count = try write(table, from: source, changes, in: place.draft)
            rows.append((table.file.fileName, count))
        }
        return ExportSummary(provider: provider.slug, cursor: last, rows: rows)
    }

    /// The header needs every metadata column before the first row, so a file with columns yet unknown is written again.
    private func write(
        _ table: ExportTable, from source: ExportSource, _ changes: ExportChanges?, in folder: URL
    ) throws -> Int {
        var extra: Set<String> = []
        while true {
            let columns = table.file.columns(in: .v1p2)
            let metadata = table.metadata + extra.subtracting(table.metadata).sorted()
            let sheet = try Sample.Sheet(
                table.file.fileName, columns: columns + metadata.map { HeaderLayout.metadataPrefix + $0 }, in: folder)
            var unknown: Set<String> = []
            let known = Set(metadata)
            try table.forEachRow(in: source, changes) { row in
                unknown.formUnion(row.metadata.keys.lazy.filter { !known.contains($0) })
                guard unknown.isEmpty else { return }
                try sheet.row(columns.map { row.cells[$0] ?? "" } + metadata.map { row.metadata[$0] ?? "" })
            }
            try sheet.close()
            if unknown.isEmpty { return sheet.rows }
            extra.formUnion(unknown)
        }
    }

    /// Every data file of the binding, in its order (OneRoster CSV binding 1.2.1, manifest).
    private func writeManifest(_ mode: FileMode, in folder: URL) throws {
        let manifest = try Sample.Sheet(Manifest.fileName, columns: ["propertyName", "value"], in: folder)
        try manifest.row(["manifest.version", "1.0"])
        try manifest.row(["oneroster.version", RosterVersion.v1p2.rawValue])
        let written = Set(ExportTable.all.map(\.file.rawValue))
        for (name, _) in Sample.Columns.files {
            try manifest.row(["file.\(name)", written.contains(name) ? mode.rawValue : FileMode.absent.rawValue])
        }
        try manifest.row(["source.systemName", "DigiOne"])
        try manifest.close()
    }
}
