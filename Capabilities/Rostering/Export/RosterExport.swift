import Audit
package import Base
import Directory
package import Foundation
package import Storage

/// Writes a provider's register as a OneRoster 1.2 CSV package; protected persons are in it, marked.
package struct RosterExport: Sendable {
    private let database: any Database
    private let now: @Sendable () -> Instant
    private let pageSize: Int

    package init(database: any Database, now: @escaping @Sendable () -> Instant) {
        self.init(database: database, now: now, pageSize: 2000)
    }

    init(database: any Database, now: @escaping @Sendable () -> Instant, pageSize: Int) {
        (self.database, self.now, self.pageSize) = (database, now, pageSize)
    }

    /// Writes the package into `folder`, which appears complete or not at all, and logs the export first.
    ///
    /// - Parameters:
    ///   - provider: slug or OID; needed only when there are several providers.
    ///   - cursor: what an earlier export ended with; then a delta of what changed since, else everything.
    ///   - folder: must not exist, or be empty.
    /// - Throws: `ExportRefusal`, `StorageFault`, or what the file system says.
    package func run(provider name: String?, since cursor: Int64?, to folder: URL) async throws -> ExportSummary {
        let provider = try await database.read { try ExportRefusal.provider(named: name, in: $0) }
        let place = try ExportFolder(folder)
        let instant = now()
        try await database.write { writer in
            let action = cursor == nil ? "export" : "export_changes"
            try Change(action, of: "provider", provider.id.uuid, in: provider.id.uuid, by: nil)
                .write(at: instant, in: writer)
        }
        do {
            let summary = try await database.read { [pageSize] reader in
                try ExportRun(reader: reader, provider: provider, pageSize: pageSize).write(since: cursor, to: place)
            }
            try place.finish(cursor: summary.cursor)
            return summary
        } catch {
            place.discard()
            throw error
        }
    }
}

/// What an export wrote.
package struct ExportSummary: Sendable {
    /// The provider's slug.
    package let provider: String
    /// The last number of the change feed in this export; the next delta begins after it.
    package let cursor: Int64
    /// The rows of each file, in the order in which the files were written.
    package let rows: [(file: String, count: Int)]
}

/// Why there is no export.
package enum ExportRefusal: Error, Hashable, CustomStringConvertible {
    case providerUnknown(String)
    case providerSeveral([String])
    case providerNone
    /// The cursor is not of this database: its feed ends earlier.
    case cursorAhead(last: Int64)
    case folderTaken(String)

    package var description: String {
        switch self {
        case .providerUnknown(let name): "there is no provider \(name)"
        case .providerSeveral(let slugs): "there are several providers; name one of \(slugs.joined(separator: ", "))"
        case .providerNone: "there is no provider to export"
        case .cursorAhead(let last): "the cursor is not of this register: its last change is \(last)"
        case .folderTaken(let path): "\(path) exists and is not an empty folder"
        }
    }

    static func provider(named name: String?, in reader: any Reader) throws -> KnownProvider {
        let known = try reader.all(KnownProvider.every)
        if let name {
            guard let provider = known.first(where: { $0.slug == name || $0.oid == name }) else {
                throw ExportRefusal.providerUnknown(name)
            }
            return provider
        }
        guard let only = known.first else { throw ExportRefusal.providerNone }
        guard known.count == 1 else { throw ExportRefusal.providerSeveral(known.map(\.slug)) }
        return only
    }
}
