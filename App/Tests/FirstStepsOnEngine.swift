import Accounts
import Base
import Directory
import Storage
import TestKit
import Testing

@testable import App

@Suite struct FirstStepsOnEngine {
    private func inWorld(_ body: @escaping @Sendable (any Writer) throws -> Void) async throws {
        try await TestDatabase.with(template: World.template()) { database in
            try await database.write { try body($0) }
        }
    }

    private func kind(_ body: () throws -> Void) -> Fault.Kind? {
        do {
            try body()
            return nil
        } catch let fault as Fault {
            return fault.kind
        } catch {
            return .broken
        }
    }

    @Test func `a provider is made and changed, and what cannot be is refused`() async throws {
        try await inWorld { writer in
            let names = ProviderEntry.Values(fi: "Uusikylä", oid: "1.2.246.562.10.346830761110")
            try ProviderEntry.create("uusikyla", names, at: World.now, in: writer)
            #expect(try writer.one(Provider.named("uusikyla")).name.fi == "Uusikylä")
        }
        await #expect(throws: Fault.self) {
            try await inWorld { writer in
                try ProviderEntry.create("lake", ProviderEntry.Values(fi: "Toinen"), at: World.now, in: writer)
            }
        }
        try await inWorld { writer in
            #expect(kind { try ProviderEntry.create("account", .init(fi: "x"), at: World.now, in: writer) } == .invalid)
            #expect(kind { try ProviderEntry.create("new-place", .init(), at: World.now, in: writer) } == .invalid)
            #expect(
                kind { try ProviderEntry.create("new-place", .init(fi: "x", oid: "1.2.3"), at: World.now, in: writer) }
                    == .invalid)
            #expect(
                kind {
                    try ProviderEntry.update("lake", to: nil, .init(businessID: "1234567-0"), at: World.now, in: writer)
                }
                    == .invalid)
            #expect(
                kind { try ProviderEntry.update("nowhere", to: nil, .init(), at: World.now, in: writer) } == .missing)
            try ProviderEntry.update("lake", to: "lakeside", .init(sv: "Insjö"), at: World.now, in: writer)
            let changed = try writer.one(Provider.named("lakeside"))
            #expect(changed.id == World.lake && changed.name.sv == "Insjö")
            try ProviderEntry.update("lakeside", to: nil, .init(sv: "Insjö"), at: World.now, in: writer)
            #expect(try FirstStepsTrial.changes(of: "provider", in: writer) == ["provider-update"])
        }
    }

    @Test func `accounts are listed by role, without names of people`() async throws {
        try await inWorld { writer in
            let all = try AccountEntry.list(of: "lake", role: nil, limit: 100, at: World.now, in: writer)
            let teachers = try AccountEntry.list(of: "lake", role: "teacher", limit: 100, at: World.now, in: writer)
            #expect(all.count > teachers.count && teachers.count == 2)
            #expect(teachers.allSatisfy { $0.roles.contains("teacher") })
            #expect(
                kind { _ = try AccountEntry.list(of: "lake", role: "x", limit: 1, at: World.now, in: writer) }
                    == .invalid)
            let lines = try AccountEntry.named(Who.guardian.signInName, in: writer)
                .lines(at: World.now, SessionLimits(idleMinutes: 480, absoluteDays: 14), in: writer)
            #expect(lines.count { $0.hasPrefix("person") } >= 2 && lines.contains { $0.hasPrefix("session") })
        }
    }

    @Test func `sessions end and a password is renewed, and both are in the change log`() async throws {
        try await inWorld { writer in
            let limits = SessionLimits(idleMinutes: 480, absoluteDays: 14)
            let token = try #require(Who.teacher.token)
            let entry = try AccountEntry.named(Who.teacher.signInName, in: writer)
            #expect(try Viewer.resolve(token: token, at: World.now, limits, in: writer) != nil)
            try entry.endSessions(at: World.now, in: writer)
            #expect(try Viewer.resolve(token: token, at: World.now, limits, in: writer) == nil)
            try entry.renew("another hash", at: World.now, in: writer)
            #expect(try writer.one(PasswordAccount.named(Who.teacher.signInName)).hash == "another hash")
            #expect(try FirstStepsTrial.changes(of: "account", in: writer) == ["end-sessions", "renew-password"])
            #expect(kind { _ = try AccountEntry.named("nobody@lake", in: writer) } == .missing)
        }
    }
}
