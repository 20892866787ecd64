import Base
import Hummingbird
import HummingbirdTesting
import Logging
import Storage
import Synchronization

@testable import Web

/// Somebody signed in, for a site without accounts.
struct StubViewer: SiteViewer {
    typealias Look = String
    var language: Language?
    var owner = "good"
    var isConfirmed = false

    func isStrong(at now: Instant) -> Bool { isConfirmed }

    /// A session is confirmed for an hour and stays the same when that is over.
    func stands(like earlier: StubViewer) -> Bool { (language, owner) == (earlier.language, earlier.owner) }
}

/// A database that holds nothing; it counts what it is asked for.
final class StubDatabase: Database {
    private let asked = Mutex((reads: 0, writes: 0))

    var reads: Int { asked.withLock(\.reads) }
    var writes: Int { asked.withLock(\.writes) }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> Value) async throws -> Value {
        asked.withLock { $0.reads += 1 }
        return try body(Nothing())
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> Value) async throws -> Value {
        asked.withLock { $0.writes += 1 }
        return try body(Nothing())
    }

    func migrate(_ migrations: [Migration], at instant: Instant) async throws -> [String] { [] }
    func close() async {}

    private struct Nothing: Writer {
        var statements: Int { 0 }
        func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {}
        func run(_ sql: SQL) throws -> Int { 0 }
        func load(_ table: BulkTable, _ rows: some Sequence<[Bound]>) throws -> Int { 0 }
    }
}

/// The lines that a site has logged, with their metadata.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    fileprivate func add(_ line: String) { lines.withLock { $0.append(line) } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(lines: self) }
    }

    private struct Handler: LogHandler {
        let lines: LogLines
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.add("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
}

/// A site on stubs: the session `good` is signed in, every page is its content alone.
struct StubSite {
    let database = StubDatabase()
    let log = LogLines()
    let site: Site<StubViewer>

    static let origin = "https://digione.example"
    static let signIn: PathPattern = "/sign-in"
    private static let words = Result { try WebText.table() }

    init(hasTLS: Bool = true, live: LiveLimits = LiveLimits()) {
        var needs = SiteNeeds<StubViewer>(
            database: database, now: { Instant(milliseconds: 1_795_414_500_000) },
            origins: Origins(publicOrigin: StubSite.origin),
            viewer: { _, token, _ in ["good": StubViewer(), "confirmed": StubViewer(isConfirmed: true)][token] },
            seen: { _, _, _, _ in },
            document: { page, _, visit in "<title>\(page.title)</title>\(page.content)[\(visit.language.rawValue)]"
            },
            ending: { _, _ in .nothing },
            signIn: StubSite.signIn, confirm: "/confirm",
            kept: { form, visit in
                guard let words = try? StubSite.words.get() else { return Page(title: "", content: .nothing) }
                return form.page(
                    words(in: visit.language), signIn: StubSite.signIn(), confirm: Link(trusted: "/confirm"))
            })
        needs.live = live
        needs.formerOwner = { _, token in ["ended": "good", "another's": "another"][token] }
        site = Site(
            needs,
            gate: Gate(hasTLS: hasTLS) { page, language in "<h1>\("\(page)")</h1>[\(language.rawValue)]" })
    }

    /// Sends one request through the whole chain of middleware.
    func answer(
        _ method: HTTPRequest.Method = .get, _ uri: String, _ fields: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        try await Application(router: site.router, logger: log.logger).test(.router) { client in
            try await client.execute(
                uri: uri, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
        }
    }

    /// A form sent from one of the site's own pages.
    func post(_ uri: String, _ body: String, _ fields: HTTPFields = [:]) async throws -> TestResponse {
        var headers = fields
        headers[.origin] = StubSite.origin
        headers[.contentType] = headers[.contentType] ?? "application/x-www-form-urlencoded"
        return try await answer(.post, uri, headers, body: body)
    }
}
