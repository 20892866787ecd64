import Accounts
import Audit
import Base
import Clients
import HTTPTypes
import Directory
import Storage
import Web

extension OpenID {
    /// OIDC Core §5.3: what a client may know of the one who signed in, as the register has it now.
    func mountUserinfo(on site: Site<Viewer>) {
        site.outside(.get, OpenIDPath.userinfo, isForScripts: true) { call in try await userinfo(call) }
        site.outside(.post, OpenIDPath.userinfo, isForScripts: true) { call in try await userinfo(call) }
    }

    private func userinfo(_ call: OutsideCall) async throws -> OutsideAnswer {
        var answer = try await userinfoAnswer(call)
        answer.headers += proofs.nextNonce(for: call)
        return answer
    }

    private func userinfoAnswer(_ call: OutsideCall) async throws -> OutsideAnswer {
        do {
            return try await claims(of: ShownToken(of: call), call)
        } catch let error as OAuthError {
            return try ShownToken.refusal(error, to: call)
        } catch is TokenFault {
            return try ShownToken.refusal(OAuthError(.invalidToken, "The token is none of ours."), to: call)
        } catch StorageFault.unavailable, StorageFault.busy, StorageFault.timeout {
            return try OAuthError(.temporarilyUnavailable, "The database does not answer.").answer()
        }
    }

    private func claims(of token: ShownToken?, _ call: OutsideCall) async throws -> OutsideAnswer {
        guard let token else { throw OAuthError(.invalidToken, "") }
        let claims = try await accessClaims(token.text, call.now)
        try await checkKey(of: claims, token, call)
        let (limits, now) = (limits, call.now)
        let given = try await database.read { reader in
            guard let id = claims.grant, let grant = try reader.first(ClientGrant.open(id, at: now, limits)) else {
                throw OAuthError(.invalidToken, "They have signed out.")
            }
            let scope = Scope(claims.scope ?? "")
            guard scope.isOpenID else { throw OAuthError(.insufficientScope, "The token has no openid.") }
            var given = try Self.claims(of: grant, scope: scope, names: grant.claims.userinfo, at: now, in: reader)
            given.values["sub"] = .string(grant.subject)
            return (given: given, grant: grant)
        }
        note(given.given.disclosures, now)
        return try await answer(given.given.values, to: given.grant)
    }

    /// OIDC Core §5.3.2: signed, it says who says it to whom. It has neither times nor the type of an access token, so that it
    /// passes for none and for no ID Token.
    private func answer(_ values: [String: JSONValue], to grant: ClientGrant) async throws -> OutsideAnswer {
        guard let algorithm = grant.userinfoAlgorithm else { return try .json(values) }
        let claims = values.merging(["iss": .string(issuer), "aud": .string(grant.client.description)]) { $1 }
        let token = try await ring.signer(algorithm).sign(claims, type: IDClaims.type)
        return OutsideAnswer(status: 200, type: "application/jwt", body: Array(token.utf8))
    }

    /// RFC 9449 §7.1, §7.2: a token is shown the way that it was given, with a proof of its key if it has one.
    private func checkKey(of claims: AccessClaims, _ token: ShownToken, _ call: OutsideCall) async throws {
        guard token.scheme == AccessClaims.scheme(claims.cnf?.jkt) else {
            throw OAuthError(.invalidToken, "The token is shown in another way than it was given for.")
        }
        guard let key = claims.cnf?.jkt else { return }
        guard let proof = try await proofs.proof(of: call, at: OpenIDPath.userinfo, with: token.text) else {
            throw OAuthError(.invalidDPoPProof, "The DPoP header is missing.")
        }
        guard proof.key == key else { throw OAuthError(.invalidToken, "The token belongs to another key.") }
        try await proofs.use(proof, at: call.now)
    }

    /// Claims, and whose data they are, for the access log.
    struct Given: Sendable {
        var values: [String: JSONValue] = [:]
        var disclosures: [Disclosure] = []
    }

    /// What the releases of their providers let out of whoever stands behind a grant.
    static func claims(
        of grant: ClientGrant, scope: Scope, names: [String], at now: Instant, in reader: any Reader
    ) throws -> Given {
        guard !names.isEmpty || scope.words.contains(where: { !UserClaims.claims(of: $0).isEmpty }) else {
            return Given()
        }
        let day = Day(now.day)
        let records = try Viewer.relations(of: grant.account, on: day, in: reader).records
        let released = try ReleasedRecords.of(records, to: grant.client, on: day, in: reader)
        let affiliations = try released.entries.map { try Affiliation.of($0, on: day, in: reader) }
        var values = UserClaims(affiliations, scope: scope, names: names).values
        if scope.has("mpass"), !affiliations.isEmpty { values["urn:mpass.id:uid"] = .string(grant.subject) }
        let asked = ReleaseField.asked(by: scope, names: names)
        return Given(
            values: values, disclosures: affiliations.compactMap { $0.disclosure(of: asked, to: grant.client) })
    }
}

extension Affiliation {
    /// That a client was given what it asked for; nil when nothing of it was there.
    fileprivate func disclosure(of asked: Set<ReleaseField>, to client: ID<Client>) -> Disclosure? {
        let given = present.intersection(asked)
        guard !given.isEmpty else { return nil }
        return Disclosure(
            provider: provider.uuid, person: person.uuid, client: client.uuid, fields: given.map(\.rawValue))
    }
}
