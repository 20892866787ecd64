import Accounts
import Base
import Clients
import Crypto
import Foundation
import OpenID
import Storage

/// The services of a testbed: one for each way in which a client shows who it is.
struct TestbedClients: Sendable {
    let redirectURIs: [String]
    let logoutURIs: [String]

    /// A service as an outside tester is told of it.
    struct Told: Codable, Sendable {
        let authentication: String
        let client: ID<Client>
        let secret: String?
        /// For `private_key_jwt`: the key in PKCS #8, which signs with ES256 under the id `testbed`.
        let privateKey: String?
        let redirectURIs: [String]

        enum CodingKeys: String, CodingKey {
            case authentication = "token_endpoint_auth_method"
            case client = "client_id"
            case secret = "client_secret"
            case privateKey = "private_key"
            case redirectURIs = "redirect_uris"
        }
    }

    static let keyID = "testbed"

    func add(at now: Instant, in writer: any Writer) throws -> [Told] {
        try ClientAuthenticationMethod.allCases.map { method in
            let (id, secret, key) = (ID<Client>.new(at: now), Token.session(), P256.Signing.PrivateKey())
            let hasSecret = [.secretBasic, .secretPost].contains(method)
            let metadata = try metadata(method, key.publicKey)
            try Client.add(
                id, metadata, secretHash: hasSecret ? secret.hash : nil, needsPKCE: method == .none,
                by: .command, at: now, in: writer)
            return Told(
                authentication: method.rawValue, client: id, secret: hasSecret ? secret.text : nil,
                privateKey: method == .privateKey ? key.pemRepresentation : nil, redirectURIs: redirectURIs)
        }
    }

    /// Answers at these addresses from now on.
    func move(_ told: [Told], at now: Instant, in writer: any Writer) throws -> [Told] {
        try told.map { one in
            guard let client = try writer.first(Client.under(one.client)) else { return one }
            var metadata = client.metadata
            (metadata.redirectURIs, metadata.postLogoutRedirectURIs) = (redirectURIs, logoutURIs)
            try RegistrationRules.check(metadata)
            try Client.change(
                one.client, metadata, needsPKCE: client.needsPKCE, mayRefresh: client.mayRefresh, by: .command,
                at: now, in: writer)
            return Told(
                authentication: one.authentication, client: one.client, secret: one.secret, privateKey: one.privateKey,
                redirectURIs: redirectURIs)
        }
    }

    private func metadata(
        _ method: ClientAuthenticationMethod, _ key: P256.Signing.PublicKey
    ) throws -> ClientMetadata {
        var metadata = ClientMetadata(clientName: "Testipalvelu \(method.rawValue)")
        (metadata.redirectURIs, metadata.postLogoutRedirectURIs) = (redirectURIs, logoutURIs)
        metadata.tokenEndpointAuthMethod = method
        metadata.grantTypes = [.authorizationCode, .refreshToken, .deviceCode]
        if method != .none {
            metadata.grantTypes.append(.clientCredentials)
            metadata.scope = "roster.read"
        }
        if method == .privateKey {
            metadata.assertionAlgorithm = .es256
            metadata.keys = try TestbedClients.published(key)
        }
        try RegistrationRules.check(metadata)
        return metadata
    }

    /// RFC 7518 §6.2.1.
    private static func published(_ key: P256.Signing.PublicKey) throws -> JSONObject {
        let point = Array(key.rawRepresentation)
        let jwk = [
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": keyID,
            "x": Base64URL.text(point.prefix(32)), "y": Base64URL.text(point.suffix(32)),
        ]
        let bytes = try JSONEncoder().encode(["keys": [jwk]])
        return JSONObject(text: String(decoding: bytes, as: UTF8.self))
    }
}
