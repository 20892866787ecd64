import Accounts
import Base
import Clients
import Storage

/// That an account signed in to a client, in one session: what tokens stand on. Its id is the `sid` of that client.
struct ClientGrant: RowDecodable, Sendable {
    let id: ID<ClientGrant>
    let account: ID<Account>
    let client: ID<Client>
    let session: ID<Session>
    let subject: String
    let scope: Scope
    let claims: ClaimsRequest
    let isOffline: Bool
    /// When the person showed who they are (`auth_time`).
    let signedInAt: Instant
    /// How (`acr`, `amr`), when the code was given; nil for grants of before.
    let level: AuthenticationLevel?
    let methods: [String]
    /// How its client wants to have signed what it is told of somebody; nil for plain JSON.
    let userinfoAlgorithm: SigningAlgorithm?

    init(row: inout Row) throws {
        id = try row.next()
        account = try row.next()
        client = try row.next()
        session = try row.next()
        subject = try row.next()
        scope = Scope(try row.next())
        claims = try row.next(JSONDocument.self).decoded()
        isOffline = try row.next()
        signedInAt = try row.next()
        level = try row.next(String?.self).flatMap(AuthenticationLevel.init)
        methods = (try row.next(String?.self) ?? "").split(separator: " ").map(String.init)
        userinfoAlgorithm = try row.next()
    }
}

/// A service that an account signed in to, for its owner.
struct SignedInService: RowDecodable, Sendable {
    let client: ID<Client>
    let metadata: ClientMetadata
    let usedAt: Instant

    init(row: inout Row) throws {
        client = try row.next()
        metadata = try row.next(JSONDocument.self).decoded()
        usedAt = try row.next()
    }
}

/// A screen that somebody signed in to a service by a code, for whoever did.
struct SignedInDevice: RowDecodable, Sendable {
    let grant: ID<ClientGrant>
    let client: ID<Client>
    let metadata: ClientMetadata
    let approvedAt: Instant

    init(row: inout Row) throws {
        grant = try row.next()
        client = try row.next()
        metadata = try row.next(JSONDocument.self).decoded()
        approvedAt = try row.next()
    }
}
