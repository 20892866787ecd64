package import Base
import Crypto
import Foundation
package import Storage
package import Web

/// How a request says which client it is from.
package enum ClientProof: Equatable, Sendable {
    case basic(id: String, secret: Secret<String>)
    case post(id: String, secret: Secret<String>)
    case assertion(String, id: String)
    /// Its name alone: a public client.
    case named(id: String)

    /// The type of an assertion (RFC 7523 §2.2).
    package static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    /// Reads the one way in which the client shows who it is; more than one is refused (RFC 6749 §2.3).
    package init(authorization: String?, form: Form) throws(OAuthError) {
        let basic = try authorization.flatMap { $0.lowercased().hasPrefix("basic ") ? String($0.dropFirst(6)) : nil }
            .map { text throws(OAuthError) in try ClientProof.basic(text) }
        let id = form["client_id"]
        let ways = [basic != nil, form["client_secret"] != nil, form["client_assertion"] != nil].filter { $0 }
        guard ways.count <= 1 else {
            throw OAuthError(.invalidRequest, "The client shows who it is in more than one way.")
        }
        if let basic {
            guard id == nil || id == basic.id else {
                throw OAuthError(.invalidClient, "client_id is another than that of the header.", triedHeader: true)
            }
            self = .basic(id: basic.id, secret: basic.secret)
        } else if let assertion = form["client_assertion"] {
            guard form["client_assertion_type"] == Self.assertionType else { throw OAuthError.invalidClient }
            let subject = AssertionClaims.subject(of: assertion)
            guard let subject, id == nil || id == subject else { throw OAuthError.invalidClient }
            self = .assertion(assertion, id: subject)
        } else if let id {
            self = form["client_secret"].map { .post(id: id, secret: Secret($0)) } ?? .named(id: id)
        } else {
            throw OAuthError.invalidClient
        }
    }

    /// Name and secret are form-encoded before they are joined (RFC 6749 §2.3.1).
    private static func basic(_ text: String) throws(OAuthError) -> (id: String, secret: Secret<String>) {
        let parts = Data(base64Encoded: text.trimmed).flatMap { String(validating: $0, as: UTF8.self) }?.split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let parts, parts.count == 2, let id = formDecoded(parts[0]), let secret = formDecoded(parts[1]) else {
            throw OAuthError(.invalidClient, "The header is not what RFC 7617 says.", triedHeader: true)
        }
        return (id, Secret(secret))
    }

    private static func formDecoded(_ text: Substring) -> String? {
        // Nearly every name and secret says itself.
        let isPlain = text.utf8.allSatisfy { $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") && $0 != 0 }
        return isPlain ? String(text) : (try? Form(encoded: "v=\(text.replacing("&", with: "%26"))"))?["v"]
    }

    package var clientID: ID<Client>? {
        switch self {
        case .basic(let id, _), .post(let id, _), .assertion(_, let id), .named(let id): ID(id)
        }
    }

    var method: ClientAuthenticationMethod {
        switch self {
        case .basic: .secretBasic
        case .post: .secretPost
        case .assertion: .privateKey
        case .named: .none
        }
    }
}

/// What a client's assertion says (RFC 7523 §3).
struct AssertionClaims: Codable, Sendable {
    let iss: String
    let sub: String
    let aud: Audience
    let exp: NumericDate
    let iat: NumericDate?
    let nbf: NumericDate?
    let jti: String

    /// Whose assertion it claims to be; only to know whose keys verify it.
    static func subject(of token: String) -> String? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64URL.bytes(parts[1]) else { return nil }
        return (try? JSONDecoder().decode(Subject.self, from: Data(bytes)))?.sub
    }

    private struct Subject: Decodable { let sub: String }
}

/// Makes sure that a client is who it says.
package struct ClientCheck: Sendable {
    private let database: any Database
    /// Names under which an assertion may be addressed to us: the issuer and the endpoint that is asked (RFC 7523 §3).
    private let audiences: @Sendable (String) -> [String]
    private let keys: @Sendable (Client) async throws -> JWKSet

    /// - Parameter keys: the public keys of a client that signs its assertions.
    package init(
        database: any Database, audiences: @escaping @Sendable (String) -> [String],
        keys: @escaping @Sendable (Client) async throws -> JWKSet
    ) {
        (self.database, self.audiences, self.keys) = (database, audiences, keys)
    }

    /// An assertion lives so long at most (standards, RFC 7523 §3: "unreasonably far in the future").
    private static let mostMinutes: Int64 = 5
    /// Clocks may differ so much.
    private static let skewSeconds: Int64 = 30

    /// The client of a request, by the one method that it registered. Whether a client exists is not told.
    package func client(of call: OutsideCall) async throws -> Client {
        try await client(of: call) { _ in }.client
    }

    /// The same, with what one looks up in the same read, whoever asks.
    package func client<Beside: Sendable>(
        of call: OutsideCall, beside: @escaping @Sendable (any Reader) throws -> Beside
    ) async throws -> (client: Client, beside: Beside) {
        let triedHeader = call.header("Authorization")?.lowercased().hasPrefix("basic ") == true
        do {
            let proof = try ClientProof(authorization: call.header("Authorization"), form: call.form)
            return try await client(proof, call, beside)
        } catch let error as OAuthError where error.code == .invalidClient {
            throw OAuthError(.invalidClient, error.description, triedHeader: triedHeader)
        }
    }

    private func client<Beside: Sendable>(
        _ proof: ClientProof, _ call: OutsideCall, _ beside: @escaping @Sendable (any Reader) throws -> Beside
    ) async throws -> (client: Client, beside: Beside) {
        let (known, found) = try await database.read { reader in
            (try proof.clientID.flatMap { try reader.first(Client.under($0)) }, try beside(reader))
        }
        let isRight =
            switch proof {
            case .basic(_, let secret), .post(_, let secret): known.hasSecret(secret)
            case .assertion(let token, _): try await isGood(token, of: known, call)
            case .named: known?.isPublic == true
            }
        guard isRight, let known, known.metadata.tokenEndpointAuthMethod == proof.method else {
            throw OAuthError.invalidClient
        }
        return (known, found)
    }

    private func isGood(_ token: String, of client: Client?, _ call: OutsideCall) async throws -> Bool {
        guard let client, client.metadata.tokenEndpointAuthMethod == .privateKey else { return false }
        let claims: AssertionClaims
        do {
            claims = try await TokenCheck.claims(
                of: token, in: keys(client), algorithm: client.metadata.assertionAlgorithm ?? .rs256, type: nil,
                as: AssertionClaims.self)
        } catch is TokenFault {
            return false
        }
        let (id, now) = (client.id.description, call.now)
        let latest = NumericDate(now.adding(minutes: Self.mostMinutes).adding(seconds: Self.skewSeconds))
        let early = NumericDate(now.adding(seconds: Self.skewSeconds))
        guard claims.iss == id, claims.sub == id, claims.aud.names.contains(where: audiences(call.origin).contains),
            claims.exp > NumericDate(now), claims.exp <= latest, !claims.jti.isEmpty, claims.jti.utf8.count <= 255,
            claims.iat.map({ $0 <= early }) ?? true, claims.nbf.map({ $0 <= early }) ?? true
        else { return false }
        return try await database.write { writer in
            try Client.use(
                Array(SHA256.hash(data: Data(claims.jti.utf8))), of: client.id, until: claims.exp.instant, in: writer)
        }
    }
}

extension Client? {
    /// Compared by hashes and in the same time for every secret, also when there is no such client.
    fileprivate func hasSecret(_ secret: Secret<String>) -> Bool { secret.matches(self?.secretHash) }
}

extension Client {
    /// Whether this is the secret that it was given.
    package func hasSecret(_ secret: Secret<String>) -> Bool { secret.matches(secretHash) }
}

extension Secret<String> {
    fileprivate func matches(_ hash: [UInt8]?) -> Bool {
        let given = Array(SHA256.hash(data: Data(reveal().utf8)))
        let kept = hash ?? Array(repeating: 0, count: given.count)
        let difference = zip(given, kept).reduce(UInt8(kept.count == given.count ? 0 : 1)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0
    }
}
