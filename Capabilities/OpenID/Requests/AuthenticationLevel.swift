import Accounts
import Base

/// How sure it is who somebody is (OIDC Core §2, `acr`). What is strong says decision 0018.
enum AuthenticationLevel: String, CaseIterable, Codable, Sendable {
    /// Signed in, in whatever way.
    case basic = "urn:digione:acr:basic"
    /// Confirmed within the last hour with more than a password.
    case strong = "urn:digione:acr:strong"
}

/// How somebody at the browser signed in, as far as a client may know.
struct Authentication: Equatable, Sendable {
    /// When they last showed who they are: at the door, or when they confirmed the session since (OIDC Core §2, `auth_time`).
    let signedInAt: Instant
    let level: AuthenticationLevel
    /// OIDC Core §2, `amr`, in the words of RFC 8176 §2; `fed` for a login elsewhere, which has none there.
    let methods: [String]

    /// - Parameters:
    ///   - begunAt: when the session began.
    ///   - begunBy: what it began with; nil where nobody knows.
    ///   - confirmed: when and with what it was last confirmed.
    ///   - isStrong: whether that still counts as strong.
    init(begunAt: Instant, by begunBy: Proof?, confirmed: (at: Instant, by: Proof)? = nil, isStrong: Bool = false) {
        signedInAt = confirmed.map { max($0.at, begunAt) } ?? begunAt
        level = isStrong ? .strong : .basic
        let proofs = [begunBy, confirmed?.by].compactMap { $0 }
        let words = proofs.flatMap(\.methods)
        let isMore = proofs.contains { $0.isStrong && $0 != .demo }
        methods = (words + (isMore ? ["mfa"] : [])).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension Proof {
    /// What RFC 8176 §2 calls it. A passkey asks for the user each time; a demo, where nobody proves anything, has no word.
    fileprivate var methods: [String] {
        switch self {
        case .password: ["pwd"]
        case .invitation, .code, .recovery: ["otp"]
        case .passkey: ["pop", "user"]
        case .broker, .strongBroker: ["fed"]
        case .badge: ["pin"]
        case .demo, .session: []
        }
    }
}

/// Which levels a client takes (OIDC Core §3.1.2.1, §5.5.1.1).
struct WantedLevel: Equatable, Sendable {
    /// None when it did not say, or named only what nobody here knows.
    let levels: Set<AuthenticationLevel>
    /// It takes no other answer, and named nothing that there is.
    let cannotBeMet: Bool

    /// - Parameters:
    ///   - names: the values that it named; none when it named nothing.
    ///   - isEssential: whether it takes nothing else.
    init(names: [String] = [], isEssential: Bool = false) {
        levels = Set(names.compactMap(AuthenticationLevel.init))
        cannotBeMet = isEssential && !names.isEmpty && levels.isEmpty
    }

    /// Whether only a session that is strong will do. Who takes both gets what there is: nobody is asked for more than
    /// the service needs.
    var needsStrong: Bool { levels == [.strong] }

    /// What is said of a session: the highest of the levels that were named, or the one that it has.
    func said(of reached: AuthenticationLevel) -> AuthenticationLevel {
        reached == .strong && levels == [.basic] ? .basic : reached
    }
}
