package import Accounts
import Base
import Directory
package import Web

/// The first page of each role: what is theirs.
package struct Desktop: Sendable {
    let chrome: Chrome
    let texts: TextTable<DesktopText>

    package init(chrome: Chrome) throws {
        self.chrome = chrome
        texts = try TextTable(in: .module)
    }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountFamily(on: site)
        mountChild(on: site)
        mountPupil(on: site)
        for role in [Role.teacher, .assistant] { mountMember(on: site, as: role) }
        for role in [Role.principal, .office, .administrator] { mountGovernor(on: site, as: role) }
    }

    /// "Huomenta, Sari": by the hour in Finland.
    func greeting(_ viewer: Viewer, _ visit: Visit) -> String {
        let hour = visit.now.local.minute / 60
        let key: DesktopText = (4..<10).contains(hour) ? .morning : (10..<17).contains(hour) ? .day : .evening
        return texts(in: visit.language)(key, ["name": viewer.name?.called ?? viewer.signInName])
    }

    /// Where every desktop leads beside its own work.
    func places(_ words: Words<DesktopText>, _ own: [Tile] = []) -> HTML {
        let account = Tile(
            words(.account), to: ActingPath.account(), note: words(.accountNote), icon: .device)
        return Part.section(words(.places), id: "places", Part.tiles(own + [account]))
    }
}
