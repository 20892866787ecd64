import Clients
import Web

/// An access token as a request shows it (RFC 6750 §2, RFC 9449 §7.1): in the header, or as a bearer in the form of a POST;
/// never in the address.
struct ShownToken: Sendable {
    let scheme: String
    let text: String

    /// nil for a request without one.
    init?(of call: OutsideCall) throws(OAuthError) {
        let header = call.header("Authorization").flatMap { text in
            ["Bearer", "DPoP"].first { text.lowercased().hasPrefix("\($0) ".lowercased()) }.map { scheme in
                (scheme, String(text.dropFirst(scheme.count + 1)))
            }
        }
        let field = try Parameters(call.form).one("access_token").map { ("Bearer", $0) }
        guard header == nil || field == nil else {
            throw OAuthError(.invalidRequest, "The token is given in more than one way.")
        }
        guard let shown = header ?? field else { return nil }
        (scheme, text) = shown
    }

    /// RFC 6750 §3, RFC 9449 §7.1: both ways are named, and what was wrong beside the one that was tried. Without a token
    /// there is nothing wrong but that.
    static func refusal(_ error: OAuthError, to call: OutsideCall) throws -> OutsideAnswer {
        let isBare = error.code == .invalidToken && error.description.isEmpty
        var answer = isBare ? OutsideAnswer(status: 401) : try error.answer()
        if [.invalidDPoPProof, .useDPoPNonce].contains(error.code) { answer.status = 401 }
        let details =
            isBare ? "" : ", error=\"\(error.code.rawValue)\", error_description=\"\(error.description)\""
        let triesKey = call.header("Authorization")?.lowercased().hasPrefix("dpop ") == true
        let algorithms = SigningAlgorithm.allCases.map(\.rawValue).joined(separator: " ")
        answer.headers += [
            ("WWW-Authenticate", "Bearer realm=\"digione\"\(triesKey ? "" : details)"),
            ("WWW-Authenticate", "DPoP algs=\"\(algorithms)\"\(triesKey ? details : "")"),
        ]
        return answer
    }
}
