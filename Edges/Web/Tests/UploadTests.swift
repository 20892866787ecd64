import Base
import HTTPTypes
import HummingbirdTesting
import Synchronization
import Testing

@testable import Web

@Suite struct UploadTests {
    private let session: HTTPFields = [
        .cookie: "__Host-session=good", .contentType: "multipart/form-data; boundary=b",
    ]

    private static func body(_ content: String, name: String = "package", file: String = "p.zip") -> String {
        "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(file)\"\r\n\r\n\(content)\r\n--b--\r\n"
    }

    private func site(_ received: Received) -> StubSite {
        let stub = StubSite()
        let everyone = Policy<StubViewer>("everyone") { _, _, _ in true }
        let nobody = Policy<StubViewer>("nobody") { _, _, _ in false }
        for (path, policy) in [("/packages", everyone), ("/hidden", nobody)] {
            stub.site.upload(PathPattern(stringLiteral: path), may: policy, limit: 2000) { _, _, upload in
                guard let file = try await upload.file(named: "package") else {
                    received.add("nothing")
                    return .seeOther(StubSite.signIn())
                }
                var bytes = 0
                for try await piece in file { bytes += piece.count }
                received.add("\(file.name) \(bytes) \(upload.fields["note"] ?? "-")")
                return .seeOther(StubSite.signIn())
            }
        }
        return stub
    }

    @Test func `a file comes in with the fields before it`() async throws {
        let received = Received()
        let answer = try await site(received).post("/packages", Self.body("content"), session)
        #expect(answer.status == .seeOther && received.all == ["p.zip 7 hello"])
    }

    @Test(arguments: [("other", "p.zip"), ("package", "")])
    func `a file that nobody chose, or of another field, is none`(_ name: String, _ file: String) async throws {
        let received = Received()
        #expect(
            try await site(received).post("/packages", Self.body("x", name: name, file: file), session).status
                == .seeOther)
        #expect(received.all == ["nothing"])
    }

    @Test func `an empty file is none`() async throws {
        let received = Received()
        #expect(try await site(received).post("/packages", Self.body(""), session).status == .seeOther)
        #expect(received.all == ["nothing"])
    }

    @Test func `several files come in whole, with the fields between them`() async throws {
        let received = Received()
        let stub = StubSite()
        let everyone = Policy<StubViewer>("everyone") { _, _, _ in true }
        stub.site.upload("/files", may: everyone, limit: 2000) { _, _, upload in
            for file in try await upload.files(named: "package") { received.add("\(file.name) \(file.bytes.count)") }
            received.add(upload.fields["note"] ?? "-")
            return .seeOther(StubSite.signIn())
        }
        let second =
            "--b\r\nContent-Disposition: form-data; name=\"package\"; filename=\"q.csv\"\r\n\r\nabc\r\n--b--\r\n"
        let body = Self.body("content").replacing("--b--\r\n", with: "") + second
        #expect(try await stub.post("/files", body, session).status == .seeOther)
        #expect(received.all == ["p.zip 7", "q.csv 3", "hello"])
    }

    @Test func `origin, session and policy decide before the body is read`() async throws {
        let received = Received()
        let stub = site(received)
        // The bodies are no forms at all: nobody looks at them.
        #expect(try await stub.answer(.post, "/packages", session, body: "x").status == .forbidden)
        #expect(try await stub.post("/hidden", "x", session).status == .notFound)
        let signedOut = try await stub.post("/packages", "x", [.contentType: session[.contentType] ?? ""])
        #expect(signedOut.status == .seeOther && signedOut.headers[.location] == "/sign-in")
        #expect(received.all.isEmpty)
    }

    @Test(arguments: [(100, 303), (2100, 413)])
    func `a body over the limit of its route is refused`(_ bytes: Int, _ status: Int) async throws {
        let content = String(repeating: "a", count: bytes)
        #expect(try await site(Received()).post("/packages", Self.body(content), session).status.code == status)
    }

    @Test(arguments: [
        "", "x", "--b\r\nContent-Disposition: form-data; name=\"package\"; filename=\"p\"\r\n\r\nhalf",
        "--b\r\nContent-Disposition: form-data; name=\"package\"; filename=\"p\"\r\n\r\nhalf\r\n--b",
        "--b\r\n\r\n\r\n--b--",
    ])
    func `a broken body is the sender's mistake`(_ body: String) async throws {
        let received = Received()
        #expect(try await site(received).post("/packages", body, session).status == .badRequest)
        #expect(received.all.isEmpty)
    }

    @Test func `another form than multipart is refused`() async throws {
        var fields = session
        fields[.contentType] = "application/x-www-form-urlencoded"
        #expect(try await site(Received()).post("/packages", "a=b", fields).status == .badRequest)
    }

    @Test func `an upload is recorded with its policy`() {
        #expect(
            site(Received()).site.recorded.map { "\($0.method) \($0.path) \($0.policy)" } == [
                "POST /packages everyone", "POST /hidden nobody",
            ])
    }
}

/// What handlers have received.
private final class Received: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
