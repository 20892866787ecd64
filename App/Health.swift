import Accounts
import Base
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import Web

/// Whether the process lives and whether it can work, for whoever watches it.
struct Health: Sendable {
    let database: any Database

    static let hello: PathPattern = "/hello"
    static let alive: PathPattern = "/healthz"
    static let ready: PathPattern = "/readyz"

    func mount(on site: Site<Viewer>) {
        site.plain(Health.hello, may: .anyone) { _, _ in Health.text("hello\n") }
        site.plain(Health.alive, may: .anyone) { _, _ in Health.text("alive\n") }
        site.plain(Health.ready, may: .anyone) { _, _ in
            do {
                _ = try await database.read { try $0.first(Health.ledger) }
                return Health.text("ready\n")
            } catch {
                return Health.text("the database does not answer\n", status: .serviceUnavailable)
            }
        }
    }

    private static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

/// Every part of the design on one page, in demo mode.
struct StyleguidePage: Sendable {
    let chrome: Chrome

    func mount(on site: Site<Viewer>) {
        site.get("/styleguide", may: .anyone, load: { _, _, _ in }) { _, visit in
            .page(Page(title: "Styleguide", content: Styleguide.content(chrome.parts(in: visit.language))))
        }
    }
}
