import Base
import Clients
import Directory

/// What is said of somebody: claim by claim, never an empty one (OIDC Core §5.3.2).
struct UserClaims: Sendable {
    private(set) var values: [String: JSONValue] = [:]

    /// - Parameters:
    ///   - names: single claims that were asked for beside those of the scope (OIDC Core §5.5).
    init(_ affiliations: [Affiliation], scope: Scope, names: [String]) {
        let all = UserClaims.standard(affiliations).merging(MPASSClaims(affiliations).values) { own, _ in own }
        for (name, value) in all
        where scope.words.contains(where: { UserClaims.claims(of: $0).contains(name) }) || names.contains(name) {
            values[name] = value
        }
    }

    /// Every claim that may be said, for the discovery document.
    static let supported =
        ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "sid", "acr", "amr"] + Scope.supported.flatMap(claims)

    /// The claims that a word of the scope asks for (OIDC Core §5.4; `digione` and `mpass` are ours).
    static func claims(of word: String) -> [String] {
        switch word {
        case "profile": ["name", "given_name", "family_name", "nickname", "birthdate", "locale"]
        case "email": ["email"]
        case "phone": ["phone_number"]
        case "digione": ["digione"]
        case "mpass": MPASSClaims.names
        default: []
        }
    }

    /// The name comes from the first record whose provider lets it out.
    private static func standard(_ affiliations: [Affiliation]) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        if let name = affiliations.first(where: { $0.fields.contains(.name) })?.name {
            values["name"] = .string(name.full)
            values["given_name"] = text(name.given)
            values["family_name"] = text(name.family)
            values["nickname"] = text(name.called)
        }
        values["birthdate"] = affiliations.firstValue(\.birthDate).map { .string($0.description) }
        values["locale"] = affiliations.firstValue(\.language).flatMap(text)
        values["email"] = affiliations.firstValue(\.email).flatMap(text)
        values["phone_number"] = affiliations.firstValue(\.phone).flatMap(text)
        let own = affiliations.compactMap(digione)
        if !own.isEmpty { values["digione"] = .list(own) }
        return values
    }

    static func text(_ value: String) -> JSONValue? { value.isEmpty ? nil : .string(value) }

    /// One provider's part of the `digione` claim.
    private static func digione(_ affiliation: Affiliation) -> JSONValue? {
        var value: [String: JSONValue] = [:]
        let posts = affiliation.posts.filter { !$0.fields.isDisjoint(with: [.school, .role]) }
        if !posts.isEmpty { value["roles"] = .list(posts.map(role)) }
        if !affiliation.groups.isEmpty {
            value["groups"] = .list(
                affiliation.groups.map { group in
                    .object([
                        "id": .string(group.id.description), "title": .string(group.title),
                        "type": .string(group.isHomeroom ? "homeroom" : "scheduled"),
                        "role": .string(group.role.rawValue),
                    ])
                })
        }
        value["class_level"] = affiliation.classLevel.flatMap(text)
        value["learner_number"] = affiliation.learnerNumber.flatMap(text)
        guard !value.isEmpty else { return nil }
        value["provider"] = .object(organisation(affiliation.providerOID, nil, affiliation.providerName))
        return .object(value)
    }

    private static func role(_ post: Affiliation.Post) -> JSONValue {
        var value: [String: JSONValue] = [:]
        if post.fields.contains(.role) { value["role"] = .string(post.role.rawValue) }
        if post.fields.contains(.school) {
            value["school"] = .object(organisation(post.schoolOID, post.schoolCode, post.schoolName))
        }
        return .object(value)
    }

    private static func organisation(_ oid: String?, _ code: String?, _ name: String) -> [String: JSONValue] {
        var value: [String: JSONValue] = ["name": .string(name)]
        value["oid"] = oid.map { .string($0) }
        value["code"] = code.map { .string($0) }
        return value
    }
}

extension [Affiliation] {
    fileprivate func firstValue<Value>(_ member: KeyPath<Affiliation, Value?>) -> Value? {
        lazy.compactMap { $0[keyPath: member] }.first
    }
}
