import Clients
import Foundation

/// Single claims that a client asks for by name (OIDC Core §5.5). None is given unless its field is released.
struct ClaimsRequest: Codable, Equatable, Sendable {
    var userinfo: [String] = []
    var idToken: [String] = []

    /// None.
    init() {}

    /// Throws `invalid_request` for what is no such document. Values that are asked for are passed over but for their claim:
    /// what is not so is simply not said (§5.5.1).
    init(_ text: String?) throws(OAuthError) {
        guard let text else { return }
        guard text.utf8.count <= 10_000,
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        else { throw OAuthError(.invalidRequest, "claims is no JSON object.") }
        userinfo = try Self.names(object["userinfo"])
        idToken = try Self.names(object["id_token"])
    }

    private static func names(_ member: Any?) throws(OAuthError) -> [String] {
        guard let member, !(member is NSNull) else { return [] }
        guard let object = member as? [String: Any], object.count <= 100 else {
            throw OAuthError(.invalidRequest, "claims has a member that is no object.")
        }
        return object.keys.sorted()
    }

    var asksAuthTime: Bool { idToken.contains("auth_time") }
}
