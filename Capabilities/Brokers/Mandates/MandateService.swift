import Base
import Outbound
import Storage
import Web

/// Where it is asked whom somebody may act for.
struct MandateAddress: Codable, Hashable, Sendable {
    let address: String
    let clientID: String
}

/// What shows that service that it is us.
struct MandateSecrets: Codable, Sendable {
    /// Every question is signed with it.
    let key: String
    /// For the code that the browser brings.
    let password: String

    static let place = "identity_provider.mandate_secrets"
}

/// A conversation with that service about one human being.
struct MandateSession: Codable, Hashable, Sendable {
    let session: String
    let user: String
}

/// Whom somebody may act for: the port behind which Suomi.fi's Valtuudet stand. Codes go in and out of memory alone.
protocol MandateService: Sendable {
    /// Says who asks.
    func begin(_ code: PersonalIdentityCode, at now: Instant) async throws(MandateFault) -> MandateSession
    /// Where the browser goes to choose for whom.
    func choosing(
        _ session: MandateSession, backTo redirect: String, in language: Language
    ) throws(MandateFault) -> OutsideAddress
    /// Whom they chose and may act for, with the code that the browser has brought.
    func allowed(
        _ session: MandateSession, code: String, backTo redirect: String, at now: Instant
    ) async throws(MandateFault) -> [PersonalIdentityCode]
}

/// Why nothing is known of mandates. It names nobody.
enum MandateFault: Error, Sendable {
    case unreachable(OutboundFault)
    case status(Int)
    case malformed
    /// The key and the password cannot be opened.
    case secret

    var log: String {
        switch self {
        case .unreachable(let fault): "the mandate service was not reached: \(fault)"
        case .status(let status): "the mandate service answered with status \(status)"
        case .malformed: "an answer of the mandate service is malformed"
        case .secret: "the secrets of the mandate service cannot be opened"
        }
    }
}
