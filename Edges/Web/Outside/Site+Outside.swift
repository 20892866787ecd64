import Base
package import HTTPTypes
import Hummingbird
package import Storage

extension Site {
    /// A question of another program: no session, no rule about origins, answers for machines.
    ///
    /// - Parameters:
    ///   - limit: bytes that a body may have.
    ///   - isForScripts: whether scripts of any site may ask and read the answer; they bring no cookie (CORS).
    package func outside(
        _ method: HTTPRequest.Method, _ path: PathPattern, limit: Int = 100_000, isForScripts: Bool = false,
        _ answer: @escaping @Sendable (OutsideCall) async throws -> OutsideAnswer
    ) {
        let needs = needs
        add(method, path) { request, context in
            let call = try await OutsideCall.made(
                from: request, context, limit: limit, now: needs.now(), origins: needs.origins)
            var answer = try await answer(call)
            if isForScripts { answer.headers.append(contentsOf: scripts) }
            return answer.response
        }
    }

    /// What a browser asks before a script of another site may ask `path` (Fetch, CORS-preflight).
    package func preflight(_ path: PathPattern) {
        add(.options, path) { _, _ in
            var answer = OutsideAnswer(status: 204, isStored: true)
            answer.headers.append(contentsOf: scripts)
            answer.headers += [
                ("Access-Control-Allow-Methods", "GET, POST"),
                ("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP"),
                ("Access-Control-Max-Age", "86400"),
            ]
            return answer.response
        }
    }

    /// A page for anyone that may write or lead away: `load` runs in one read with whoever is signed in, `perform` after it.
    package func get<Model: Sendable>(
        _ path: PathPattern, may policy: OpenPolicy,
        load: @escaping @Sendable (any Reader, Viewer?, Visit) throws -> Model,
        perform: @escaping @Sendable (Model, Viewer?, Visit) async throws -> Outcome
    ) {
        let needs = needs
        on(.get, path, policy.rawValue) { visit in
            let (viewer, model) = try await needs.database.read { reader in
                let viewer = try visit.sessionToken.flatMap { try needs.viewer(reader, $0, visit.now) }
                return (viewer, try load(reader, viewer, visit))
            }
            let visit = visit.speaking(viewer?.language)
            return needs.response(try await perform(model, viewer, visit), viewer, visit)
        }
    }

    private func add(
        _ method: HTTPRequest.Method, _ path: PathPattern,
        _ answer: @escaping @Sendable (Request, SiteContext) async throws -> Response
    ) {
        recorded(method, path, .crossSite)
        router.on(RouterPath(path.description), method: method, use: answer)
    }
}

private let scripts = [
    (name: "Access-Control-Allow-Origin", value: "*"),
    (name: "Access-Control-Expose-Headers", value: "WWW-Authenticate, DPoP-Nonce"),
]
