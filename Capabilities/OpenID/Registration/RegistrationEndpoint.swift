import Accounts
import Base
import Clients
import Directory
import HTTPTypes
import Storage
import Web

extension OpenID {
    /// Dynamic registration behind an initial access token (RFC 7591, OIDC Registration), and what the client itself may do
    /// with it later (RFC 7592 §2).
    func mountRegistration(on site: Site<Viewer>) {
        site.outside(.post, OpenIDPath.registration, registering { call in try await register(call) })
        site.outside(.get, OpenIDPath.client, registering { call in try await registered(call) })
        site.outside(.put, OpenIDPath.client, registering { call in try await reregister(call) })
        site.outside(.delete, OpenIDPath.client, registering { call in try await unregister(call) })
    }

    /// Errors as RFC 6750 §3 writes them where the token is wrong, otherwise as RFC 7591 §3.2.2 does.
    private func registering(
        _ answer: @escaping @Sendable (OutsideCall) async throws -> OutsideAnswer
    ) -> @Sendable (OutsideCall) async throws -> OutsideAnswer {
        answering { call in
            try rates.count(.registrations, from: call.address, at: call.now)
            do {
                return try await answer(call)
            } catch let error as OAuthError where error.code == .invalidToken {
                return try RegistrationBearer.refusal(error)
            }
        }
    }

    private func register(_ call: OutsideCall) async throws -> OutsideAnswer {
        let bearer = Token(text: try RegistrationBearer.token(of: call))
        let unknown = OAuthError(.invalidToken, "The initial access token is none of ours, or over.")
        // Nothing of the document is read, and nobody asked for another, on the word of somebody unknown.
        guard try await database.read({ try $0.first(RegistrationToken.isGood(bearer, at: call.now)) }) != nil else {
            throw unknown
        }
        let metadata = try await checked(RegistrationRules.metadata(call.body))
        let (id, secret, access) = (ID<Client>.new(at: call.now), Token.session(), Token.session())
        try await database.write { writer in
            guard try RegistrationToken.use(bearer, at: call.now, in: writer) else { throw unknown }
            try Client.add(
                id, metadata, secretHash: metadata.hasSecret ? secret.hash : nil, registrationHash: access.hash,
                by: .itself, at: call.now, in: writer)
        }
        let answer = answer(id, metadata, token: access, secret: metadata.hasSecret ? secret : nil)
        return try .json(answer, status: 201)
    }

    /// RFC 7592 §2.1: what is registered now. A secret is shown once and not here.
    private func registered(_ call: OutsideCall) async throws -> OutsideAnswer {
        let (client, token) = try await asking(call)
        return try .json(answer(client.id, client.metadata, token: token))
    }

    /// RFC 7592 §2.2: what is sent stands in place of all that was registered, under a new token.
    private func reregister(_ call: OutsideCall) async throws -> OutsideAnswer {
        let (client, old) = try await asking(call)
        try RegistrationRules.checkChange(call.body, of: client)
        let metadata = try await checked(RegistrationRules.metadata(call.body, of: client))
        let (secret, access) = (Token.session(), Token.session())
        // A secret that there is stays; one that is newly needed is made.
        let isNew = metadata.hasSecret && client.secretHash == nil
        let hash = metadata.hasSecret ? client.secretHash ?? secret.hash : nil
        try await database.write { writer in
            if try writer.first(Release.stands(for: client.id, on: Day(call.now.day))) != nil {
                try DecidedIdentity.check(metadata, instead: client.metadata)
            }
            guard
                try Client.reregister(
                    client, metadata, secretHash: hash, registrationHash: access.hash, instead: old.hash,
                    at: call.now, in: writer)
            else { throw RegistrationBearer.unknown }
        }
        return try .json(answer(client.id, metadata, token: access, secret: isNew ? secret : nil))
    }

    /// RFC 7592 §2.3: the client ends, and with it everything that it was given.
    private func unregister(_ call: OutsideCall) async throws -> OutsideAnswer {
        let (client, _) = try await asking(call)
        try await database.write { writer in
            guard try Client.end(client.id, by: .itself, at: call.now, in: writer) else {
                throw RegistrationBearer.unknown
            }
        }
        return OutsideAnswer(status: 204)
    }

    /// The client in the path, if the token is the one that it was given for it. Whether there is such a client, or was, is
    /// told to nobody else (§2.1: 401).
    private func asking(_ call: OutsideCall) async throws -> (client: Client, token: Token) {
        let token = Token(text: try RegistrationBearer.token(of: call))
        let id = ID<Client>(try call.text("client"))
        let client = try await database.read { reader in try id.flatMap { try reader.first(Client.under($0)) } }
        guard let client, client.registrationHash == token.hash else { throw RegistrationBearer.unknown }
        return (client, token)
    }

    private func checked(_ metadata: ClientMetadata) async throws -> ClientMetadata {
        try await RegistrationRules.checkSector(of: metadata, reading: documents)
        return metadata
    }

    private func answer(
        _ id: ID<Client>, _ metadata: ClientMetadata, token: Token, secret: Token? = nil
    ) -> RegistrationAnswer {
        RegistrationAnswer(
            client: id, metadata: metadata, secret: secret?.text, registrationToken: token.text,
            address: issuer + OpenIDPath.client(id).description, issuedAt: NumericDate(id.madeAt))
    }
}
