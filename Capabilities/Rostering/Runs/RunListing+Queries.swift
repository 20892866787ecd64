package import Base
package import Directory
package import Storage

/// What lists of runs and of their differences need beside the rows themselves.
package enum RunListing {
    /// How each of these runs began, and who began it.
    package static func beginnings(
        of runs: [ID<RosterRun>], in provider: ID<Provider>
    ) -> Query<(ID<RosterRun>, RunEvent)> {
        Query(
            """
            SELECT run_id, step, happened_at, happened_by, account_id
            FROM roster_run_event
            WHERE provider_id = \(provider) AND run_id \(anyOf: runs) AND number = 1
            """
        ) { (try $0.next(), try RunEvent(row: &$0)) }
    }

    /// The people of the register whom these differences concern, for the access log.
    package static func persons(
        of changes: [Int], run: ID<RosterRun>, in provider: ID<Provider>
    ) -> Query<ID<Person>> {
        Query(
            """
            SELECT person.id
            FROM roster_run_change AS change
            JOIN person ON person.provider_id = change.provider_id AND person.id = change.person_id
            WHERE change.provider_id = \(provider) AND change.run_id = \(run) AND change.number \(anyOf: changes)
            UNION
            SELECT person.id
            FROM roster_run_change AS change
            JOIN person ON person.provider_id = change.provider_id AND person.id = change.other_person_id
            WHERE change.provider_id = \(provider) AND change.run_id = \(run) AND change.number \(anyOf: changes)
            """)
    }
}
