package import Base
import HTTPTypes
import Hummingbird

/// One request as a handler sees it: values only.
package struct Visit: Sendable {
    package private(set) var path: String
    package private(set) var query: Form
    package let form: Form
    package private(set) var language: Language
    /// The language of the browser was chosen on this device, by cookie.
    package let chosenLanguage: Language?
    package private(set) var now: Instant {
        didSet { today = now.day }
    }
    /// The civil day in Finland.
    package private(set) var today: CivilDate
    package let id: String
    /// The client's address, behind trusted proxies the one that they report.
    package let address: String
    /// `https://host` as browsers reach us, to print on paper.
    package let origin: String
    /// The browser's own name for itself, at most 300 characters.
    package let browser: String
    package let sessionToken: String?
    /// Whether it asks for a page that can be asked for again.
    package let isGet: Bool
    /// The word of what was just done, on the page right after it.
    package let done: String?
    private let kept: String?
    private let cookies: CookieJar
    private let parameters: Parameters
    /// The parts of the path of a page that is drawn; nil for a request's own.
    private var drawnParts: [String: String]?

    init(
        request: Request, parameters: Parameters, form: Form, query: Form, now: Instant, id: String, address: String,
        origin: String
    ) {
        cookies = CookieJar(request.headers[values: .cookie])
        path = request.uri.path
        (self.query, self.form, self.now, self.id, self.address) = (query, form, now, id, address)
        (self.origin, today) = (origin, now.day)
        self.parameters = parameters
        chosenLanguage = cookies[CookieName.language].flatMap(Language.init(rawValue:))
        language = chosenLanguage ?? Language.preferred(in: request.headers[.acceptLanguage])
        browser = String((request.headers[.userAgent] ?? "").prefix(300))
        sessionToken = cookies[CookieName.session]
        isGet = request.method == .get
        done = cookies[CookieName.done]
        kept = request.headers[.ifNoneMatch]
    }

    /// Whether the asker says that it has the answer of this tag (RFC 9110 §13.1.2).
    package func keeps(_ tag: String) -> Bool {
        kept?.split(separator: ",").contains { $0.trimmed == tag || $0.trimmed == "W/\(tag)" } ?? false
    }

    /// The same request in the language that the account chose.
    func speaking(_ accountLanguage: Language?) -> Visit {
        guard let accountLanguage else { return self }
        var visit = self
        visit.language = accountLanguage
        return visit
    }

    /// The same request at a later moment.
    func at(_ now: Instant) -> Visit {
        var visit = self
        visit.now = now
        return visit
    }

    /// A visit to the page behind `link` at the same moment and in the same language, with nothing asked or sent.
    func drawn(_ link: Link, by pattern: PathPattern) -> Visit {
        var visit = self
        (visit.path, visit.query) = (link.description, Form())
        visit.drawnParts = pattern.parts(of: link.description)
        return visit
    }

    /// Whether it asks for a page as it is, with nothing more to say to it.
    var isBare: Bool { isGet && query.pairs.isEmpty && done == nil }

    /// The value of a cookie of ours that only some pages know, such as one of an attempt to sign in.
    package func cookie(_ name: String) -> String? { cookies[name] }

    /// A path parameter as it stands in the path.
    package func text(_ name: String) throws -> String {
        let part: String? = if let drawnParts { drawnParts[name] } else { parameters.get(name) }
        guard let raw = part, let text = PercentEncoding.decoded(raw.utf8, plusIsSpace: false) else {
            throw Fault.missing
        }
        return text
    }

    /// An id in the path; what cannot be one does not exist.
    package func id<Entity>(_ name: String, of _: Entity.Type = Entity.self) throws -> ID<Entity> {
        guard let id = ID<Entity>(try text(name)) else { throw Fault.missing }
        return id
    }
}
