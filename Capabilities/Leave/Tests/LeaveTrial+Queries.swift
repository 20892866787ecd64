import Accounts
import Base
import Directory
import Storage
import TestKit
import Web

/// What tests of leave stand on and look at, beside the world.
enum LeaveTrial {
    static let pupil = World.person(.pupil)

    static func path(_ role: String, _ rest: String = "") -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role)\(role == "guardian" ? "/{child}" : "")/leave\(rest)")
    }

    static func guardian(_ rest: String = "", _ application: String = "") -> Link {
        path("guardian", rest)("lake", pupil, application)
    }

    static func school(_ role: String, _ rest: String = "", _ application: String = "") -> Link {
        path(role, rest)("lake", application)
    }

    static var waiting: String { World.waitingLeave.description }
    static var refused: String { World.refusedLeave.description }

    /// The absences that registers know of by decisions, as "first–last", those that have ended with a minus.
    static func notices(in database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.all(
                Query<Notice>(
                    """
                    SELECT absence_notice.first_day, absence_notice.last_day, absence_notice.ended_at
                    FROM absence_notice
                    WHERE absence_notice.provider_id = \(World.lake) AND absence_notice.person_id = \(pupil)
                        AND absence_notice.origin = 'leave' AND absence_notice.class = 'other'
                    ORDER BY absence_notice.last_day DESC, absence_notice.id
                    """)
            ).map(\.text)
        }
    }

    private struct Notice: RowDecodable {
        let text: String

        init(row: inout Row) throws {
            let (first, last) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
            text = "\(try row.next(Instant?.self) == nil ? "" : "-")\(first)–\(last)"
        }
    }

    /// The outcomes of an application's decisions with their numbers, replaced ones with a minus.
    static func decisions(of application: String, in database: any Database) async throws -> [String] {
        guard let id = ID<Account>(application) else { return [] }
        return try await database.read { reader in
            try reader.all(
                Query<Decided>(
                    """
                    SELECT leave_decision.outcome, leave_decision.number, leave_decision.superseded_at
                    FROM leave_decision
                    WHERE leave_decision.provider_id = \(World.lake) AND leave_decision.application_id = \(id)
                    ORDER BY leave_decision.number
                    """)
            ).map(\.text)
        }
    }

    private struct Decided: RowDecodable {
        let text: String

        init(row: inout Row) throws {
            let (outcome, number) = (try row.next(String.self), try row.next(Int.self))
            text = "\(try row.next(Instant?.self) == nil ? "" : "-")\(outcome) \(number)"
        }
    }

    /// Another guardian of Aino, who is the other family's in the world.
    static func addGuardian(
        _ who: Who, scope: Guardianship.Scope, kinds: [String] = [], in database: any Database
    ) async throws {
        let guardianship = ID<Guardianship>.new(at: World.now)
        try await database.write { writer in
            try writer.run(
                """
                INSERT INTO guardianship (provider_id, id, guardian_id, child_id, scope, kinds, evidence, source,
                    source_id)
                VALUES (\(World.lake), \(guardianship), \(World.person(who)), \(pupil), \(scope),
                    \(try JSONDocument(encoding: kinds)), 'test', 'test', \(guardianship.description))
                """)
            try ChangeFeed.append(
                .create, of: "guardianship", guardianship.uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    /// A guardianship of limited scope.
    static func limit(
        _ guardianship: ID<Guardianship>, to kinds: [String], in database: any Database
    ) async throws {
        try await database.write { writer in
            try writer.run(
                """
                UPDATE guardianship SET scope = 'limited', kinds = \(try JSONDocument(encoding: kinds))
                WHERE provider_id = \(World.lake) AND id = \(guardianship)
                """)
            try ChangeFeed.append(
                .update, of: "guardianship", guardianship.uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    static func protect(_ who: Who, in database: any Database) async throws {
        try await database.write { writer in
            try writer.run(
                """
                UPDATE person SET protected = \(true)
                WHERE provider_id = \(World.lake) AND id = \(World.person(who))
                """)
            try ChangeFeed.append(
                .update, of: "person", World.person(who).uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    /// An application that came at another time.
    static func wait(_ application: String, since applied: Instant, in database: any Database) async throws {
        guard let id = ID<Account>(application) else { return }
        try await database.write { writer in
            _ = try writer.run(
                """
                UPDATE leave_application SET applied_at = \(applied)
                WHERE provider_id = \(World.lake) AND id = \(id)
                """)
        }
    }

    static func forgetRules(in database: any Database) async throws {
        try await database.write { writer in
            _ = try writer.run("DELETE FROM leave_rule WHERE provider_id = \(World.lake)")
        }
    }

    static func speakSwedish(in database: any Database) async throws {
        try await database.write { writer in
            _ = try writer.run(
                """
                INSERT INTO leave_school (provider_id, organisation_id, language)
                VALUES (\(World.lake), \(World.lakeSchool), 'sv')
                """)
        }
    }
}
