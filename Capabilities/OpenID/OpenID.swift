package import Accounts
package import Audit
package import Base
package import Clients
import Directory
package import SignIn
package import Storage
package import Web

/// DigiOne as an OpenID Connect provider: services send their users here to sign in, and get what a provider has released.
package struct OpenID: Sendable {
    let database: any Database
    let now: @Sendable () -> Instant
    /// The exact name under which tokens are issued, `https://host` without a path.
    let issuer: String
    let ring: KeyRing
    let limits: SessionLimits
    let chrome: Chrome
    let clients: ClientCheck
    /// Reads what a client publishes at an address.
    let documents: @Sendable (OutsideAddress) async throws -> [UInt8]
    let proofs: DPoPCheck
    /// Takes note of what services are given, for the access log.
    let note: @Sendable ([Disclosure], Instant) -> Void
    let rates: CallRates
    let texts: TextTable<OpenIDText>
    /// Where a sign-out goes on.
    package var steps: [SignOutStep] = []
    let discovery: OutsideAnswer
    /// Access tokens whose signatures were found good, by their hashes and the ids of the keys that were asked.
    let verified = Memory<[UInt8], [String?], AccessClaims>(limit: 4000)

    /// - Parameters:
    ///   - seal: what the nonces of proofs are made with, the same on every node.
    ///   - rates: how often programs have called.
    ///   - note: takes note of what services are given, for the access log.
    ///   - keys: reads the public keys that a client publishes at an address.
    ///   - documents: reads anything else that it publishes.
    package init(
        database: any Database, now: @escaping @Sendable () -> Instant, issuer: String, ring: KeyRing,
        limits: SessionLimits, chrome: Chrome, seal: Seal,
        rates: CallRates, note: @escaping @Sendable ([Disclosure], Instant) -> Void,
        keys: @escaping @Sendable (OutsideAddress) async throws -> JWKSet,
        documents: @escaping @Sendable (OutsideAddress) async throws -> [UInt8]
    ) throws {
        (self.database, self.now, self.issuer, self.ring) = (database, now, issuer, ring)
        (self.limits, self.chrome, self.rates, self.documents) = (limits, chrome, rates, documents)
        self.note = note
        texts = try TextTable(in: .module)
        discovery = try Discovery(issuer: issuer).answer()
        proofs = DPoPCheck(database: database, seal: seal, issuer: issuer)
        clients = ClientCheck(
            database: database,
            audiences: { _ in [issuer] + OpenIDPath.endpoints.map { issuer + $0.description } },
            keys: { client in try await client.publicKeys(keys) })
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "OpenID", in: .module) }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountDiscovery(on: site)
        mountAuthorization(on: site)
        mountTokens(on: site)
        mountDevice(on: site)
        mountUserinfo(on: site)
        mountSignOut(on: site)
        mountRegistration(on: site)
        mountServices(on: site)
        mountServiceStart(on: site)
        mountReleases(on: site)
    }

    /// The client of a call, within what its address and itself may ask in a minute.
    func caller(_ call: OutsideCall) async throws -> Client { try await caller(call) { _ in }.client }

    /// The same, with what is looked up in the same read.
    func caller<Beside: Sendable>(
        _ call: OutsideCall, beside: @escaping @Sendable (any Reader) throws -> Beside
    ) async throws -> (client: Client, beside: Beside) {
        try rates.count(.tokens, from: call.address, at: call.now)
        let found = try await clients.client(of: call, beside: beside)
        try rates.count(.tokens, of: found.client, at: call.now)
        return found
    }

    /// The same with the proof of a key that it brings to `path`. That is judged first, so that the challenge for its nonce
    /// costs the client neither assertion nor code.
    func caller(_ call: OutsideCall, provingAt path: PathPattern) async throws -> (client: Client, proof: DPoPProof?) {
        try rates.count(.tokens, from: call.address, at: call.now)
        let proof = try await proofs.proof(of: call, at: path)
        let client = try await clients.client(of: call)
        try rates.count(.tokens, of: client, at: call.now)
        return (client, proof)
    }

    /// An answer of an endpoint for programs: errors as the specifications write them, also when the database is away.
    func answering(
        _ answer: @escaping @Sendable (OutsideCall) async throws -> OutsideAnswer
    ) -> @Sendable (OutsideCall) async throws -> OutsideAnswer {
        { call in
            var reply: OutsideAnswer
            do {
                reply = try await answer(call)
            } catch let error as OAuthError {
                reply = try error.answer()
            } catch StorageFault.unavailable, StorageFault.busy, StorageFault.timeout {
                reply = try OAuthError(.temporarilyUnavailable, "The database does not answer.").answer()
            }
            reply.headers += proofs.nextNonce(for: call)
            return reply
        }
    }

    /// Ends everything that stands on an account at services, also what was to go on, and tells them.
    package static func endAll(_ account: ID<Account>, at now: Instant, in writer: any Writer) throws {
        for grant in try writer.all(ClientGrant.unended(of: account)) {
            try ClientGrant.end(grant, at: now, in: writer)
            try SignOutNotice.gather(grant, in: writer)
        }
    }

    /// Removes what nobody can use any more.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        try AuthorizationCode.removeOld(at: now, in: writer)
        try RefreshToken.removeOld(at: now, in: writer)
        try DeviceRequest.removeOld(at: now, in: writer)
        try ClientGrant.removeOld(at: now, in: writer)
        try PendingRequest.removeOld(at: now, in: writer)
        try PendingSignOut.removeOld(at: now, in: writer)
        try Client.removeOld(at: now, in: writer)
    }
}

/// The paths of the provider; all but discovery stand under one word.
package enum OpenIDPath {
    static let configuration: PathPattern = "/.well-known/openid-configuration"
    static let oauthConfiguration: PathPattern = "/.well-known/oauth-authorization-server"
    /// Our public keys.
    package static let keys: PathPattern = "/oidc/keys"
    static let authorize: PathPattern = "/oidc/authorize"
    static let request: PathPattern = "/oidc/requests/{request}"
    static let answer: PathPattern = "/oidc/requests/{request}/answer"
    static let refusal: PathPattern = "/oidc/requests/{request}/refusal"
    static let token: PathPattern = "/oidc/token"
    static let userinfo: PathPattern = "/oidc/userinfo"
    static let introspection: PathPattern = "/oidc/introspection"
    static let revocation: PathPattern = "/oidc/revocation"
    static let pushed: PathPattern = "/oidc/par"
    static let deviceAuthorization: PathPattern = "/oidc/device"
    static let device: PathPattern = "/device"
    static let deviceWithCode: PathPattern = "/device/{code}"
    static let deviceApproval: PathPattern = "/device/approval"
    static let deviceRefusal: PathPattern = "/device/refusal"
    static let signOut: PathPattern = "/oidc/sign-out"
    static let signOutRequest: PathPattern = "/oidc/sign-out/requests/{request}"
    static let signOutAnswer: PathPattern = "/oidc/sign-out/requests/{request}/answer"
    static let registration: PathPattern = "/oidc/clients"
    static let client: PathPattern = "/oidc/clients/{client}"
    static let services: PathPattern = "/account/services"
    static let serviceStart: PathPattern = "/account/services/{client}/start"
    static let serviceEnding: PathPattern = "/account/services/{client}/ending"
    static let deviceEnding: PathPattern = "/account/services/devices/{grant}/ending"
    static let releases: PathPattern = "/{provider}/administrator/releases"
    static let releaseForm: PathPattern = "/{provider}/administrator/releases/new/{client}"
    static let release: PathPattern = "/{provider}/administrator/releases/{release}"
    static let releaseEnding: PathPattern = "/{provider}/administrator/releases/{release}/ending"

    /// Under whose names an assertion may be addressed to us (RFC 7523 §3, RFC 9126 §2).
    static let endpoints = [token, introspection, revocation, pushed, deviceAuthorization]
}

extension Client {
    /// The keys that this client's assertions are verified with: registered with it, or published by it.
    func publicKeys(_ fetched: (OutsideAddress) async throws -> JWKSet) async throws -> JWKSet {
        if let keys = metadata.keys { return try JWKSet(json: keys.text.utf8) }
        guard let address = metadata.keysURI.flatMap(OutsideAddress.init(registered:)) else {
            throw TokenFault.unknownKey
        }
        return try await fetched(address)
    }
}
