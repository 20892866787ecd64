import Accounts
import Base
import Clients
import Directory
import Foundation
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import Brokers

/// Children by Suomi.fi's Valtuudet, tried on a small server of that shape; `national.md` 10.2, decision 0026.
@Suite struct MandatesOnEngine {
    @Test func `whom they chose and may act for is their child for the day, found by the keyed hash alone`()
        async throws
    {
        try await MandateTown.open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            #expect(way.location.hasPrefix("https://valtuudet.example/oauth/authorize?client_id=digione-hpa"))
            #expect(way.location.contains("redirect_uri=https%3A%2F%2Fdigione.example%2Fsign-in%2Fmandates"))
            #expect(try await !town.sees(way.token))
            let back = try await town.choose(way)
            #expect(back.status == .seeOther && back.location == "/account/mandates")
            #expect(town.mandates.refusals.isEmpty)
            #expect(try await town.rows() == ["valtuudet"])
            #expect(try await town.sees(way.token))
            // What came back is used once.
            let again = try await town.choose(way)
            #expect(
                again.location == "/account/mandates"
                    && again.headers[values: .setCookie].contains { $0.contains("failed") })
            // Once more on the same day is the same guardianship.
            let next = try await town.signIn(to: "/account/mandates")
            _ = try await town.choose(next)
            #expect(try await town.rows() == ["valtuudet"])
            let child = MandateTown.child
            for (place, bytes) in try await NationalWorld.everything(town.house.database) {
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(
                    !text.contains(child) && !text.contains(NationalWorld.code) && !text.contains("Salainen"),
                    "\(place)")
            }
        }
    }

    @Test func `on the next day it is over, and a mandate gives it again`() async throws {
        let clock = Mutex(World.now)
        try await MandateTown.open(now: { clock.withLock { $0 } }) { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            _ = try await town.choose(way)
            #expect(try await town.sees(way.token))
            clock.withLock { $0 = World.now.adding(days: 1) }
            town.traveller.party.change {
                $0.claims["auth_time"] = .number(Double(World.now.adding(days: 1).milliseconds / 1000))
            }
            let next = try await town.signIn(to: "/account/mandates")
            #expect(try await !town.sees(next.token))
            _ = try await town.choose(next)
            #expect(try await town.sees(next.token))
            #expect(try await town.rows() == ["valtuudet"])
        }
    }

    @Test func `who has a child by the register is not asked, and who has none is led there`() async throws {
        try await MandateTown.open { town async throws in
            #expect(try await town.signIn().location == "/")
            #expect(town.mandates.calls.isEmpty)
            _ = try await town.house.database.write { writer in
                try writer.run(
                    """
                    UPDATE guardianship SET ended_at = \(World.now)
                    WHERE provider_id = \(World.lake) AND guardian_id = \(World.person(.otherGuardian))
                    """)
                try writer.run(
                    """
                    INSERT INTO role_assignment (provider_id, id, person_id, organisation_id, role, is_primary, source,
                        source_id)
                    VALUES (\(World.lake), \(UUID()), \(World.person(.otherGuardian)), \(World.lakeSchool), 'guardian',
                        \(true), 'test', 'guardian')
                    """)
            }
            let way = try await town.signIn(to: "/account")
            #expect(way.location.hasPrefix("https://valtuudet.example/oauth/authorize"))
            #expect(try await town.choose(way).location == "/account")
            #expect(try await town.rows() == ["valtuudet"])
        }
    }

    /// What keeps the child away, and what it changes.
    static let limits: [(String, SQL)] = [
        ("the register ended it", registered(isEnded: true)),
        ("the register limited it", registered(isEnded: false)),
        (
            "the child is protected",
            "UPDATE person SET protected = \(true) WHERE provider_id = \(World.lake) AND id = \(World.person(.pupil))"
        ),
        (
            "the child is of age",
            """
            UPDATE person SET birth_date = \(CivilDate(year: 2000, month: 1, day: 1))
            WHERE provider_id = \(World.lake) AND id = \(World.person(.pupil))
            """
        ),
        (
            "two people have the child's code",
            """
            INSERT INTO person_identity (provider_id, person_id, source, code_hash, known_at)
            SELECT provider_id, \(World.person(.classmate)), source, code_hash, known_at FROM person_identity
            WHERE provider_id = \(World.lake) AND person_id = \(World.person(.pupil))
            """
        ),
    ]

    /// A guardianship of the two in the register: one that is over, or one that shows little.
    private static func registered(
        isEnded: Bool, of guardian: ID<Person> = World.person(.otherGuardian)
    ) -> SQL {
        let scope = isEnded ? Guardianship.Scope.full : .information
        let ended: Instant? = isEnded ? World.now.adding(days: -9) : nil
        return """
            INSERT INTO guardianship (provider_id, id, guardian_id, child_id, scope, evidence, source, source_id, ended_at)
            VALUES (\(World.lake), \(UUID()), \(guardian), \(World.person(.pupil)), \(scope), 'test',
                'oneroster', 'bond', \(ended))
            """
    }

    @Test(arguments: limits.map(\.0))
    func `nothing is given beyond what the register lets`(_ name: String) async throws {
        let sql = try #require(Self.limits.first { $0.0 == name }?.1)
        try await MandateTown.open { town async throws in
            _ = try await town.house.database.write { try $0.run(sql) }
            let way = try await town.signIn(to: "/account/mandates")
            let back = try await town.choose(way)
            #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-none") })
            #expect(try await !town.rows().contains("valtuudet"))
        }
    }

    @Test func `whoever may not act for the child, and a stranger's child, is given nobody`() async throws {
        let child = MandateTown.child
        for change: @Sendable (inout FakeMandates.Manner) -> Void in [
            { $0.disallowed = [child] }, { $0.children = [NationalWorld.code: ["rubbish", NationalWorld.otherCode]] },
            { $0.children = [:] },
        ] {
            try await MandateTown.open({ $0.change(change) }) { town async throws in
                let back = try await town.choose(try await town.signIn(to: "/account/mandates"))
                #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-none") })
                #expect(try await town.rows().isEmpty)
            }
        }
    }

    @Test func `an artificial code gives nobody where they are not agreed`() async throws {
        try await MandateTown.open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            _ = try await town.house.database.write { writer in
                try writer.run(
                    """
                    UPDATE identity_provider SET allows_test_numbers = \(false)
                    WHERE provider_id = \(World.lake) AND id = \(NationalWorld.suomifi)
                    """)
            }
            let back = try await town.choose(way)
            #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-none") })
            #expect(try await town.rows().isEmpty)
        }
    }

    @Test func `a service that is away or answers rubbish keeps nobody from signing in, and no sentence names anybody`()
        async throws
    {
        let said = Mutex<[String]>([])
        for change: @Sendable (inout FakeMandates.Manner) -> Void in [
            { $0.isAway = true }, { $0.statuses["/service/hpa/user"] = 500 }, { $0.bodies["/service/hpa/user"] = "{" },
            { $0.bodies["/service/hpa/user"] = #"{"sessionId":"a b","userId":""}"# },
        ] {
            try await MandateTown.open(
                { $0.change(change) }, complain: { text in said.withLock { $0.append(text) } }
            ) { town async throws in
                let way = try await town.signIn(to: "/account/mandates")
                #expect(way.location == "/account/mandates")
                #expect(way.cookies.contains { $0.contains("mandates-failed") })
                #expect(try await town.house.visit(.get, "/guardian", as: way.token).status == .ok)
            }
        }
        #expect(said.withLock { $0.count } == 4)
        #expect(
            said.withLock { $0.allSatisfy { !$0.contains(NationalWorld.code) && !$0.contains("valtuudet.example") } })
    }

    @Test func `an answer later on, of another browser or session, or of nobody gives nobody anything`() async throws {
        try await MandateTown.open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            for (token, location) in [("nobody", "/sign-in"), (Who.guardian.token ?? "", "/account/mandates")] {
                #expect(try await town.choose(way, as: token).location == location)
            }
            let bare = try await town.house.visit(.get, "/sign-in/mandates?code=code-1", as: way.token)
            #expect(bare.headers[values: .setCookie].contains { $0.contains("mandates-failed") })
            let none = try await town.choose(way, code: "")
            #expect(none.headers[values: .setCookie].contains { $0.contains("mandates-none") })
            #expect(try await town.rows().isEmpty)
        }
        // Another session of the same account; then the one that asked, too late and in time.
        for minutes: Int64 in [15, 14] {
            let clock = TestClock()
            try await MandateTown.open(now: { clock.now }) { town async throws in
                let way = try await town.signIn(to: "/account/mandates")
                let other = try await town.signIn()
                #expect(other.location == "/")
                let back = try await town.choose(way, as: other.token)
                #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-failed") })
                #expect(try await town.rows().isEmpty)
                clock.move(toSeconds: minutes * 60)
                _ = try await town.choose(way)
                #expect(try await town.rows() == (minutes < 15 ? ["valtuudet"] : []))
            }
        }
        // The second half of the conversation fails: the session stays.
        try await MandateTown.open({ $0.change { $0.statuses["/oauth/token"] = 503 } }) { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            let back = try await town.choose(way)
            #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-failed") })
            #expect(try await town.house.visit(.get, "/guardian", as: way.token).status == .ok)
        }
    }

    /// What the register comes to say after the choice.
    static let later: [(String, [SQL])] = [
        ("the register ended it", [registered(isEnded: true)]),
        ("the child is protected", limits.filter { $0.0 == "the child is protected" }.map(\.1)),
        (
            "the register ended that of another record of theirs",
            [
                registered(isEnded: true, of: World.person(.adultGuardian)),
                """
                INSERT INTO account_person (account_id, provider_id, person_id, evidence, linked_at)
                SELECT account_id, provider_id, \(World.person(.adultGuardian)), evidence, linked_at FROM account_person
                WHERE provider_id = \(World.lake) AND person_id = \(World.person(.otherGuardian))
                """,
            ]
        ),
    ]

    @Test(arguments: later.map(\.0))
    func `what the register comes to say on the same day goes before the mandate`(_ name: String) async throws {
        let statements = try #require(Self.later.first { $0.0 == name }?.1)
        try await MandateTown.open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            _ = try await town.choose(way)
            #expect(try await town.sees(way.token))
            try await town.house.database.write { writer in
                for sql in statements { try writer.run(sql) }
                try ChangeFeed.append(.create, of: "guardianship", UUID(), in: World.lake, at: World.now, in: writer)
            }
            #expect(try await !town.sees(way.token))
        }
    }
}
