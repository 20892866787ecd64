import Foundation
import Storage

/// When a testbed does not start: its passwords are known to everybody, so it stands on data of its own, on this machine.
enum TestbedRules {
    /// What the data folder is.
    enum Folder: Sendable {
        /// Missing or empty.
        case fresh
        /// A testbed was prepared in it.
        case testbed
        case other

        static func of(_ folder: URL) -> Folder {
            if FileManager.default.fileExists(atPath: Testbed.file(in: folder).path) { return .testbed }
            let content = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return content.isEmpty ? .fresh : .other
        }
    }

    /// Everything that stands against it, as sentences.
    static func refusals(_ settings: Settings, _ folder: Folder, isDemo: Bool) -> [String] {
        var lines: [String] = []
        func refuse(_ setting: Setting, _ why: String) { lines.append("\(setting.name): \(why)") }
        if !settings.isLoopback { refuse(.host, "a testbed listens on this machine alone") }
        if settings.port == 0 { refuse(.port, "a testbed needs a port that does not change") }
        let belongsElsewhere = "belongs to a server for real people, not to a testbed"
        if settings.publicAddress != nil { refuse(.publicAddress, belongsElsewhere) }
        if settings.tls != nil { refuse(.certificate, belongsElsewhere) }
        if !settings.trustedProxies.isEmpty { refuse(.trustedProxies, belongsElsewhere) }
        if settings.sealKey.configured != nil { refuse(.sealKey, belongsElsewhere) }
        if settings.metricsToken != nil { refuse(.metricsToken, belongsElsewhere) }
        if settings.importFolder != nil { refuse(.importFolder, belongsElsewhere) }
        if !isOwn(settings.database, in: settings.data) {
            refuse(.database, "a testbed has a database of its own in its data folder")
        }
        if case .other = folder {
            refuse(.data, "the folder holds something else; name one that is empty or not there")
        }
        if isDemo { lines.append("--demo and --testbed exclude each other") }
        return lines
    }

    private static func isOwn(_ database: DatabaseAddress, in folder: URL) -> Bool {
        guard case .sqlite(let path) = database else { return false }
        return path == Testbed.database(in: folder).path
    }

    /// Why data of a testbed is not served as if it were real; nil for other data.
    static func refusalToServe(_ settings: Settings) -> String? {
        guard case .testbed = Folder.of(settings.data) else { return nil }
        return "\(Setting.data.name): the folder is a testbed's, whose passwords everybody knows; add --testbed"
    }
}
