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
                WhoMayTable.lines.map { "\($0.method) \($0.path)" } + WhoMayTable.open.map { "\($0.method) \($0.path)" })
            #expect(recorded == table)
        }
    }

    @Test(arguments: WhoMayTable.lines)
    func `only these get through`(_ line: WhoMayLine) async throws {
        for who in Who.table {
            try await TestHouse.open { house async throws in
                let reply =
                    line.method == "GET"
                    ? try await house.get(line.link, as: who) : try await house.post(line.link, as: who, line.fields)
                let passed = line.method == "GET" ? HTTPResponse.Status.ok : .seeOther
                switch who {
                case .signedOut:
                    #expect(reply.status == .seeOther, "\(who)")
                    #expect(reply.location?.hasPrefix("/sign-in") == true, "\(who)")
                case _ where line.allowed.contains(who):
                    #expect(reply.status == passed, "\(who)")
                default: #expect(reply.status == .notFound, "\(who)")
                }
            }
        }
    }

    @Test func `open routes answer everyone the same way`() async throws {
        for line in WhoMayTable.open {
            for who in Who.table {
                try await TestHouse.open { house async throws in
                    let reply =
                        line.method == "GET"
                        ? try await house.get(line.link, as: who) : try await house.post(line.link, as: who, line.fields)
                    #expect(line.statuses.contains(reply.status.code), "\(line.method) \(line.path) as \(who): \(reply.status)")
                }
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
