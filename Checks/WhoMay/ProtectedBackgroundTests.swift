import Base
import Foundation
import HTTPTypes
import Imports
import Logging
import Outbound
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import App

/// What leaves the house or is written down while nobody looks: logout tokens, and the log of the work behind the
/// requests.
@Suite struct ProtectedBackgroundOnEngine {
    @Test func `a logout token names a protected person by the service's own pseudonym alone`() async throws {
        let sent = Mutex<[String]>([])
        let service = Outbound { call in
            sent.withLock { $0.append(call.body ?? "") }
            return Outbound.Answer(status: 200, body: [])
        }
        try await TestHouse.open(outbound: service) { house in
            for who in [Who.protectedPupil, .protectedGuardian] {
                try await ServiceVisit(house: house).signIn(as: who)
                #expect(try await house.post(PathPattern("/sign-out")(), as: who).status == .seeOther)
            }
            try await house.house.tellOfSignOuts(lookingBack: 5)
        }
        let forms = sent.withLock { $0 }
        #expect(forms.count == 2)
        for form in forms {
            let token = form.replacing("logout_token=", with: "").split(separator: ".")
            #expect(token.count == 3)
            let read = token.compactMap { Base64URL.bytes(String($0)) }.map { String(decoding: $0, as: UTF8.self) }
            #expect(read.first?.contains("logout+jwt") == true)
            for part in read + [form] { #expect(ProtectedWords.found(in: part, by: .signedOut) == []) }
        }
    }

    @Test func `no name is in the log of scheduled work, whether it goes well or not`() async throws {
        let log = HeardLog()
        try await TestHouse.open(
            outbound: .shut, complain: { log.logger.warning("\($0)") }, logger: log.logger
        ) { house in
            try await ServiceVisit(house: house).signIn(as: .protectedPupil)
            _ = try await house.post(PathPattern("/sign-out")(), as: .protectedPupil)
            try await Self.watch(house, log)
            try await Self.upkeep(house, log)
            _ = try await house.database.write { writer in
                for table: SQL in ["throttle", "access_log", "session"] {
                    try writer.run("ALTER TABLE \(table) RENAME TO \(table)_gone")
                }
            }
            try await Self.upkeep(house, log)
        }
        #expect(log.lines.contains { $0.hasPrefix("upkeep could not write") })
        #expect(log.lines.contains { $0.hasPrefix("services could not be told") })
        for line in log.lines { #expect(ProtectedWords.found(in: line, by: .signedOut) == [], "\(line)") }
    }

    /// Packages in the folder: one that is brought in, one with an error in every row, one that is none.
    private static func watch(_ house: TestHouse, _ log: HeardLog) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "watched-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "lake"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let packages = [package(enabled: "true"), package(enabled: "Venla Aaltola"), Array("Venla Aaltola".utf8)]
        for (number, bytes) in packages.enumerated() {
            try Data(bytes).write(to: folder.appending(path: "lake/venla-aaltola-\(number).zip"))
        }
        let watch = FolderWatch(
            folder, database: house.database, desk: house.house.imports, now: { World.now },
            complain: { log.logger.warning("\($0)") })
        for _ in 0..<2 { try await watch.look() }
        for _ in 0..<3000 where !house.house.imports.isIdle { try await Task.sleep(for: .milliseconds(10)) }
        let runs = try await house.database.read { reader in
            try reader.all(Query<String>("SELECT step FROM roster_run WHERE file_name <> 'jarvi.zip' ORDER BY step"))
        }
        #expect(runs == ["applied", "refused", "refused"])
    }

    private static func package(enabled: String) -> [UInt8] {
        let head =
            "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName"
            + ",identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName"
            + ",preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns,metadata.protected"
        let row =
            "venla,active,2026-11-20T06:00:00.000Z,\(enabled),venla.aaltola,,Venla,Aaltola,,"
            + ",venla.aaltola@post.example,,,,7,,,,,,,,true"
        let manifest = "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\nfile.users,delta\r\n"
        return StoredZip.archive([
            StoredZip.Entry(name: "manifest.csv", bytes: Array(manifest.utf8)),
            StoredZip.Entry(name: "users.csv", bytes: Array("\(head)\r\n\(row)\r\n".utf8)),
        ])
    }

    /// The services of the server, as long as each needs for its first round.
    private static func upkeep(_ house: TestHouse, _ log: HeardLog) async throws {
        let (upkeep, notices) = (
            Upkeep(house: house.house, logger: log.logger), SignOutUpkeep(house: house.house, logger: log.logger)
        )
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await upkeep.run() }
            group.addTask { try? await notices.run() }
            try? await Task.sleep(for: .milliseconds(1500))
            group.cancelAll()
        }
    }
}

/// The way of somebody to the service of the world, as their browser and the service go it.
private struct ServiceVisit {
    let house: TestHouse

    // RFC 7636, Appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    func signIn(as who: Who) async throws {
        let question = Link.form([
            "client_id": World.service.description, "redirect_uri": World.serviceAddress, "response_type": "code",
            "scope": "openid", "state": "s", "nonce": "n", "code_challenge": Self.challenge,
            "code_challenge_method": "S256",
        ])
        var reply = try await house.visit(.get, "/oidc/authorize?\(question)", as: who.token)
        if reply.status == .ok, let action = reply.body.firstMatch(of: /action="(\/oidc\/requests\/[^"]*\/answer)"/) {
            let told = reply.body.matches(of: /name="told" value="([^"]*)"/).map { "told=\($0.1)" }
            reply = try await house.visit(
                .post, String(action.1), as: who.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
                body: told.joined(separator: "&"))
        }
        let code = try #require(URLComponents(string: reply.location ?? "")?.queryItems?.first { $0.name == "code" })
        let secret = Data("\(World.service):\(World.serviceSecret)".utf8).base64EncodedString()
        let tokens = try await house.visit(
            .post, "/oidc/token", as: nil,
            [
                .contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site",
                .authorization: "Basic \(secret)",
            ],
            body: Link.form([
                "grant_type": "authorization_code", "code": code.value ?? "", "redirect_uri": World.serviceAddress,
                "code_verifier": Self.verifier,
            ]))
        #expect(tokens.status == .ok)
    }
}
