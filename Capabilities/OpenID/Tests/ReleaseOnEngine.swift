import Base
import Clients
import Directory
import Foundation
import Storage
import Synchronization
import TestKit
import Testing

@testable import OpenID

/// What is let out, and of whom: by field, school, day and protection.
@Suite struct ReleaseOnEngine {
    /// The claims that the world's service gets of somebody, with every scope asked for.
    private func claims(
        of who: Who, _ drafts: [ReleaseDraft], scope: String = "openid profile email phone digione mpass",
        alsoAt school: ID<Organisation>? = nil
    ) async throws -> [String: JSONValue] {
        let found = Mutex<[String: JSONValue]>([:])
        try await TestHouse.open { house in
            if let school { try await house.addRole(.teacher, of: who, at: school) }
            try await house.database.write { writer in
                try Release.end(World.release, of: World.lake, at: World.now, in: writer)
                for draft in drafts {
                    try Release.add(
                        ID.new(at: World.now), draft, for: World.service, of: World.lake, at: World.now, in: writer)
                }
            }
            let journey = Journey(house: house)
            let tokens = try await journey.tokens(as: who, ["scope": scope])
            let members = try await journey.userinfo(tokens.access).members
            found.withLock { $0 = members }
        }
        return found.withLock { $0 }
    }

    private func draft(
        _ fields: Set<ReleaseField>, schools: Set<ID<Organisation>> = [], takesProtected: Bool = false,
        from: Int = 0, until: Int? = nil
    ) -> ReleaseDraft {
        ReleaseDraft(
            fields: fields, schools: schools, legalBasis: .publicTask, purpose: "Tehtävät",
            takesProtected: takesProtected,
            from: World.now.day.adding(days: from), until: until.map { World.now.day.adding(days: $0) })
    }

    private static let all = Set(ReleaseField.allCases)

    @Test(arguments: [
        (
            [ReleaseField.name],
            ["given_name", "family_name", "name", "nickname", "urn:mpass.id:nickname", "urn:mpass.id:uid"]
        ),
        ([.role], ["digione", "urn:mpass.id:uid"]),
        ([.school, .role], ["digione", "urn:mpass.id:role", "urn:mpass.id:uid"]),
    ])
    func `each field lets its own claims out and no other`(_ fields: [ReleaseField], _ names: [String]) async throws {
        let claims = try await claims(of: .pupil, [draft(Set(fields))])
        // The schools of the world have neither code nor OID, so that there is nothing to say of them there.
        #expect(Set(claims.keys) == Set(names + ["sub"]))
    }

    @Test func `a release of another school, of other days or ended lets nothing out`() async throws {
        for draft in [
            draft(Self.all, schools: [World.hillSchool]), draft(Self.all, from: 1), draft(Self.all, from: -9, until: 0),
        ] {
            #expect(try await Set(claims(of: .pupil, [draft]).keys) == ["sub"])
        }
        #expect(try await Set(claims(of: .pupil, []).keys) == ["sub"])
        #expect(try await claims(of: .pupil, [draft(Self.all, from: -9, until: 1)]).count > 3)
    }

    @Test func `of a protected person only what a release says of them`() async throws {
        #expect(try await Set(claims(of: .protectedPupil, [draft(Self.all)]).keys) == ["sub"])
        let told = try await claims(of: .protectedPupil, [draft([.name], takesProtected: true)])
        #expect(told["name"] != nil)
    }

    @Test func `groups of schools that are not meant stay inside`() async throws {
        let claims = try await claims(of: .teacher, [draft([.groups, .role], schools: [World.hillSchool])])
        #expect(Set(claims.keys) == ["sub"])
    }

    @Test func `what one school's release says of somebody is not said of their work at another`() async throws {
        let claims = try await claims(
            of: .teacher,
            [
                draft([.name, .role, .school], schools: [World.lakeSchool]),
                draft([.groups], schools: [World.hillSchool]),
            ], alsoAt: World.hillSchool)
        guard case .list(let providers)? = claims["digione"], case .object(let own)? = providers.first,
            case .list(let roles)? = own["roles"]
        else {
            Issue.record("no roles")
            return
        }
        #expect(roles.count == 1 && JSONValue.list(roles).text.contains("Järvelän koulu"))
        // The groups at the other school are none of hers; those at the first are not let out.
        #expect(own["groups"] == nil)
    }

    @Test func `what is said under MPASSid's names has MPASSid's forms`() async throws {
        let claims = try await claims(of: .pupil, [draft(Self.all)])
        guard case .list(let roles)? = claims["urn:mpass.id:role"], case .string(let role)? = roles.first else {
            Issue.record("no role")
            return
        }
        let parts = role.split(separator: ";", omittingEmptySubsequences: false)
        #expect(parts.count == 7)
        #expect(parts[3] == "oppilas" && parts[4] == "1")
    }
}
