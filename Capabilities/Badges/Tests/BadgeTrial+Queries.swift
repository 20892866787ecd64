import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Badges

/// A teacher's browser and a class's device, as tests use them.
struct BadgeTrial: Sendable {
    let house: TestHouse
    var group = World.homeroom7A
    var teacher = Who.teacher
    /// The cookie of the class's device.
    var device: String?
    /// The session of the child who signed in.
    var session: String?

    static let code = ["sun", "car", "key"]

    private var slug: String { "lake" }

    init(_ house: TestHouse) { self.house = house }

    var page: Link { ActingPath.badges(.teacher)(slug, group) }

    /// Prints a card; what is on it.
    func card(of who: Who = .pupil) async throws -> (token: String, number: String) {
        try #require(try await cards(of: [World.person(who)]).first)
    }

    func cards(of people: [ID<Person>]) async throws -> [(token: String, number: String)] {
        let reply = try await print(people)
        #expect(reply.status == .ok)
        let numbers = reply.body.matches(of: /class="badge-number">([0-9 ]+)</).map { String($0.1) }
        return numbers.map { ("", $0) }
    }

    func print(_ people: [ID<Person>]) async throws -> Reply {
        try await house.visit(
            .post, page.description, as: teacher.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
            body: people.map { "person=\($0)" }.joined(separator: "&"))
    }

    @discardableResult func open(minutes: Int = 45) async throws -> Reply {
        try await house.post(BadgePath.opening(slug, group), as: teacher, ["minutes": String(minutes)])
    }

    @discardableResult func shut() async throws -> Reply {
        try await house.post(BadgePath.openingEnding(slug, group), as: teacher)
    }

    /// The code that the teacher shows.
    func deviceCode() async throws -> String {
        let reply = try await house.post(BadgePath.devices(slug, group), as: teacher)
        return String(try #require(reply.body.firstMatch(of: />([0-9a-z]{4}-[0-9a-z]{4})</)).1)
    }

    /// Makes this browser one of the group's.
    mutating func bind() async throws {
        let reply = try await send(BadgePath.device(), ["code": try await deviceCode()])
        let made: String = try #require(BadgeTrial.cookie("__Host-class-device", in: reply))
        device = made
    }

    func send(_ link: Link, _ fields: KeyValuePairs<String, String>) async throws -> Reply {
        let cookie = [device.map { "__Host-class-device=\($0)" }, session.map { "__Host-session=\($0)" }]
            .compactMap { $0 }.joined(separator: "; ")
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"]
        if !cookie.isEmpty { headers[.cookie] = cookie }
        return try await house.visit(.post, link.description, as: nil, headers, body: Link.form(fields))
    }

    /// The door, as the device sees it.
    func door() async throws -> Reply {
        try await house.visit(
            .get, "/badge", as: nil, device.map { [.cookie: "__Host-class-device=\($0)"] } ?? [:])
    }

    func show(_ card: String) async throws -> Reply { try await send(BadgePath.door(), ["card": card]) }

    /// The card and its code, tapped through; the last answer.
    func signIn(_ card: String, _ code: [String] = BadgeTrial.code) async throws -> Reply {
        try await send(
            BadgePath.door(),
            ["card": card, "chosen": code.dropLast().joined(separator: "-"), "picture": code.last ?? ""])
    }

    /// The first time: the code is chosen and chosen once more.
    func signInFirst(_ card: String, _ code: [String] = BadgeTrial.code) async throws -> Reply {
        try await send(
            BadgePath.door(),
            [
                "card": card, "chosen": code.joined(separator: "-"), "again": code.dropLast().joined(separator: "-"),
                "picture": code.last ?? "",
            ])
    }

    static func cookie(_ name: String, in reply: Reply) -> String? {
        reply.headers[values: .setCookie].first { $0.hasPrefix("\(name)=") }
            .map { String($0.dropFirst(name.count + 1).prefix { $0 != ";" }) }
    }

    /// An open door, a device of the class, and a card whose child has chosen a code.
    static func ready(_ house: TestHouse, _ who: Who = .pupil) async throws -> (trial: BadgeTrial, card: String) {
        var trial = BadgeTrial(house)
        let card = try await trial.card(of: who).number
        try await trial.open()
        try await trial.bind()
        let first = try await trial.signInFirst(card)
        let token: String = try #require(first.newToken)
        trial.session = token
        return (trial, card)
    }

    // What is in the database.

    static func changes(in house: TestHouse) async throws -> [String] {
        try await house.database.read { reader in
            try reader.all(Query<String>("SELECT change_log.action FROM change_log ORDER BY change_log.id"))
        }
    }

    static var cardHolders: Query<ID<Person>> {
        Query(
            """
            SELECT badge.person_id FROM badge
            WHERE badge.provider_id = \(World.lake) AND badge.ended_at IS NULL ORDER BY badge.person_id
            """)
    }

    static var codeHolders: Query<ID<Person>> {
        Query(
            """
            SELECT picture_code.person_id FROM picture_code
            WHERE picture_code.provider_id = \(World.lake) ORDER BY picture_code.person_id
            """)
    }

    static func endMembership(of who: Who, on day: CivilDate, in house: TestHouse) async throws {
        _ = try await house.database.write { writer in
            try writer.run(
                "UPDATE membership SET ends_on = \(day) WHERE provider_id = \(World.lake) AND person_id = \(World.person(who))"
            )
        }
    }

    static func expireDeviceCodes(in house: TestHouse) async throws {
        _ = try await house.database.write { writer in
            try writer.run("UPDATE class_device_code SET expires_at = \(World.now)")
        }
    }

    /// The picture codes that were chosen; the world's classmate has one that is none.
    static func secrets(in house: TestHouse) async throws -> [String] {
        try await house.database.read { reader in
            try reader.all(
                Query<String>(
                    "SELECT picture_code.secret FROM picture_code WHERE picture_code.secret <> '$argon2id$none'"))
        }
    }

    static func link(_ who: Who, to person: ID<Person>, in provider: ID<Provider>, of house: TestHouse) async throws {
        try await house.database.write { writer in
            let account = try writer.one(PasswordAccount.named(who.signInName)).account
            try Account.link(account, to: person, in: provider, evidence: "test", at: World.now, in: writer)
        }
    }

    static func accounts(of person: ID<Person>, in house: TestHouse) async throws -> [String] {
        try await house.database.read { reader in
            try reader.all(
                Query<String>(
                    """
                    SELECT account_person.evidence FROM account_person
                    WHERE account_person.provider_id = \(World.lake) AND account_person.person_id = \(person)
                    """))
        }
    }
}
