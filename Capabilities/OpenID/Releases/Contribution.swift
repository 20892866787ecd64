import Accounts
import Base
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
            let chosen = services.reduce(into: [StartableService]()) {
                if $0.last?.client != $1.client { $0.append($1) }
            }
            let tiles: [@Sendable (Visit) -> Tile] = chosen.map { service in
                { _ in Tile(service.title, to: OpenIDPath.serviceStart(service.client)) }
            }
            guard role == .administrator else { return tiles }
            let link = OpenIDPath.releases(record.provider.slug)
            return tiles + [{ visit in Tile(texts(in: visit.language)(.releasesTitle), to: link, icon: .grid) }]
        })
    }
}
