import Base
import Web

/// What the browser brought back from an identity provider's authorization endpoint.
struct AuthorizationAnswer: Sendable {
    enum Refusal: Error, Hashable, Sendable {
        /// Something is missing, or there twice (RFC 6749 §3.1).
        case malformed
        /// From another issuer than the one that was asked (RFC 9207 §2.4).
        case otherIssuer
        /// The identity provider says why nobody was signed in (RFC 6749 §4.1.2.1).
        case error(Reason)
    }

    /// Errors that a reader can do something about.
    enum Reason: Hashable, Sendable {
        /// The person turned back, or is not allowed to use the service.
        case denied
        /// It works again by itself, perhaps.
        case busy
        case other
    }

    /// The state, once and not empty.
    static func state(in query: Form) -> String? {
        let states = query.all("state")
        return states.count == 1 && !states[0].isEmpty ? states[0] : nil
    }

    /// The code, if the answer is from `issuer` and no error.
    ///
    /// - Parameter namesIssuer: whether the issuer's metadata promises `iss` in every answer.
    static func code(in query: Form, issuer: String, namesIssuer: Bool) throws(Refusal) -> String {
        for name in ["code", "iss", "error"] where query.all(name).count > 1 { throw .malformed }
        if let named = query["iss"] {
            guard named == issuer else { throw .otherIssuer }
        } else if namesIssuer {
            throw .otherIssuer
        }
        if let error = query["error"] {
            switch error {
            case "access_denied", "unauthorized_client", "interaction_required", "login_required", "consent_required":
                throw .error(.denied)
            case "temporarily_unavailable", "server_error": throw .error(.busy)
            default: throw .error(.other)
            }
        }
        guard let code = query["code"], !code.isEmpty, code.utf8.count <= 4000 else { throw .malformed }
        return code
    }
}
