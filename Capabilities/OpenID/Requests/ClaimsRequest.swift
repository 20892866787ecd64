import Clients
import Foundation

/// Single claims that a client asks for by name (OIDC Core §5.5). None is given unless its field is released.
struct ClaimsRequest: Codable, Equatable, Sendable {
    var userinfo: [String] = []
    var idToken: [String] = []
    /// What it says of `acr` in the ID Token (§5.5.1.1).
    var level: Level?

    /// The values of `acr` that are asked for, and whether no other will do.
    struct Level: Codable, Equatable, Sendable {
        var values: [String]
        var isEssential: Bool
    }

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
        level = ((object["id_token"] as? [String: Any])?["acr"] as? [String: Any]).map(Self.level)
    }

    private static func level(_ wish: [String: Any]) -> Level {
        let one = (wish["value"] as? String).map { [$0] }
        return Level(
            values: one ?? (wish["values"] as? [String]) ?? [], isEssential: wish["essential"] as? Bool ?? false)
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
