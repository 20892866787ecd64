import Accounts
import Base
import Clients
import HTTPTypes
import Directory
import Storage
import Web

extension OpenID {
    /// Where browsers come from services, and where they wait while somebody signs in (OIDC Core §3.1.2).
    func mountAuthorization(on site: Site<Viewer>) {
        site.get(OpenIDPath.authorize, may: .anyone, load: loadAsked) { model, viewer, visit in
            try await answer(model, viewer, visit)
        }
        site.get(OpenIDPath.request, may: .anyone, load: loadWaiting) { model, viewer, visit in
            try await answer(model, viewer, visit)
        }
        // OIDC Core §3.1.2.1: POST too. A request of another site brings no cookie, so it waits and comes back by GET.
        site.outside(
            .post, OpenIDPath.authorize, limit: Self.requestBytes, answering { call in try await keep(call) })
        site.post(OpenIDPath.answer, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            try await goOn(viewer, visit)
        }
        site.post(OpenIDPath.refusal, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            try await turnBack(viewer, visit)
        }
        site.outside(
            .post, OpenIDPath.pushed, limit: Self.requestBytes, answering { call in try await push(call) })
    }

    /// So long a request may be that is kept: more than fits into an address.
    static let requestBytes = 20_000

    /// A request as it stands in the query, or as it was pushed before.
    private func loadAsked(_ reader: any Reader, _ viewer: Viewer?, _ visit: Visit) throws -> AuthorizationModel {
        let parameters = Parameters(visit.query)
        guard let reference = try? parameters.one("request_uri") else {
            return try model(Waiting(parameters, askedAt: visit.now), reader, viewer, visit)
        }
        // OIDC Core §6.2: what is not supported is refused.
        guard reference.hasPrefix(PendingRequest.prefix) else {
            return try model(Waiting(parameters, askedAt: visit.now), reader, viewer, visit)
        }
        let token = Token(text: String(reference.dropFirst(PendingRequest.prefix.count)))
        guard let pending = try reader.first(PendingRequest.behind(token)), pending.isPushed,
            pending.isOpen(at: visit.now), pending.client.description == (try? parameters.one("client_id"))
        else { return AuthorizationModel(problem: .requestIsOver) }
        return try model(
            Waiting(pending.parameters, askedAt: visit.now, pushed: token), reader, viewer, visit)
    }

    /// A request that waited while somebody signed in.
    private func loadWaiting(_ reader: any Reader, _ viewer: Viewer?, _ visit: Visit) throws -> AuthorizationModel {
        let token = Token(text: try visit.text("request"))
        guard let pending = try reader.first(PendingRequest.behind(token)), !pending.isPushed,
            pending.isOpen(at: visit.now)
        else { return AuthorizationModel(problem: .requestIsOver) }
        return try model(
            Waiting(pending.parameters, askedAt: pending.createdAt, kept: token),
            reader, viewer, visit)
    }

    private func model(
        _ waiting: Waiting, _ reader: any Reader, _ viewer: Viewer?, _ visit: Visit
    ) throws -> AuthorizationModel {
        guard let id = (try? waiting.parameters.one("client_id")).flatMap({ $0 }).flatMap({ ID<Client>($0) }),
            let client = try reader.first(Client.under(id))
        else { return AuthorizationModel(problem: .unknownClient) }
        guard let address = ReturnAddress(waiting.parameters, of: client) else {
            return AuthorizationModel(problem: .unknownAddress)
        }
        let person = try viewer.map { try standing(of: $0, to: client, reader, visit) }
        return AuthorizationModel(asked: .init(waiting: waiting, client: client, address: address, person: person))
    }

    /// What is known of somebody signed in to a client.
    private func standing(
        of viewer: Viewer, to client: Client, _ reader: any Reader, _ visit: Visit
    ) throws -> AuthorizationModel.Person {
        let released = try ReleasedRecords.of(viewer.records, to: client.id, on: Day(visit.today), in: reader)
        return AuthorizationModel.Person(
            viewer: viewer, how: try Authentication.of(viewer, at: visit.now, in: reader),
            subject: try reader.first(ClientGrant.knownSubject(of: viewer.account, in: client.sector)),
            released: released, told: try reader.first(ServiceNotice.told(viewer.account, of: client.id)))
    }

    /// What the browser is told: where to go, what to read, or what was refused.
    private func answer(
        _ model: AuthorizationModel, _ viewer: Viewer?, _ visit: Visit, reading told: Set<String>? = nil
    ) async throws -> Outcome {
        switch model.state {
        case .problem(let problem): return .page(problemPage(problem, visit))
        case .asked(let asked):
            do throws(OAuthError) {
                let request = try AuthorizationRequest(
                    asked.waiting.parameters, at: asked.address, of: asked.client,
                    isPushed: asked.waiting.parameters.wasPushed)
                // What they read is told; what was released since then is told the next time.
                let read = told.map { asked.gets(request).intersection($0) }
                return try await follow(request, asked, reading: read, visit)
            } catch {
                return returned(.failure(error), to: asked.address, visit)
            }
        }
    }

    /// - Parameter read: what they have just read that the service gets, and agreed to go on; nil before that.
    private func follow(
        _ request: AuthorizationRequest, _ asked: AuthorizationModel.Asked, reading read: Set<String>? = nil,
        _ visit: Visit
    ) async throws(OAuthError) -> Outcome {
        do {
            let hinted = try await hintedSubject(request.idTokenHint)
            let gets = asked.gets(request)
            switch AuthorizationStep.next(
                for: request, session: asked.person.map { ($0.how, $0.subject) },
                isTold: asked.person?.told.map { gets.isSubset(of: $0) } ?? false,
                askedAt: asked.waiting.askedAt, hinted: hinted)
            {
            case .refuse(let error): throw error
            case .signIn(let again): return try await signInFirst(asked, again: again, visit)
            case .confirm: return try await confirmFirst(asked, visit)
            case .inform where read == nil: return try await inform(request, asked, visit)
            case .inform, .issue:
                guard let person = asked.person else { throw OAuthError(.loginRequired, "Nobody is signed in.") }
                return try await issue(request, asked, to: person, telling: read, visit)
            }
        } catch let error as OAuthError {
            throw error
        } catch {
            throw OAuthError(.temporarilyUnavailable, "The request could not be answered; it may be sent again.")
        }
    }

    /// Keeps the request and leads to where one signs in; both come back here.
    private func signInFirst(
        _ asked: AuthorizationModel.Asked, again: Bool, _ visit: Visit
    ) async throws -> Outcome {
        let token = try await waiting(asked, visit)
        let back = OpenIDPath.request(token.text).description
        return .seeOther(ActingPath.signIn().with(["to": back, "again": again ? "1" : ""]))
    }

    /// Keeps the request and leads to where the session is confirmed; from there it goes on.
    private func confirmFirst(_ asked: AuthorizationModel.Asked, _ visit: Visit) async throws -> Outcome {
        let token = try await waiting(asked, visit)
        return .seeOther(ActingPath.strong().with(["to": OpenIDPath.request(token.text).description]))
    }

    private func inform(
        _ request: AuthorizationRequest, _ asked: AuthorizationModel.Asked, _ visit: Visit
    ) async throws -> Outcome {
        let token = try await waiting(asked, visit)
        return .page(informPage(request, asked, token, visit))
    }

    /// The request under a name of its own; one that has it already keeps it.
    private func waiting(_ asked: AuthorizationModel.Asked, _ visit: Visit) async throws -> Token {
        if let kept = asked.waiting.kept { return kept }
        try rates.count(.requests, from: visit.address, at: visit.now)
        let token = Token.session()
        let waiting = asked.waiting
        try await database.write { writer in
            if let pushed = waiting.pushed, try !PendingRequest.use(pushed, at: visit.now, in: writer) {
                throw OAuthError(.invalidRequestURI, "request_uri was used before.")
            }
            try PendingRequest.add(
                token, waiting.parameters, of: asked.client.id, isPushed: false, since: waiting.askedAt,
                until: visit.now.adding(minutes: PendingRequest.waitingMinutes),
                in: writer)
        }
        return token
    }

    /// A code for the client, in one write with the grant behind it.
    private func issue(
        _ request: AuthorizationRequest, _ asked: AuthorizationModel.Asked, to person: AuthorizationModel.Person,
        telling told: Set<String>?, _ visit: Visit
    ) async throws -> Outcome {
        let (code, viewer) = (Token.session(), person.viewer)
        let (client, waiting, limits) = (asked.client, asked.waiting, limits)
        try await database.write { writer in
            for token in [waiting.pushed, waiting.kept].compactMap({ $0 }) {
                guard try PendingRequest.use(token, at: visit.now, in: writer) else {
                    throw OAuthError(.invalidRequestURI, "The request was answered before.")
                }
            }
            if let told { try ServiceNotice.tell(viewer.account, of: client.id, told, at: visit.now, in: writer) }
            let made = try GrantMaking(client: client, limits: limits).grant(
                request, to: viewer, who: person.how, at: visit.now, writer)
            try AuthorizationCode.add(code, for: made, request, at: visit.now, in: writer)
        }
        return returned(.success(code), to: asked.address, visit)
    }

    /// They have read what the service gets, and go on; whoever must sign in again for it still does.
    private func goOn(_ viewer: Viewer, _ visit: Visit) async throws -> Outcome {
        let model = try await database.read { reader in try loadWaiting(reader, viewer, visit) }
        return try await answer(model, viewer, visit, reading: Set(visit.form.all("told")))
    }

    /// They turn back: the service is told so and learns nothing.
    private func turnBack(_ viewer: Viewer, _ visit: Visit) async throws -> Outcome {
        let model = try await database.read { reader in try loadWaiting(reader, viewer, visit) }
        guard case .asked(let asked) = model.state else { return try await answer(model, viewer, visit) }
        if let kept = asked.waiting.kept {
            _ = try await database.write { writer in try PendingRequest.use(kept, at: visit.now, in: writer) }
        }
        return returned(.failure(OAuthError(.accessDenied, "They turned back.")), to: asked.address, visit)
    }

    private func keep(_ call: OutsideCall) async throws -> OutsideAnswer {
        let parameters = Parameters(call.form)
        // RFC 9126 §4: what was pushed waits already under its name.
        if let name = try? parameters.one("request_uri"), name.hasPrefix(PendingRequest.prefix) {
            let client = (try? parameters.one("client_id")) ?? nil
            return .seeOther(OpenIDPath.authorize().with(["client_id": client ?? "", "request_uri": name]))
        }
        guard let id = (try? parameters.one("client_id")).flatMap({ $0 }).flatMap({ ID<Client>($0) }),
            try await database.read({ reader in try reader.first(Client.under(id)) }) != nil
        else { return .seeOther(OpenIDPath.request("unknown")) }
        try rates.count(.requests, from: call.address, at: call.now)
        let token = Token.session()
        try await database.write { writer in
            try PendingRequest.add(
                token, parameters, of: id, isPushed: false, since: call.now,
                until: call.now.adding(minutes: PendingRequest.waitingMinutes), in: writer)
        }
        return .seeOther(OpenIDPath.request(token.text))
    }

    /// RFC 9126 §2: the client sends its request by the back, authenticated, and gets a name for it.
    private func push(_ call: OutsideCall) async throws -> OutsideAnswer {
        let (client, proof) = try await caller(call, provingAt: OpenIDPath.pushed)
        // A client that has shown who it is pushes for all its users; others push from the addresses of theirs.
        if client.isPublic { try rates.count(.requests, from: call.address, at: call.now) }
        try rates.count(.requests, of: client, at: call.now)
        let parameters = Parameters(call.form)
        if parameters.has("request_uri") { throw OAuthError(.invalidRequest, "request_uri cannot be pushed.") }
        if let id = try parameters.one("client_id"), id != client.id.description { throw OAuthError.invalidClient }
        guard let address = ReturnAddress(parameters, of: client) else {
            throw OAuthError(.invalidRequest, "redirect_uri is not registered.")
        }
        let request = try AuthorizationRequest(parameters, at: address, of: client, isPushed: true)
        // RFC 9449 §10.1: a proof says the same as dpop_jkt, and not something else.
        if let proof {
            guard request.key == nil || request.key == proof.key else {
                throw OAuthError(.invalidDPoPProof, "dpop_jkt is another key than that of the proof.")
            }
            try await proofs.use(proof, at: call.now)
        }
        let token = Token.session()
        try await database.write { writer in
            try PendingRequest.add(
                token, parameters.pushed(by: client.id, key: proof?.key), of: client.id, isPushed: true,
                since: call.now,
                until: call.now.adding(seconds: PendingRequest.pushedSeconds), in: writer)
        }
        return try .json(
            PushedAnswer(requestURI: PendingRequest.prefix + token.text, expiresIn: PendingRequest.pushedSeconds),
            status: 201)
    }

    private struct PushedAnswer: Encodable {
        let requestURI: String
        let expiresIn: Int64

        enum CodingKeys: String, CodingKey {
            case requestURI = "request_uri"
            case expiresIn = "expires_in"
        }
    }
}
