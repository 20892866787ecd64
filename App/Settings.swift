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
    var publicAddress: String?
    var tls: TLSFiles?
    let trustedProxies: Set<String>
    let metricsToken: Secret<String>?
    let connections: Int
    let logLevel: Logger.Level
    let sessions: SessionLimits
    let wordList: URL
    let postgresConnections: Int
    /// Where packages to import are put by others.
    let importFolder: URL?
    /// Whether identity providers on this machine may be asked by plain http.
    var allowsLoopbackOutbound: Bool
    /// Whether everybody knows the passwords; never configured, only `serve --testbed` says so.
    var isTestbed = false

    let sealKey: SealKey

    /// The PEM files that the server ends TLS with.
    struct TLSFiles: Sendable {
        let certificate: URL
        let key: URL
    }

    var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

    /// Reads environment and file; all problems are thrown together, by name and never by value.
    package init(
        _ environment: [String: String] = ProcessInfo.processInfo.environment, file: String? = nil
    ) throws(SettingsProblems) {
        let values = SettingsValues(SettingsSource(environment, file: file))
        data = URL(filePath: values.text(.data))
        database = values.database(in: data)
        host = values.text(.host)
        port = values.number(.port, 0...65535)
        publicAddress = values.publicAddress()
        tls = values.tls()
        trustedProxies = values.proxies()
        metricsToken = values.token()
        connections = values.number(.connections, 50...1_000_000)
        logLevel = values.logLevel()
        sessions = SessionLimits(
            idleMinutes: Int64(values.number(.idleMinutes, 5...43_200)),
            absoluteDays: Int64(values.number(.sessionDays, 1...365)))
        wordList = URL(filePath: values.text(.wordList))
        postgresConnections = values.number(.postgresConnections, 1...200)
        importFolder = values.folder(.importFolder)
        sealKey = values.sealKey(in: data)
        allowsLoopbackOutbound = values.flag(.outboundLoopback)
        let ways = values.problems(of: self)
        guard values.problems.isEmpty, ways.isEmpty else { throw SettingsProblems(lines: values.problems + ways) }
    }
}

/// Every setting that is missing or malformed.
package struct SettingsProblems: Error, CustomStringConvertible {
    package let lines: [String]
    package var description: String { lines.joined(separator: "\n") }
}

extension SettingsValues {
    /// What fits each by itself and not together.
    fileprivate func problems(of settings: Settings) -> [String] {
        var lines: [String] = []
        let (host, address, proxies) = (Setting.host.name, Setting.publicAddress.name, Setting.trustedProxies.name)
        let files = "\(Setting.certificate.name) and \(Setting.key.name)"
        if !settings.isLoopback && settings.tls == nil && settings.trustedProxies.isEmpty {
            lines.append(
                "\(host): beyond loopback either \(files) are needed, or \(proxies) with a proxy that ends TLS")
        }
        if settings.publicAddress == nil && (!settings.isLoopback || settings.tls != nil) {
            lines.append("\(address): needed beyond loopback and with TLS")
        }
        if settings.allowsLoopbackOutbound && settings.publicAddress != nil {
            lines.append("\(Setting.outboundLoopback.name): not with \(address)")
        }
        if !FileManager.default.isReadableFile(atPath: settings.wordList.path) {
            lines.append("\(Setting.wordList.name): the file cannot be read")
        }
        return lines
    }
}
