import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

@Suite struct WhoMayOnEngine {
    @Test func `the table has every route, and no other`() async throws {
        try await TestHouse.open { house async throws in
            let recorded = Set(house.routes.map { "\($0.method) \($0.path)" })
            let table = Set(
                WhoMayTable.lines.map { "\($0.method) \($0.path)" } + WhoMayTable.open.map { "\($0.method) \($0.path)" }
            )
            #expect(recorded == table)
        }
    }

    @Test(arguments: WhoMayTable.lines + WhoMayTable.protectedLines)
    func `only these get through`(_ line: WhoMayLine) async throws {
        try await TestHouse.open { house async throws in
            // Those who are refused change nothing, so that those who follow find the world as it was.
            for who in Who.table.filter({ !line.allowed.contains($0) })
                + line.allowed.sorted(by: { $0.rawValue < $1.rawValue })
            {
                let reply = try await line.tried(by: who, in: house)
                // Answers and refusals of actions are walked by nobody: what they say is looked at here. Whoever is
                // signed out gets back what was typed.
                if who != .signedOut { #expect(ProtectedWords.found(in: reply.body, by: who) == [], "\(who)") }
                if who == .signedOut, line.keepsTyped {
                    #expect(reply.status == .unauthorized, "\(who)")
                } else if who == .signedOut {
                    #expect(reply.status == .seeOther, "\(who)")
                    #expect(reply.location?.hasPrefix("/sign-in") == true, "\(who)")
                } else if line.allowed.contains(who) {
                    #expect(reply.status == (line.method == "GET" ? .ok : line.done), "\(who)")
                } else {
                    #expect(reply.status == .notFound, "\(who)")
                }
            }
        }
    }

    @Test func `a weak session gets through nowhere where more is asked: it is led to confirm itself`() async throws {
        try await TestHouse.open { house async throws in
            for who in Who.table where who != .signedOut { try await house.weaken(who) }
            let strong = Set(house.routes.filter { $0.policy.hasSuffix(", strong") })
            let lines = WhoMayTable.lines.filter { line in
                strong.contains { $0.method == line.method && $0.path == line.path }
            }
            #expect(lines.count > 50)
            for (line, who) in lines.flatMap({ line in Who.table.map { (line, $0) } }) where who != .signedOut {
                let reply = try await line.tried(by: who, in: house)
                let isLed =
                    line.keepsTyped
                    ? reply.status == .forbidden
                    : reply.status == .seeOther && reply.location?.hasPrefix("/strong") == true
                // Who has the role and not the row is asked before the row is looked for, so the answer tells nothing.
                let isHidden = reply.status == .notFound && !line.allowed.contains(who)
                #expect(isLed || isHidden, "\(line.testDescription) \(who) \(reply.status)")
            }
        }
    }

    /// Who they are is asked for by what can be seen and done, not by the role alone.
    @Test func `these routes ask for a session that is confirmed`() async throws {
        try await TestHouse.open { house async throws in
            let strong = Set(house.routes.filter { $0.policy.hasSuffix(", strong") }.map(\.path.description))
            let administrators = house.routes.map(\.path.description).filter {
                $0.hasPrefix("/{provider}/administrator")
            }
            #expect(strong.isSuperset(of: administrators) && !administrators.isEmpty)
            #expect(strong.subtracting(administrators) == WhoMayTable.strongBeyondAdministrators)
        }
    }

    @Test(arguments: WhoMayTable.open)
    func `an open route answers everyone the same way`(_ line: OpenLine) async throws {
        try await TestHouse.open { house async throws in
            for who in Who.table {
                let reply =
                    switch line.method {
                    case "GET": try await house.get(line.link, as: who)
                    case "POST": try await house.post(line.link, as: who, line.fields)
                    case "PUT": try await house.visit(.put, line.link.description, as: who.token)
                    case "DELETE": try await house.visit(.delete, line.link.description, as: who.token)
                    default: try await house.visit(.options, line.link.description, as: who.token)
                    }
                #expect(line.statuses.contains(reply.status.code), "\(who): \(reply.status)")
            }
        }
    }

    @Test(arguments: ["cross-site", "same-site", "none"])
    func `no action is taken for another site`(_ origin: String) async throws {
        try await TestHouse.open { house async throws in
            for line in WhoMayTable.lines where line.method == "POST" {
                for who in line.allowed {
                    let reply = try await house.visit(
                        .post, line.link.description, as: who.token,
                        [.contentType: "application/x-www-form-urlencoded", .fetchSite: origin])
                    #expect(reply.status == .forbidden)
                }
            }
        }
    }

    @Test func `the demo's way in exists in demo mode only`() async throws {
        let demo = PathPattern("/demo/sign-in")()
        try await TestHouse.open { house async throws in
            #expect(try await house.post(demo, as: .signedOut, ["name": Who.teacher.signInName]).status == .notFound)
            #expect(try await !house.get(ActingPath.signIn(), as: .signedOut).body.contains("/demo/sign-in"))
        }
        try await TestHouse.open(demo: true) { house async throws in
            #expect(try await house.post(demo, as: .signedOut, ["name": Who.teacher.signInName]).newToken != nil)
            #expect(try await house.post(demo, as: .signedOut, ["name": Who.pupil.signInName]).status == .notFound)
        }
    }
}

extension WhoMayLine {
    /// Whoever is signed out gets a page for what was typed; of secrets it says that they are to be typed again.
    fileprivate var keepsTyped: Bool { method == "POST" && fields.count > 0 }

    fileprivate func tried(by who: Who, in house: TestHouse) async throws -> Reply {
        method == "GET" ? try await house.get(link, as: who) : try await house.post(link, as: who, fields)
    }
}
