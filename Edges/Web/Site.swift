package import Base
package import Hummingbird
import HTTPTypes
package import Storage
import Synchronization

/// Whoever is signed in, as far as this room needs to know.
package protocol SiteViewer: Sendable {
    /// One look at another person's data, for the access log.
    associatedtype Look: Sendable
    /// The language that the account chose.
    var language: Language? { get }
    /// Whose account it is, as pages and kept forms name it to the account's own browser.
    var owner: String { get }
    /// Whether the session was lately confirmed with more than a password.
    func isStrong(at now: Instant) -> Bool
    /// Whether no page can tell this viewer from one of an earlier request, but by when the session was last used.
    func stands(like earlier: Self) -> Bool
}

/// What every route stands on.
package struct SiteNeeds<Viewer: SiteViewer>: Sendable {
    package var database: any Database
    package var now: @Sendable () -> Instant
    package var origins: Origins
    /// The viewer behind a session token, or nil when it is unknown, ended or too old.
    package var viewer: @Sendable (any Reader, String, Instant) throws -> Viewer?
    /// Called after each successful read: the session was used, these looks were taken, by the page of this role.
    package var seen: @Sendable (Viewer, [Viewer.Look], Link?, Instant) -> Void
    /// The page around a content, up to what `ending` has.
    package var document: @Sendable (Page, Viewer?, Visit) -> HTML
    /// The end of every page: what is another with each request, such as how long the session still lasts.
    package var ending: @Sendable (Viewer?, Visit) -> HTML
    /// Where one who must sign in first is sent; `to` is the page that was asked for.
    package var signIn: PathPattern
    /// Where one who must confirm the session first is sent, `to` as above.
    package var confirm: PathPattern
    /// The page that keeps what was typed when the session has ended or must be confirmed.
    package var kept: @Sendable (KeptForm, Visit) -> Page
    /// Whose session a token was, also after its end; nil when nobody knows.
    package var formerOwner: @Sendable (any Reader, String) throws -> String? = { _, _ in nil }
    /// What event streams may cost.
    package var live = LiveLimits()

    package init(
        database: any Database, now: @escaping @Sendable () -> Instant, origins: Origins,
        viewer: @escaping @Sendable (any Reader, String, Instant) throws -> Viewer?,
        seen: @escaping @Sendable (Viewer, [Viewer.Look], Link?, Instant) -> Void,
        document: @escaping @Sendable (Page, Viewer?, Visit) -> HTML,
        ending: @escaping @Sendable (Viewer?, Visit) -> HTML, signIn: PathPattern, confirm: PathPattern,
        kept: @escaping @Sendable (KeptForm, Visit) -> Page
    ) {
        (self.database, self.now, self.origins, self.viewer) = (database, now, origins, viewer)
        (self.seen, self.document, self.ending) = (seen, document, ending)
        (self.signIn, self.confirm, self.kept) = (signIn, confirm, kept)
    }
}

/// What a page's `load` works with: one snapshot, who is looking, and the list of looks it takes.
package final class PageRead<Viewer: SiteViewer>: Reader {
    private let reader: any Reader
    package let viewer: Viewer
    package let visit: Visit
    package private(set) var looks: [Viewer.Look] = []
    /// Drawn for somebody else to look at, behind a veil: it shows nobody's data.
    private let isDrawn: Bool

    init(reader: any Reader, viewer: Viewer, visit: Visit, isDrawn: Bool = false) {
        (self.reader, self.viewer, self.visit, self.isDrawn) = (reader, viewer, visit, isDrawn)
    }

    package var statements: Int { reader.statements }

    package func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws { try reader.forEach(sql, body) }

    /// Notes that another person's data is on the page.
    package func note(_ look: Viewer.Look) { looks.append(look) }

    /// Goes on in a session that is confirmed, and leads others to confirm theirs: for data that ask for more than their
    /// route does.
    package func confirm() throws {
        guard isDrawn || viewer.isStrong(at: visit.now) else { throw WeakSession(owner: viewer.owner) }
    }
}

/// What an action works with: one transaction and who is acting.
package struct PageWrite<Viewer: SiteViewer> {
    package let writer: any Writer
    package let viewer: Viewer
    package let visit: Visit

    /// Goes on in a session that is confirmed; others confirm theirs first, and what was typed is kept.
    package func confirm() throws {
        guard viewer.isStrong(at: visit.now) else { throw WeakSession(owner: viewer.owner) }
    }
}

/// The routes of the whole site. There is no way to add one without saying who may use it.
package final class Site<Viewer: SiteViewer> {
    package let needs: SiteNeeds<Viewer>
    package private(set) var recorded: [RecordedRoute] = []
    let pages = PageList()
    let streams: LiveStreams
    /// The pages of those who are signed in, to be drawn as somebody would see them.
    package let drawings = Drawings<Viewer>()
    private let memory = PageMemory<Viewer>()
    package let router: Router<SiteContext>

    package init(_ needs: SiteNeeds<Viewer>, gate: Gate) {
        self.needs = needs
        streams = LiveStreams(needs.live)
        router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: gate)
    }

    /// A page of someone signed in: `load` runs in the one read, after the policy; `page` turns its model into content.
    package func get<Model: Sendable>(
        _ path: PathPattern, may policy: Policy<Viewer>,
        load: @escaping @Sendable (PageRead<Viewer>) throws -> Model,
        page: @escaping @Sendable (Model, Visit) throws -> Page
    ) {
        let needs = needs
        draw(path, policy, load, page)
        on(.get, path, policy.name) { visit in
            let (viewer, model, looks) = try await needs.read(visit, policy, load)
            let visit = visit.speaking(viewer.language)
            let content = try page(model, visit)
            needs.seen(viewer, looks, content.acting, visit.now)
            return needs.response(content, viewer, visit)
        }
    }

    /// A page that somebody comes back to: it is made anew when anything that it follows from has changed, and kept
    /// meanwhile. `load` and `page` MUST follow from the viewer, the path, the time and the answers of the database alone.
    ///
    /// - Parameter end: when the page begins to be another although nothing was written.
    package func get<Model: Sendable>(
        _ path: PathPattern, may policy: Policy<Viewer>, until end: @escaping @Sendable (Model, Visit) -> Instant,
        load: @escaping @Sendable (PageRead<Viewer>) throws -> Model,
        page: @escaping @Sendable (Model, Visit) throws -> Page
    ) {
        let (needs, memory) = (needs, memory)
        draw(path, policy, load, page)
        on(.get, path, policy.name) { visit in
            switch try await needs.found(visit, policy, memory, load) {
            case .kept(let viewer, let kept, let document):
                needs.seen(viewer, kept.looks, kept.acting, visit.now)
                return needs.response(document, viewer, visit.speaking(viewer.language))
            case .read(let viewer, let model, let looks, let trace):
                let spoken = visit.speaking(viewer.language)
                let content = try page(model, spoken)
                needs.seen(viewer, looks, content.acting, visit.now)
                let document = needs.document(content, viewer, spoken)
                let made = PageMemory<Viewer>.Made(page: content, document: document, trace: trace, looks: looks)
                memory.keep(made, until: end(model, spoken), viewer, visit)
                return needs.response(content, document, viewer, spoken)
            }
        }
    }

    private func draw<Model: Sendable>(
        _ path: PathPattern, _ policy: Policy<Viewer>, _ load: @escaping @Sendable (PageRead<Viewer>) throws -> Model,
        _ page: @escaping @Sendable (Model, Visit) throws -> Page
    ) {
        drawings.add(path) { reader, viewer, visit in
            guard try policy.allows(reader, viewer, visit) else { throw Fault.missing }
            let model = try load(PageRead(reader: reader, viewer: viewer, visit: visit, isDrawn: true))
            return { try page(model, visit) }
        }
    }

    /// A file for someone signed in, with the same rules as a page.
    package func get<Model: Sendable>(
        _ path: PathPattern, may policy: Policy<Viewer>,
        load: @escaping @Sendable (PageRead<Viewer>) throws -> Model,
        download: @escaping @Sendable (Model, Visit) throws -> Download
    ) {
        let needs = needs
        on(.get, path, policy.name, isPage: false) { visit in
            let (viewer, model, looks) = try await needs.read(visit, policy, load)
            needs.seen(viewer, looks, nil, visit.now)
            return try download(model, visit.speaking(viewer.language)).response
        }
    }

    /// A file for whoever knows its address; a session is not looked at.
    package func get<Model: Sendable>(
        _ path: PathPattern, may policy: OpenPolicy,
        load: @escaping @Sendable (any Reader, Visit) throws -> Model,
        download: @escaping @Sendable (Model, Visit) throws -> Download
    ) {
        let needs = needs
        on(.get, path, policy.rawValue, isPage: false) { visit in
            let model = try await needs.database.read { reader in try load(reader, visit) }
            return try download(model, visit).response
        }
    }

    /// A page for anyone; whoever is signed in is known to it.
    package func get<Model: Sendable>(
        _ path: PathPattern, may policy: OpenPolicy,
        load: @escaping @Sendable (any Reader, Viewer?, Visit) throws -> Model,
        page: @escaping @Sendable (Model, Visit) throws -> Outcome
    ) {
        let needs = needs
        on(.get, path, policy.rawValue) { visit in
            let (viewer, model) = try await needs.database.read { reader in
                let viewer = try visit.sessionToken.flatMap { try needs.viewer(reader, $0, visit.now) }
                return (viewer, try load(reader, viewer, visit))
            }
            let visit = visit.speaking(viewer?.language)
            return needs.response(try page(model, visit), viewer, visit)
        }
    }

    /// An answer that needs neither session nor database.
    package func plain(
        _ path: PathPattern, may policy: OpenPolicy,
        _ answer: @escaping @Sendable (Request, SiteContext) async throws -> Response
    ) {
        recorded.append(RecordedRoute(method: "GET", path: path, policy: policy.rawValue))
        router.on(RouterPath(path.description), method: .get, use: answer)
    }

    /// An action of someone signed in: one write, in which the session is resolved and the policy evaluated.
    package func post(
        _ path: PathPattern, may policy: Policy<Viewer>,
        change: @escaping @Sendable (PageWrite<Viewer>) throws -> Outcome
    ) {
        let needs = needs
        on(.post, path, policy.name) { visit in
            let (viewer, outcome) = try await needs.database.write { writer in
                let viewer = try needs.allowed(policy, visit, in: writer)
                return (
                    viewer,
                    try change(
                        PageWrite(writer: writer, viewer: viewer, visit: visit.speaking(viewer.language)))
                )
            }
            return needs.response(outcome, viewer, visit.speaking(viewer.language))
        }
    }

    /// An action of someone signed in that does more than one write: session and policy are read before it begins.
    package func post(
        _ path: PathPattern, may policy: Policy<Viewer>,
        perform: @escaping @Sendable (Viewer, Visit) async throws -> Outcome
    ) {
        let needs = needs
        on(.post, path, policy.name) { visit in
            let viewer = try await needs.allowed(policy, visit)
            let visit = visit.speaking(viewer.language)
            return needs.response(try await perform(viewer, visit), viewer, visit)
        }
    }

    /// An action for anyone that does more than one write, such as hashing a password between two.
    package func post(
        _ path: PathPattern, may policy: OpenPolicy, perform: @escaping @Sendable (Visit) async throws -> Outcome
    ) {
        let needs = needs
        on(.post, path, policy.rawValue) { visit in needs.response(try await perform(visit), nil, visit) }
    }

    /// A form with a file: origin, session and policy are decided before its body is read, which is at most `limit`
    /// bytes and never in memory as a whole.
    package func upload(
        _ path: PathPattern, may policy: Policy<Viewer>, limit: Int,
        receive: @escaping @Sendable (Viewer, Visit, Upload) async throws -> Outcome
    ) {
        recorded.append(RecordedRoute(method: "POST", path: path, policy: policy.name))
        let needs = needs
        router.on(RouterPath(path.description), method: .post) { request, context in
            let visit = try Visit.ofHead(of: request, context, now: needs.now(), origins: needs.origins)
            do {
                let viewer = try await needs.allowed(policy, visit)
                context.expect(.upload)
                let visit = visit.speaking(viewer.language)
                return needs.response(try await receive(viewer, visit, Upload(request, limit: limit)), viewer, visit)
            } catch let fault as Fault where fault.kind == .signedOut {
                return needs.signInFirst(nil)
            } catch is WeakSession {
                return needs.confirmFirst(nil)
            }
        }
    }

    func recorded(_ method: HTTPRequest.Method, _ path: PathPattern, _ policy: OpenPolicy) {
        recorded.append(RecordedRoute(method: method.rawValue, path: path, policy: policy.rawValue))
    }

    func on(
        _ method: HTTPRequest.Method, _ path: PathPattern, _ policy: String, isPage: Bool = true,
        _ answer: @escaping @Sendable (Visit) async throws -> Response
    ) {
        recorded.append(RecordedRoute(method: method.rawValue, path: path, policy: policy))
        if method == .get, isPage { pages.add(path) }
        let needs = needs
        router.on(RouterPath(path.description), method: method) { request, context in
            let visit = try await Visit.made(from: request, context, now: needs.now(), origins: needs.origins)
            do {
                return try await answer(visit)
            } catch let fault as Fault where fault.kind == .signedOut {
                if let form = KeptForm(visit, .signedOut, of: try await needs.formerOwner(visit)) {
                    return needs.response(needs.kept(form, visit), nil, visit)
                }
                return needs.signInFirst(method == .get ? visit.path : nil)
            } catch let weak as WeakSession {
                if let form = KeptForm(visit, .weak, of: weak.owner) {
                    return needs.response(needs.kept(form, visit), nil, visit)
                }
                return needs.confirmFirst(method == .get ? visit.path : nil)
            } catch is OtherOwner {
                return needs.response(needs.kept(KeptForm(ofAnother: visit), visit), nil, visit)
            }
        }
    }
}

/// The pages registered so far, for links that lead back.
final class PageList: Sendable {
    private let list = Mutex<[PathPattern]>([])

    var patterns: [PathPattern] { list.withLock { $0 } }

    func add(_ path: PathPattern) { list.withLock { $0.append(path) } }
}
