import Clients
import Web

/// A token that lets a client register or look at its registration (RFC 7591 §3, RFC 7592 §2): a bearer, in the header.
enum RegistrationBearer {
    /// The token; `invalid_token` without a word for a request that has none (RFC 6750 §3).
    static func token(of call: OutsideCall) throws(OAuthError) -> String {
        guard let text = call.header("Authorization"), text.lowercased().hasPrefix("bearer ") else {
            throw OAuthError(.invalidToken, "")
        }
        return String(text.dropFirst(7))
    }

    /// The same for every token and every client that do not fit, whatever there is or was.
    static let unknown = OAuthError(.invalidToken, "The token is none of this client.")

    static func refusal(_ error: OAuthError) throws -> OutsideAnswer {
        let isBare = error.description.isEmpty
        let details = isBare ? "" : ", error=\"\(error.code.rawValue)\", error_description=\"\(error.description)\""
        var answer = isBare ? OutsideAnswer(status: 401) : try error.answer()
        answer.headers.append(("WWW-Authenticate", "Bearer realm=\"digione\"\(details)"))
        return answer
    }
}
