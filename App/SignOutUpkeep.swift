import Logging
import ServiceLifecycle

/// Tells services every second who has signed out, apart from other work: a service that does not answer holds up no log.
struct SignOutUpkeep: Service, CustomStringConvertible {
    let house: House
    let logger: Logger

    var description: String { "SignOutUpkeep" }

    func run() async throws {
        let (hour, day, usual): (Int, Int64, Int64) = (3600, 24 * 60, 5)
        await cancelWhenGracefulShutdown {
            var seconds = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                do {
                    try await house.tellOfSignOuts(lookingBack: seconds % hour == 0 ? day : usual)
                } catch {
                    logger.error(
                        "services could not be told of sign-outs; it is tried again",
                        metadata: ["error": "\(type(of: error))"])
                }
                seconds += 1
            }
        }
    }
}
