import Base
import HTTPTypes
import Hummingbird
import Storage

extension HTTPField.Name {
    /// HTML Living Standard, the `Refresh` header: unlike a redirect after a form it is not stopped by `form-action`.
    fileprivate static let refresh = HTTPField.Name("Refresh") ?? .location
}

extension SiteNeeds {
    /// The viewer of the request's session; `Fault.signedOut` when there is none.
    func signedIn(_ visit: Visit, in reader: any Reader) throws -> Viewer {
        guard let viewer = try visit.sessionToken.flatMap({ try viewer(reader, $0, visit.now) }) else {
            throw Fault(.signedOut, log: "a page that needs a session")
        }
        return viewer
    }

    /// The viewer, if the policy lets them and the session proves enough for it.
    func allowed(_ policy: Policy<Viewer>, _ visit: Visit, in reader: any Reader) throws -> Viewer {
        let viewer = try signedIn(visit, in: reader)
        // What one typed is not sent in the name of another who signed in meanwhile.
        guard visit.form[KeptForm.ownerField].map({ $0 == viewer.owner }) ?? true else { throw OtherOwner() }
        guard try policy.allows(reader, viewer, visit) else { throw Fault.missing }
        guard policy.assurance == .plain || viewer.isStrong(at: visit.now) else {
            throw WeakSession(owner: viewer.owner)
        }
        return viewer
    }

    /// Whose session a form came from after its end.
    func formerOwner(_ visit: Visit) async throws -> String? {
        guard !visit.form.pairs.isEmpty, let token = visit.sessionToken else { return nil }
        return try await database.read { reader in try formerOwner(reader, token) }
    }

    /// What a route shows and to whom, in one read.
    func read<Model: Sendable>(
        _ visit: Visit, _ policy: Policy<Viewer>, _ load: @escaping @Sendable (PageRead<Viewer>) throws -> Model
    ) async throws -> (Viewer, Model, [Viewer.Look]) {
        try await database.read { reader in
            let viewer = try allowed(policy, visit, in: reader)
            let read = PageRead(reader: reader, viewer: viewer, visit: visit)
            return (viewer, try load(read), read.looks)
        }
    }

    /// The viewer, if the policy lets them; for what does more than one write.
    func allowed(_ policy: Policy<Viewer>, _ visit: Visit) async throws -> Viewer {
        try await database.read { reader in try allowed(policy, visit, in: reader) }
    }

    func response(_ outcome: Outcome, _ viewer: Viewer?, _ visit: Visit) -> Response {
        switch outcome {
        case .page(let page): shown(page, viewer, visit)
        case .seeOther(let link, let cookies): Response.seeOther(link, cookies)
        case .leave(let address, let cookies): Response.seeOther(address.description, cookies)
        }
    }

    /// A page in answer to an action or to anyone: its frame may name the viewer's children, so it counts as seen.
    private func shown(_ page: Page, _ viewer: Viewer?, _ visit: Visit) -> Response {
        if let viewer { seen(viewer, [], page.acting, visit.now) }
        return response(page, viewer, visit)
    }

    func response(_ page: Page, _ viewer: Viewer?, _ visit: Visit) -> Response {
        response(page, document(page, viewer, visit), viewer, visit)
    }

    /// A page that is a document already and nothing more.
    func response(_ document: HTML, _ viewer: Viewer, _ visit: Visit) -> Response {
        Response.html([document, ending(viewer, visit)], status: .ok, language: visit.language, cookies: [])
    }

    func response(_ page: Page, _ document: HTML, _ viewer: Viewer?, _ visit: Visit) -> Response {
        var response = Response.html(
            [document, ending(viewer, visit)], status: page.status, language: visit.language,
            cookies: page.cookies + (visit.done == nil ? [] : [.noneDone]), formsLeadTo: page.formsLeadTo)
        if let address = page.goesOnTo { response.headers[.refresh] = "0; url=\(address)" }
        return response
    }

    func confirmFirst(_ path: String?) -> Response {
        Response.seeOther(confirm().with(["to": path ?? ""]), [])
    }

    func signInFirst(_ path: String?) -> Response {
        Response.seeOther(path.map { signIn().with(["to": $0]) } ?? signIn(), [])
    }
}
