package import Accounts
import Base
import Directory
package import Web

/// The first page of each role: what is theirs.
package struct Desktop: Sendable {
    let chrome: Chrome
    let texts: TextTable<DesktopText>
    let contributions: [Contribution]
    let groups = GroupMemory()
    let own: OwnGroups

    /// - Parameters:
    ///   - contributions: what other capabilities add, in no particular order.
    ///   - own: the groups of the staff, as far as they are remembered.
    package init(chrome: Chrome, contributions: [Contribution], own: OwnGroups) throws {
        (self.chrome, self.contributions, self.own) = (chrome, contributions, own)
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

    /// Places to go that are the reader's own.
    func mine(_ tiles: [Tile], _ words: Words<DesktopText>) -> HTML {
        tiles.isEmpty ? .nothing : Part.section(words(.mine), id: "mine", Part.tiles(tiles))
    }

    /// Work, and beside it what there is to open; without the latter the work has the whole width.
    func columns(_ work: HTML, aside: HTML) -> HTML {
        aside.isEmpty ? "<div class=\"column\">\(work)</div>" : Part.columns(work, aside: aside)
    }
}
