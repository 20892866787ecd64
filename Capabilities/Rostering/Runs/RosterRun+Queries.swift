import Audit
package import Base
package import Directory
package import Foundation
package import Storage

extension RosterRun {
    /// The columns that `init(row:)` reads.
    private static let columns: SQL = """
        roster_run.provider_id, roster_run.step, roster_run.received_at, roster_run.stepped_at, roster_run.file_name,
        roster_run.package_bytes, roster_run.counts, roster_run.error_count, roster_run.notice_count,
        roster_run.preview, roster_run.code, roster_run.source, roster_run.failure,
        roster_run.first_sequence, roster_run.last_sequence
        """

    /// A provider's runs, the newest first; `before` is the last one of the page before.
    package static func list(of provider: ID<Provider>, before: RosterRun? = nil, limit: Int) -> Query<RosterRun> {
        let end = before?.receivedAt ?? Instant(milliseconds: 253_402_300_799_000)
        return Query(
            """
            SELECT roster_run.id, \(columns)
            FROM roster_run
            WHERE roster_run.provider_id = \(provider) AND roster_run.received_at <= \(end)
                AND (roster_run.received_at < \(end) OR roster_run.id < \(before?.id))
            ORDER BY roster_run.received_at DESC, roster_run.id DESC
            LIMIT \(limit)
            """)
    }

    /// The run with this id, if it is the provider's.
    package static func one(_ id: ID<RosterRun>, of provider: ID<Provider>) -> Query<RosterRun> {
        Query(
            """
            SELECT roster_run.id, \(columns)
            FROM roster_run
            WHERE roster_run.provider_id = \(provider) AND roster_run.id = \(id)
            """)
    }

    /// The steps of a run in order, with who took them.
    package static func events(of run: ID<RosterRun>, provider: ID<Provider>) -> Query<RunEvent> {
        Query(
            """
            SELECT step, happened_at, happened_by, account_id
            FROM roster_run_event
            WHERE provider_id = \(provider) AND run_id = \(run)
            ORDER BY number
            """)
    }

    /// How far a run is; no row when nothing is at work on it.
    package static func progress(of run: ID<RosterRun>, provider: ID<Provider>) -> Query<RunProgress> {
        Query(
            """
            SELECT phase, done, total, began_at, reported_at
            FROM roster_run_progress
            WHERE provider_id = \(provider) AND run_id = \(run)
            """)
    }

    /// The problems of a run in the order of its report; `after` is the number of the last one shown, 0 for the first
    /// page.
    package static func problems(
        of run: ID<RosterRun>, provider: ID<Provider>, severity: ImportProblem.Severity? = nil, after: Int = 0,
        limit: Int
    ) -> Query<RunProblem> {
        let chosen = severity.map { [$0] } ?? ImportProblem.Severity.allCases
        return Query(
            """
            SELECT number, code, file, line, field, details
            FROM roster_run_problem
            WHERE provider_id = \(provider) AND run_id = \(run) AND number > \(after) AND severity \(anyOf: chosen)
            ORDER BY number
            LIMIT \(limit)
            """)
    }

    /// The differences of a previewed run in order, by kind, operation or school if one is given; `after` is the number
    /// of the last one shown. Whoever is protected by now is not in it, whatever was known when it was compared.
    package static func changes(
        of run: ID<RosterRun>, provider: ID<Provider>, entity: ImportEntity? = nil,
        operation: RunChange.Operation? = nil, school: String? = nil, after: Int = 0, limit: Int
    ) -> Query<RunChange> {
        let bySchool: SQL = school.map { "AND change.school = \($0)" } ?? ""
        return Query(
            """
            SELECT change.number, change.entity, change.operation, change.school, change.title, change.fields
            FROM roster_run_change AS change
            WHERE change.provider_id = \(provider) AND change.run_id = \(run) AND change.number > \(after)
                AND change.entity \(anyOf: entity.map { [$0] } ?? ImportEntity.allCases)
                AND change.operation \(anyOf: operation.map { [$0] } ?? RunChange.Operation.allCases) \(bySchool)
                AND NOT EXISTS (SELECT 1 FROM person WHERE person.provider_id = change.provider_id
                    AND person.id = change.person_id AND person.protected = TRUE)
                AND NOT EXISTS (SELECT 1 FROM person WHERE person.provider_id = change.provider_id
                    AND person.id = change.other_person_id AND person.protected = TRUE)
            ORDER BY change.number
            LIMIT \(limit)
            """)
    }
}

extension ShrinkLimits {
    /// The provider's own limits; no row means the usual ones.
    package static func of(_ provider: ID<Provider>) -> Query<ShrinkLimits> {
        Query("SELECT school_percent, group_size FROM roster_limit WHERE provider_id = \(provider)")
    }

    /// Makes these the provider's limits, and says in its change log who did; nothing where they are the same.
    ///
    /// - Parameter account: nil for whoever has the machine.
    package func set(
        for provider: ID<Provider>, instead old: ShrinkLimits, by account: UUID?, at now: Instant,
        in writer: any Writer
    ) throws {
        guard self != old else { return }
        try writer.run(
            """
            INSERT INTO roster_limit (provider_id, school_percent, group_size)
            VALUES (\(provider), \(schoolPercent), \(groupSize))
            ON CONFLICT (provider_id) DO UPDATE
            SET school_percent = excluded.school_percent, group_size = excluded.group_size
            """)
        try Change(
            "import-limits", of: "provider", provider.uuid, in: provider.uuid, by: account, before: old.logged,
            after: logged
        ).write(at: now, in: writer)
    }

    private var logged: [String: String] {
        ["schoolPercent": String(schoolPercent), "groupSize": String(groupSize)]
    }
}

/// A problem of a run with its number.
package struct RunProblem: RowDecodable, Hashable {
    package let number: Int
    package let problem: ImportProblem

    package init(row: inout Row) throws {
        number = try row.next()
        // A later version may know codes that this one does not.
        guard let code = ProblemCode.named(try row.next()) else {
            throw StorageFault.malformed("a problem's code is unknown")
        }
        problem = ImportProblem(
            stored: code, file: try row.next(), row: try row.next(), column: try row.next(),
            values: try row.next(JSONDocument?.self)?.decoded() ?? [:])
    }
}
