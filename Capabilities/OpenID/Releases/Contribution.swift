import Accounts
import Base
import Clients
package import Desktop
import Directory
import Storage
import Web

extension OpenID {
    /// On one's own desktop: the services that the provider chose for one's school, where one signs in by itself. On an
    /// administrator's also the way to what services get.
    package var contribution: Contribution {
        Contribution(tiles: { [texts] read, desk in
            guard case .own(let record, let role) = desk else { return [] }
            let schools = record.roles.filter { $0.role == role }.map(\.organisation)
            let services = try read.all(StartableService.chosen(by: record.provider.id, on: Day(read.visit.today)))
                .filter { $0.isFor(schools) }
            // Two releases to one service are one tile.
            var seen: Set<ID<Client>> = []
            let chosen = services.filter { seen.insert($0.client).inserted }
                .sorted { ($0.title, $0.client.description) < ($1.title, $1.client.description) }
            let tiles: [@Sendable (Visit) -> Tile] = chosen.map { service in
                { _ in Tile(service.title, to: OpenIDPath.serviceStart(service.client)) }
            }
            guard role == .administrator else { return tiles }
            let link = OpenIDPath.releases(record.provider.slug)
            return tiles + [{ visit in Tile(texts(in: visit.language)(.releasesTitle), to: link, icon: .grid) }]
        })
    }
}
