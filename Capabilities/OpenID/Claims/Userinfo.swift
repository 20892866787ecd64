import Accounts
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
        do {
            return try await .json(claims(of: Bearer.token(of: call), call.now))
        } catch let error as OAuthError {
            return try Bearer.refusal(error)
        } catch is TokenFault {
            return try Bearer.refusal(OAuthError(.invalidToken, "The token is none of ours."))
        } catch StorageFault.unavailable, StorageFault.busy, StorageFault.timeout {
            return try OAuthError(.temporarilyUnavailable, "The database does not answer.").answer()
        }
    }

    private func claims(of token: String?, _ now: Instant) async throws -> [String: JSONValue] {
        guard let token else { throw OAuthError(.invalidToken, "") }
        let claims = try await accessClaims(token, now)
        let limits = limits
        return try await database.read { reader in
            guard let id = claims.grant, let grant = try reader.first(ClientGrant.open(id, at: now, limits)) else {
                throw OAuthError(.invalidToken, "They have signed out.")
            }
            let scope = Scope(claims.scope ?? "")
            guard scope.isOpenID else { throw OAuthError(.insufficientScope, "The token has no openid.") }
            return try Self.claims(of: grant, scope: scope, names: grant.claims.userinfo, at: now, in: reader)
                .merging(["sub": .string(grant.subject)]) { $1 }
        }
    }

    /// What the releases of their providers let out of whoever stands behind a grant.
    static func claims(
        of grant: ClientGrant, scope: Scope, names: [String], at now: Instant, in reader: any Reader
    ) throws -> [String: JSONValue] {
        guard !names.isEmpty || scope.words.contains(where: { !UserClaims.claims(of: $0).isEmpty }) else { return [:] }
        let day = Day(now.day)
        let records = try Viewer.relations(of: grant.account, on: day, in: reader).records
        let released = try ReleasedRecords.of(records, to: grant.client, on: day, in: reader)
        let affiliations = try released.entries.map { try Affiliation.of($0, on: day, in: reader) }
        var values = UserClaims(affiliations, scope: scope, names: names).values
        if scope.has("mpass"), !affiliations.isEmpty { values["urn:mpass.id:uid"] = .string(grant.subject) }
        return values
    }
}

/// A token in a request (RFC 6750 §2): in the header, or in the form of a POST; never in the address.
enum Bearer {
    static func token(of call: OutsideCall) throws(OAuthError) -> String? {
        let header = call.header("Authorization").flatMap { text in
            text.lowercased().hasPrefix("bearer ") ? String(text.dropFirst(7)) : nil
        }
        let field = try Parameters(call.form).one("access_token")
        guard header == nil || field == nil else {
            throw OAuthError(.invalidRequest, "The token is given in more than one way.")
        }
        return header ?? field
    }

    /// RFC 6750 §3: without a token only the scheme is named.
    static func refusal(_ error: OAuthError) throws -> OutsideAnswer {
        let isBare = error.code == .invalidToken && error.description.isEmpty
        let details = isBare ? "" : ", error=\"\(error.code.rawValue)\", error_description=\"\(error.description)\""
        var answer = isBare ? OutsideAnswer(status: 401) : try error.answer()
        answer.headers.append(("WWW-Authenticate", "Bearer realm=\"digione\"\(details)"))
        return answer
    }
}
