package import Accounts
package import App
package import Base
package import HTTPTypes
import Hummingbird
import HummingbirdTesting
package import Logging
import NIOCore
package import Outbound
import SignIn
package import Storage
import StorageSQLite
package import Web

/// The whole house on a copy of the world, visited without a network.
package struct TestHouse: Sendable {
    package let house: House
    package let database: any Database
    package let routes: [RecordedRoute]
    private let client: any TestClientProtocol
    private let recorder: RecordingDatabase?

    /// The statements of each read so far, in a house that records.
    package var reads: [[SQL]] { recorder?.reads ?? [] }

    /// Runs `body` with a house of its own.
    ///
    /// - Parameters:
    ///   - now: what the clock says, `World.now` unless a test moves it.
    ///   - recording: whether the statements of reads are remembered.
    ///   - outbound: the way to other sites; none unless a test gives one.
    ///   - complain: hears the sentences of the work behind the requests.
    ///   - watchers: who may read `/metrics`; nobody unless a test says so.
    ///   - logger: where the house writes its log.
    ///   - hasher: what looks at passwords, one that has room unless a test gives another.
    package static func open(
        now: @escaping @Sendable () -> Instant = { World.now }, demo: Bool = false, recording: Bool = false,
        outbound: Outbound = .shut, watchers: Watchers = Watchers(token: nil, isBehindProxy: true),
        complain: @escaping @Sendable (String) -> Void = { _ in }, logger: Logger? = nil,
        hasher: PasswordHasher? = nil,
        _ body: @escaping @Sendable (TestHouse) async throws -> Void
    ) async throws {
        try await TestDatabase.with(template: World.template()) { database in
            let recorder = recording ? RecordingDatabase(database) : nil
            var needs = try needs(now, demo: demo, watchers)
            needs.outbound = outbound
            needs.complain = complain
            if let hasher { needs.hasher = hasher }
            let house = House(database: recorder ?? database, needs: needs)
            let site = try house.site()
            let routes = site.recorded
            try await Application(router: site.router, logger: logger).test(.router) { client in
                try await body(
                    TestHouse(house: house, database: database, routes: routes, client: client, recorder: recorder))
            }
        }
    }

    /// Runs `body` with another house on the same database, which remembers nothing yet and records where this one does.
    package func anew(_ body: @escaping @Sendable (TestHouse) async throws -> Void) async throws {
        try await TestHouse.node(on: database, recorder, body)
    }

    /// Runs `body` with two nodes on one database: each has connections and a memory of its own.
    package static func openPair(
        _ body: @escaping @Sendable (TestHouse, TestHouse) async throws -> Void
    ) async throws {
        try await TestDatabase.withPlace(World.template()) { place in
            let (one, other) = (try place.open(), try place.open())
            let result: Result<Void, any Error>
            do {
                try await node(on: one) { first in
                    try await node(on: other) { second in try await body(first, second) }
                }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            await one.close()
            await other.close()
            try result.get()
        }
    }

    private static func node(
        on database: any Database, _ recorder: RecordingDatabase? = nil,
        _ body: @escaping @Sendable (TestHouse) async throws -> Void
    ) async throws {
        let needs = try TestHouse.needs({ World.now }, demo: false, Watchers(token: nil, isBehindProxy: true))
        let house = House(database: recorder ?? database, needs: needs)
        let site = try house.site()
        let routes = site.recorded
        try await Application(router: site.router).test(.router) { client in
            try await body(
                TestHouse(house: house, database: database, routes: routes, client: client, recorder: recorder))
        }
    }

    private static func needs(
        _ now: @escaping @Sendable () -> Instant, demo: Bool, _ watchers: Watchers
    ) throws -> House.Needs {
        House.Needs(
            now: now, origins: Origins(publicOrigin: "https://digione.example"), hasTLS: true,
            hasher: try PasswordHash.hasher.get(),
            rules: try PasswordRules(words: ["salasana", "password", "jalkapallo"]),
            sessions: SessionLimits(idleMinutes: 480, absoluteDays: 14),
            seal: try Seal(key: Array(repeating: 1, count: 32)), demo: demo ? DemoPersons.ofWorld : nil,
            watchers: watchers)
    }

    /// How SQLite finds the rows of a statement; nil on PostgreSQL, which plans by the size of tables that are tiny here.
    package func plan(of sql: SQL) async throws -> [String]? {
        try await (database as? SQLiteDatabase)?.plan(of: sql)
    }

    /// A GET as `who`.
    package func get(_ link: Link, as who: Who, _ headers: HTTPFields = [:]) async throws -> Reply {
        try await visit(.get, link.description, as: who.token, headers)
    }

    /// A form sent as `who` from one of our own pages.
    package func post(
        _ link: Link, as who: Who, _ fields: KeyValuePairs<String, String> = [:]
    ) async throws -> Reply {
        try await post(link, token: who.token, fields)
    }

    /// A form sent with a session token, or none.
    package func post(
        _ link: Link, token: String?, _ fields: KeyValuePairs<String, String> = [:]
    ) async throws -> Reply {
        let query = Link.form(fields)
        return try await visit(
            .post, link.description, as: token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: query)
    }

    /// A form with a file, sent as `who` from one of our own pages.
    package func upload(_ link: Link, as who: Who, field: String, fileName: String, _ bytes: [UInt8]) async throws
        -> Reply
    {
        try await upload(link, as: who, field: field, [(fileName, bytes)])
    }

    /// A form with several files under one name.
    package func upload(
        _ link: Link, as who: Who, field: String, _ files: [(name: String, bytes: [UInt8])]
    ) async throws -> Reply {
        let headers: HTTPFields = [
            .contentType: "multipart/form-data; boundary=edge", .fetchSite: "same-origin",
            .cookie: "__Host-session=\(who.token ?? "")",
        ]
        let body =
            files.reduce(into: [UInt8]()) { body, file in
                body += Array("--edge\r\nContent-Disposition: form-data; name=\"\(field)\"; ".utf8)
                body += Array("filename=\"\(file.name)\"\r\n\r\n".utf8) + file.bytes + Array("\r\n".utf8)
            } + Array("--edge--\r\n".utf8)
        return try await client.execute(
            uri: link.description, method: .post, headers: headers, body: ByteBuffer(bytes: body)
        ) { Reply(status: $0.status, headers: $0.headers, body: String(buffer: $0.body)) }
    }

    /// Any request.
    package func visit(
        _ method: HTTPRequest.Method, _ path: String, as token: String?, _ headers: HTTPFields = [:], body: String = ""
    ) async throws -> Reply {
        var headers = headers
        let cookies = [headers[.cookie], token.map { "__Host-session=\($0)" }].compactMap { $0 }
        if !cookies.isEmpty { headers[.cookie] = cookies.joined(separator: "; ") }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: body.isEmpty ? nil : ByteBuffer(string: body)
        ) { response in
            Reply(
                status: response.status, headers: response.headers,
                body: String(buffer: response.body))
        }
    }
}

/// An answer of the house.
package struct Reply: Sendable {
    package let status: HTTPResponse.Status
    package let headers: HTTPFields
    package let body: String

    /// Where a redirect leads.
    package var location: String? { headers[.location] }

    /// The word of what was just done that the answer sets, as a cookie for the next page.
    package var doneCookie: String? {
        headers[values: .setCookie].first { $0.hasPrefix("__Host-done=") }.map { String($0.prefix { $0 != ";" }) }
    }

    /// The session token that the answer sets, if any.
    package var newToken: String? {
        headers[values: .setCookie].lazy.compactMap { line -> String? in
            guard line.hasPrefix("__Host-session=") else { return nil }
            let value = line.dropFirst("__Host-session=".count).prefix { $0 != ";" }
            return value.isEmpty ? nil : String(value)
        }.first
    }
}

extension HTTPField.Name {
    /// How a browser says where a request comes from.
    package static var fetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .server }
}
