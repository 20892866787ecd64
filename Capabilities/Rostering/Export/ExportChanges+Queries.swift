import Base
import Directory
import Foundation
import Storage

/// What changed after a cursor and when last. Some forty bytes for each changed row are all that is kept of a delta.
struct ExportChanges {
    private(set) var instants: [ImportEntity: [UUID: Instant]] = [:]

    private static let pageSize = 10_000

    init(after cursor: Int64, of provider: ID<Provider>, in reader: any Reader) throws {
        var last = cursor
        var count = 0
        repeat {
            count = 0
            try reader.forEach(Self.feed(of: provider, after: last)) { row in
                count += 1
                last = try row.next()
                let entity = try row.next(String.self)
                let id = try row.next(UUID.self)
                if let entity = ImportEntity(rawValue: entity) { note(entity, id, at: try row.next()) }
            }
        } while count == Self.pageSize
        try noteChildren(of: provider, in: reader)
    }

    /// Guardianships stand on the child's row.
    private mutating func noteChildren(of provider: ID<Provider>, in reader: any Reader) throws {
        let guardianships = instants[.guardianship] ?? [:]
        for ids in guardianships.keys.inChunks(of: Self.pageSize) {
            for (id, child) in try reader.all(Self.children(of: ids, in: provider)) {
                if let instant = guardianships[id] { note(.person, child, at: instant) }
            }
        }
    }

    private mutating func note(_ entity: ImportEntity, _ id: UUID, at instant: Instant) {
        instants[entity, default: [:]][id] = max(instants[entity]?[id] ?? instant, instant)
    }

    private static func feed(of provider: ID<Provider>, after sequence: Int64) -> SQL {
        """
        SELECT sequence, entity, entity_id, changed_at
        FROM change_feed
        WHERE provider_id = \(provider) AND sequence > \(sequence)
        ORDER BY sequence
        LIMIT \(pageSize)
        """
    }

    /// Those of mandates are on no row, so they change none.
    private static func children(of ids: [UUID], in provider: ID<Provider>) -> Query<(UUID, UUID)> {
        Query(
            """
            SELECT id, child_id FROM guardianship
            WHERE provider_id = \(provider) AND id \(anyOf: ids) AND source <> \(Guardianship.mandate)
            """
        ) { (try $0.next(), try $0.next()) }
    }
}

extension Sequence {
    /// The items in arrays of at most `size`.
    func inChunks(of size: Int) -> [[Element]] {
        var chunks: [[Element]] = []
        for item in self {
            if (chunks.last?.count ?? size) < size {
                chunks[chunks.count - 1].append(item)
            } else {
                chunks.append([item])
            }
        }
        return chunks
    }
}
