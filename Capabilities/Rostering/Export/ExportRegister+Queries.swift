import Base
import Directory
import Foundation
import Storage

/// The two small trees to which everything else refers: organisations and sessions.
struct ExportRegister {
    let provider: ID<Provider>
    let organisations: ExportTree
    let sessions: ExportTree
    /// Where a group belongs whose own sessions are all over: the last session to end.
    let lastSession: String?

    init(of provider: ID<Provider>, in reader: any Reader) throws {
        self.provider = provider
        organisations = ExportTree(try reader.all(Self.organisations(of: provider)))
        sessions = ExportTree(try reader.all(Self.sessions(of: provider)))
        lastSession = try reader.first(Self.lastSession(of: provider))
    }

    private static func organisations(of provider: ID<Provider>) -> Query<ExportTree.Node> {
        Query("SELECT id, source, source_id, parent_id, ended_at FROM organisation WHERE provider_id = \(provider)")
    }

    private static func sessions(of provider: ID<Provider>) -> Query<ExportTree.Node> {
        Query("SELECT id, source, source_id, parent_id, ended_at FROM academic_session WHERE provider_id = \(provider)")
    }

    private static func lastSession(of provider: ID<Provider>) -> Query<String> {
        Query(
            """
            SELECT source, source_id FROM academic_session
            WHERE provider_id = \(provider) AND ended_at IS NULL
            ORDER BY ends_on DESC, begins_on, source_id
            LIMIT 1
            """
        ) { try $0.sourcedID() }
    }
}

/// A tree in memory, in which whatever is referred to is found or replaced by what is left of it.
struct ExportTree {
    struct Node: RowDecodable {
        let id: UUID
        let sourcedID: String
        let parent: UUID?
        let isEnded: Bool

        init(row: inout Row) throws {
            id = try row.next()
            sourcedID = try row.sourcedID()
            parent = try row.next()
            isEnded = try row.next(Instant?.self) != nil
        }
    }

    private let nodes: [UUID: Node]
    private let living: Set<String>

    init(_ nodes: [Node]) {
        self.nodes = nodes.reduce(into: [:]) { $0[$1.id] = $1 }
        living = Set(nodes.lazy.filter { !$0.isEnded }.map(\.sourcedID))
    }

    func isLiving(_ id: UUID) -> Bool { nodes[id].map { !$0.isEnded } ?? false }

    func isLiving(_ sourcedID: String) -> Bool { living.contains(sourcedID) }

    func sourcedID(_ id: UUID) -> String? { nodes[id]?.sourcedID }

    /// A reference that may be blank: nothing that is over.
    func livingSourcedID(_ id: UUID?) -> String? {
        guard let id, let node = nodes[id], !node.isEnded else { return nil }
        return node.sourcedID
    }

    /// The nearest of `id` and its ancestors that is not over, since every reference must resolve in the package.
    func livingAncestor(_ id: UUID?) -> String? {
        var next = id
        for _ in 0..<nodes.count {
            guard let id = next, let node = nodes[id] else { return nil }
            if !node.isEnded { return node.sourcedID }
            next = node.parent
        }
        return nil
    }
}
