import Accounts
import Base
import Directory
import Web

extension Desktop {
    /// What a role that governs does beside its schools.
    func tools(_ model: GovernorModel, _ words: Words<DesktopText>) -> HTML {
        let slug = model.record.provider.slug
        let tiles =
            model.role == .administrator
            ? [
                Tile(words(.imports), to: ActingPath.imports(slug), icon: .upload),
                Tile(words(.accessLogSearch), to: ActingPath.accessLogSearch(slug), icon: .eye),
            ] : []
        return tiles.isEmpty ? .nothing : Part.section(words(.tools), id: "tools", Part.tiles(tiles))
    }
}
