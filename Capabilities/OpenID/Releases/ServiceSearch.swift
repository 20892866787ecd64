import Base
import Clients

/// Services by any part of their names, a page at a time; without letters all of them, in the order of their names.
struct ServiceSearch: Equatable, Sendable {
    static let size = 25

    let text: String
    let page: Int
    let pages: Int
    let count: Int
    /// Those of the page.
    let found: [ID<Client>]

    /// - Parameter page: as it was asked for, from 1; one that there is not becomes the nearest.
    init(_ text: String, page: Int, in services: [(id: ID<Client>, name: String)]) {
        let wanted = SearchKey.of(text).split(separator: " ")
        let hits = services.map { (id: $0.id, key: SearchKey.of($0.name)) }
            .filter { hit in wanted.allSatisfy { hit.key.contains($0) } }
            .sorted { ($0.key, $0.id) < ($1.key, $1.id) }
        (self.text, count) = (text, hits.count)
        pages = max(1, (hits.count + Self.size - 1) / Self.size)
        self.page = min(max(page, 1), pages)
        found = hits.dropFirst((self.page - 1) * Self.size).prefix(Self.size).map(\.id)
    }
}
