import Base
import Foundation
import Imports
import Logging
import ServiceLifecycle

/// Every minute: takes up imports that another process left, and looks into the folder for packages if there is one.
struct ImportUpkeep: Service, CustomStringConvertible {
    let house: House
    let folder: URL?
    let logger: Logger

    var description: String { "ImportUpkeep" }

    func run() async throws {
        let logger = logger
        let watch = folder.map { folder in
            FolderWatch(
                folder, database: house.database, desk: house.imports, now: { .fromSystemClock() },
                complain: { logger.warning("\($0)") })
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await attempt { try await house.imports.takeUp() }
                await attempt { try await watch?.look() }
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            logger.error(
                "imports could not be looked after; it is tried again", metadata: ["error": "\(type(of: error))"])
        }
    }
}
