import Accounts
import Base
import Directory
import Web

extension Desktop {
    /// What a role that governs does beside its schools.
    func tools(_ model: GovernorModel, _ words: Words<DesktopText>) -> HTML {
        let slug = model.record.provider.slug
        let rights =
            model.role == .office ? [] : [Tile(words(.rights), to: ActingPath.rights(model.role)(slug), icon: .key)]
        let search =
            model.role == .administrator
            ? [
                Tile(words(.imports), to: ActingPath.imports(slug), icon: .upload),
                Tile(words(.accessLogSearch), to: ActingPath.accessLogSearch(slug), icon: .eye),
            ] : []
        let tiles = rights + search
        return tiles.isEmpty ? .nothing : Part.section(words(.tools), id: "tools", Part.tiles(tiles))
    }
}
