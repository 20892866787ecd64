import Accounts
import Base
import Configuration
import Foundation
import Logging
import Storage

/// Everything that is configured, read once.
package struct Settings: Sendable {
    let data: URL
    let database: DatabaseAddress
    let host: String
    var port: Int
    let publicAddress: String?
    let trustedProxies: Set<String>
    let logLevel: Logger.Level
    let sessions: SessionLimits
    let wordList: URL
    let postgresConnections: Int

    var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

    /// Reads the environment; all problems are thrown together, by name and never by value.
    package init(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws(SettingsProblems) {
        let source = Source(ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment)))
        data = URL(filePath: source.text(.data))
        database = source.database(in: data)
        host = source.text(.host)
        port = source.number(.port, 0...65535)
        publicAddress = source.publicAddress()
        trustedProxies = source.list(.trustedProxies)
        logLevel = source.logLevel()
        sessions = SessionLimits(
            idleMinutes: Int64(source.number(.idleMinutes, 5...43_200)),
            absoluteDays: Int64(source.number(.sessionDays, 1...365)))
        wordList = URL(filePath: source.text(.wordList))
        postgresConnections = source.number(.postgresConnections, 1...200)
        if !isLoopback && (publicAddress == nil || trustedProxies.isEmpty) {
            source.problems.append(
                "\(Setting.host.name): beyond loopback \(Setting.publicAddress.name) and \(Setting.trustedProxies.name) "
                    + "are needed, since DigiOne does not end TLS itself")
        }
        if !FileManager.default.isReadableFile(atPath: wordList.path) {
            source.problems.append("\(Setting.wordList.name): the file cannot be read")
        }
        guard source.problems.isEmpty else { throw SettingsProblems(lines: source.problems) }
    }
}

/// Every setting that is missing or malformed.
package struct SettingsProblems: Error, CustomStringConvertible {
    package let lines: [String]
    package var description: String { lines.joined(separator: "\n") }
}

/// Reads settings and gathers what is wrong with them.
private final class Source {
    private let reader: ConfigReader
    var problems: [String] = []

    init(_ reader: ConfigReader) { self.reader = reader }

    func text(_ setting: Setting) -> String { setting.value(in: reader) ?? "" }

    func list(_ setting: Setting) -> Set<String> {
        Set(text(setting).split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty })
    }

    func number(_ setting: Setting, _ range: ClosedRange<Int>) -> Int {
        if let value = Int(text(setting)), range.contains(value) { return value }
        problems.append("\(setting.name): a number from \(range.lowerBound) to \(range.upperBound)")
        return range.lowerBound
    }

    func logLevel() -> Logger.Level {
        if let level = Logger.Level(rawValue: text(.logLevel)) { return level }
        problems.append("\(Setting.logLevel.name): trace, debug, info, notice, warning or error")
        return .info
    }

    func publicAddress() -> String? {
        guard let text = Setting.publicAddress.value(in: reader) else { return nil }
        if let parts = URLComponents(string: text), parts.scheme == "https", parts.host != nil, parts.path.isEmpty {
            return text
        }
        problems.append("\(Setting.publicAddress.name): https://HOST, without a path")
        return nil
    }

    func database(in data: URL) -> DatabaseAddress {
        let file = DatabaseAddress.sqlite(path: data.appending(path: "digione.sqlite").path)
        guard let text = Setting.database.value(in: reader) else { return file }
        do {
            return try DatabaseAddress(text)
        } catch {
            if case .transport(let reason) = error { problems.append("\(Setting.database.name): \(reason)") }
            return file
        }
    }
}
