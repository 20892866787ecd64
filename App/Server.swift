import Accounts
import Base
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Outbound
import ServiceLifecycle
import SignIn
import Storage
import Web

/// The running server: the site, and the work beside it, until a signal ends both in order.
struct Server: Sendable {
    let settings: Settings
    let demo: DemoPersons?

    func run() async throws {
        let logger = settings.logger()
        let certificates = try settings.tls.map { try Certificates(chain: $0.certificate, key: $0.key) }
        let limits = ConnectionLimits(connections: OpenFiles.raise(for: settings.connections, logger))
        let database = try settings.openDatabase(logger)
        let applied = try await database.migrate(House.migrations(), at: .fromSystemClock())
        if !applied.isEmpty { logger.info("migrated", metadata: ["count": "\(applied.count)"]) }
        let traffic = Traffic(connections: limits.connections)
        let house = House(database: database, needs: try needs(traffic, logger))
        let application = Application(
            router: try house.site().router,
            server: .guarded(limits, traffic: traffic, certificates: certificates),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), backlog: 1024,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            services: [
                Upkeep(house: house, logger: logger), SignOutUpkeep(house: house, logger: logger),
                Renewal(certificates: certificates, logger: logger),
                ImportUpkeep(house: house, folder: settings.importFolder, logger: logger),
            ],
            onServerRunning: { channel in announce(channel.localAddress?.port ?? settings.port) },
            logger: logger)
        try await application.runService()
        await database.close()
    }

    private func needs(_ traffic: Traffic, _ logger: Logger) throws -> House.Needs {
        var needs = House.Needs(
            now: { .fromSystemClock() },
            origins: Origins(publicOrigin: settings.publicAddress, trustedProxies: settings.trustedProxies),
            // A browser that a tester lends us shall not keep to https for everything on this machine.
            hasTLS: settings.publicAddress != nil && !settings.isTestbed, hasher: try PasswordHasher(),
            rules: try PasswordRules(wordList: settings.wordList), sessions: settings.sessions,
            seal: try settings.sealKey.seal(),
            demo: demo,
            traffic: traffic,
            watchers: Watchers(
                token: settings.metricsToken, isBehindProxy: settings.publicAddress != nil && settings.tls == nil),
            complain: { logger.warning("\($0)") })
        needs.hasPlainDoor = settings.isTestbed
        needs.outbound = .live(allowsLoopback: settings.allowsLoopbackOutbound)
        needs.loopback = "http://localhost:\(settings.port)"
        return needs
    }

    private func announce(_ port: Int) {
        let scheme = settings.tls == nil ? "http" : "https"
        let line = "DigiOne answers at \(scheme)://\(settings.isLoopback ? "localhost" : settings.host):\(port)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }
}

/// Writes gathered looks every second, removes what is old every hour, and writes once more at the end.
struct Upkeep: Service, CustomStringConvertible {
    let house: House
    let logger: Logger

    /// The lifecycle's own log prints its services; the house holds what no log shall.
    var description: String { "Upkeep" }

    func run() async throws {
        let hour = 3600
        await cancelWhenGracefulShutdown {
            var seconds = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                await attempt { try await house.flush() }
                if seconds % hour == 0 { await attempt { try await house.removeOld() } }
                if seconds % 60 == 0 { await attempt { try await house.refreshPlaces() } }
                seconds += 1
            }
        }
        await attempt { try await house.flush() }
    }

    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            logger.error("upkeep could not write; it tries again", metadata: ["error": "\(type(of: error))"])
        }
    }
}
