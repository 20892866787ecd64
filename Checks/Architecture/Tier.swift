/// Who stands on whom: a folder may import what comes before it in the list.
enum Tier {
    private static let order = [
        "Base", "Edges/", "Kernel/Jobs", "Kernel/Audit", "Kernel/Directory", "Kernel/Accounts", "Kernel/Clients",
        "Capabilities/", "App",
        "App/Main", "Checks/",
    ]

    static func mayImport(_ importer: String, _ imported: String) -> Bool {
        guard let above = place(of: importer), let below = place(of: imported) else { return false }
        if above != below { return above > below }
        switch order[above] {
        case "Edges/":
            return imported.hasPrefix("Edges/C") || (imported == "Edges/Storage" && importer != "Edges/Outbound")
        // One capability uses another, and one check another, when its line in the manifest says so.
        case "Capabilities/", "Checks/": return true
        default: return false
        }
    }

    private static func place(of path: String) -> Int? {
        order.lastIndex { path == $0 || ($0.hasSuffix("/") && path.hasPrefix($0)) }
    }
}
