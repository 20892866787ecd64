import Accounts
import Base
package import Desktop
import Directory
import Web

extension OpenID {
    /// On an administrator's desktop: the way to what services get.
    package var contribution: Contribution {
        Contribution(tiles: { [texts] _, desk in
            guard case .own(let record, .administrator) = desk else { return [] }
            let link = OpenIDPath.releases(record.provider.slug)
            return [{ visit in Tile(texts(in: visit.language)(.releasesTitle), to: link, icon: .grid) }]
        })
    }
}
