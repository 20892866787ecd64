import Accounts
import Base
import Directory
import Web

extension Desktop {
    /// What a role that governs does beside its schools.
    func tools(_ model: GovernorModel, _ visit: Visit, _ words: Words<DesktopText>) -> HTML {
        let slug = model.record.provider.slug
        let rights =
            model.role == .office ? [] : [Tile(words(.rights), to: ActingPath.rights(model.role)(slug), icon: .key)]
        let search =
            model.role == .administrator
            ? [
                Tile(words(.imports), to: ActingPath.imports(slug), icon: .upload),
                Tile(words(.accessLogSearch), to: ActingPath.accessLogSearch(slug), icon: .eye),
            ] : []
        let codes =
            model.role == .principal
            ? [] : [Tile(words(.timetableCodes), to: ActingPath.timetableCodes(model.role)(slug), icon: .calendar)]
        let all = model.contributed.tiles(visit) + rights + search + codes
        return all.isEmpty ? .nothing : Part.section(words(.tools), id: "tools", Part.tiles(all))
    }
}
