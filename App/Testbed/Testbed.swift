import Accounts
import Base
import Clients
import Directory
import Foundation
import OpenID
import Rostering
import SignIn
import Storage
import StorageSQLite

/// What outside testers of our interfaces find: invented people with known passwords, services, and a token with which
/// services register themselves. All of it in a folder of its own.
struct Testbed: Codable, Sendable {
    /// Somebody who can sign in.
    struct Human: Codable, Sendable {
        let part: String
        let name: String
        let place: String
        let signInName: String
        let password: String

        enum CodingKeys: String, CodingKey {
            case part, name, place, password
            case signInName = "sign_in_name"
        }
    }

    var issuer: String
    var authority: String
    var clients: [TestbedClients.Told]
    let people: [Human]
    let initialAccessToken: String

    enum CodingKeys: String, CodingKey {
        case issuer, clients, people
        case authority = "ca_file"
        case initialAccessToken = "initial_access_token"
    }

    /// Everything a tester needs, for machines; readable by its owner alone.
    static func file(in folder: URL) -> URL { folder.appending(path: "testbed.json") }

    static func database(in folder: URL) -> URL { folder.appending(path: "digione.sqlite") }

    private static let pupils = 60
    private static let tokenDays: Int64 = 365

    /// The testbed in `folder`, made there if it is not: in a folder beside it that takes its place when it is complete.
    static func prepared(
        in folder: URL, _ services: TestbedClients, hasher: PasswordHasher, at now: Instant
    ) async throws -> Testbed {
        if let data = try? Data(contentsOf: file(in: folder)) {
            return try JSONDecoder().decode(Testbed.self, from: data)
        }
        let draft = folder.deletingLastPathComponent().appending(path: ".\(folder.lastPathComponent)-\(UUID())")
        defer { try? FileManager.default.removeItem(at: draft) }
        umask(0o077)
        try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: true)
        let database = try SQLiteDatabase(path: database(in: draft).path)
        let testbed: Testbed
        do {
            testbed = try await made(in: database, draft, services, hasher, now)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        try testbed.write(to: draft)
        guard rename(draft.path, folder.path) == 0 else {
            throw Fault(.conflict, log: "\(folder.path): the folder could not be made")
        }
        return testbed
    }

    private static func made(
        in database: any Database, _ folder: URL, _ services: TestbedClients, _ hasher: PasswordHasher,
        _ now: Instant
    ) async throws -> Testbed {
        _ = try await database.migrate(House.migrations(), at: now)
        let summary = try await SampleTowns(database: database).settle(
            pupils: pupils, packagesIn: folder.appending(path: "sample"), at: now)
        let hash = try await hasher.hash(Secret(SampleTowns.password))
        return try await database.write { writer in
            let people = try humans(summary, hash, now, writer)
            let clients = try services.add(at: now, in: writer)
            for (package, client) in summary.packages.flatMap({ one in clients.map { (one, $0) } }) {
                try release(to: client, of: package.slug, now, writer)
            }
            let token = try RegistrationToken.add(
                label: "testbed", uses: 1_000_000, until: now.adding(days: tokenDays), at: now, in: writer)
            return Testbed(issuer: "", authority: "", clients: clients, people: people, initialAccessToken: token)
        }
    }

    /// Named by the part that each plays, so that the names are the same in every testbed.
    private static func humans(
        _ summary: SampleSummary, _ hash: String, _ now: Instant, _ writer: any Writer
    ) throws -> [Human] {
        try summary.cast.map { member in
            let slug = member.records.first?.slug ?? "testbed"
            let name = SignInName.folded("\(member.part.rawValue)@\(slug)")
            let person = try SampleTowns.account(for: member, named: name, hash: hash, at: now, in: writer)
            return Human(
                part: member.part.rawValue, name: person.name, place: person.place, signInName: name,
                password: SampleTowns.password)
        }
    }

    /// All services but the public one get everything; that one shows what a service sees before it is decided.
    private static func release(
        to client: TestbedClients.Told, of slug: String, _ now: Instant, _ writer: any Writer
    ) throws {
        guard client.authentication != ClientAuthenticationMethod.none.rawValue else { return }
        let provider = try writer.one(Provider.named(slug))
        let draft = ReleaseDraft(
            fields: Set(ReleaseField.allCases), legalBasis: .publicTask, purpose: "Testaus keksityillä tiedoilla",
            from: now.day)
        try Release.add(ID<Release>.new(at: now), draft, for: client.client, of: provider.id, at: now, in: writer)
    }

    func write(to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let place = Testbed.file(in: folder)
        try encoder.encode(self).write(to: place, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
    }

    /// The same for people at the terminal.
    func lines(_ folder: URL) -> [String] {
        let services = clients.map { client in
            "  \(padded(client.authentication, 20))\(client.client)  \(client.secret ?? (client.privateKey == nil ? "public" : "key in the file"))"
        }
        let humans = people.map { "  \(padded($0.part, 20))\($0.signInName)  (\($0.name), \($0.place))" }
        return [
            "issuer                \(issuer)", "CA                    \(authority)",
            "initial access token  \(initialAccessToken)",
            "redirect URIs         \(clients.first?.redirectURIs.joined(separator: " ") ?? "")",
            "for machines          \(Testbed.file(in: folder).path)", "services, with client id and secret",
        ] + services + ["people; the password of each is \(SampleTowns.password)"] + humans
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
