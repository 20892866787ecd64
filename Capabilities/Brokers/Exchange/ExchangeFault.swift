import Clients
import Outbound

/// Why an identity provider's answers were not taken. Nothing in it tells who wanted to sign in.
enum ExchangeFault: Error, Sendable {
    case unreachable(OutboundFault)
    case status(Int)
    case metadata(IssuerMetadata.Refusal)
    /// The token endpoint's error code (RFC 6749 §5.2), of letters alone.
    case refused(String)
    /// Its answer was no answer of a token endpoint.
    case tokenAnswer
    case token(TokenFault)
    case claims(TokenRules.Refusal)
    case userinfo
    /// Userinfo was about somebody else than the ID Token.
    case otherSubject
    case secret
    /// A token that was agreed to be encrypted and is not.
    case notEncrypted
    /// The answer to a request that was left behind the browser's back.
    case pushed

    /// For the log.
    var log: String {
        switch self {
        case .unreachable(let fault): "an identity provider was not reached: \(fault)"
        case .status(let status): "an identity provider answered with status \(status)"
        case .metadata(let refusal): "an issuer's metadata: \(refusal.rawValue)"
        case .refused(let code): "an identity provider refused a code: \(code)"
        case .tokenAnswer: "an identity provider's token answer is malformed"
        case .token(let fault): "an ID token: \(fault)"
        case .claims(let refusal): "an ID token's claims: \(refusal.rawValue)"
        case .userinfo: "an identity provider's userinfo is malformed"
        case .otherSubject: "userinfo is about another subject than the ID token"
        case .notEncrypted: "a token that was to be encrypted is not"
        case .pushed: "an identity provider's answer to a pushed request is malformed"
        case .secret: "the secret of an identity provider cannot be opened"
        }
    }

    /// Whether it may work in a while without anybody doing anything.
    var isPassing: Bool {
        switch self {
        case .unreachable(let fault): [.unreachable, .timeout, .unresolved].contains(fault)
        case .status(let status): status >= 500 || status == 429
        default: false
        }
    }
}
