package import Base
package import Directory
package import Storage

/// How often the entries of pupils have changed. Whoever writes `attendance_entry` MUST call `grow` in the same transaction:
/// what is worked out of entries is remembered for as long as the revisions of its pupils stand still.
package enum AttendanceRevision {
    /// Says that the entries of these pupils are others than before.
    package static func grow(
        of persons: some Sequence<ID<Person>>, in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        let persons = Array(Set(persons))
        guard !persons.isEmpty else { return }
        // In one order, so that two transactions about the same pupils never wait for each other.
        try writer.run(
            """
            INSERT INTO attendance_revision (provider_id, person_id, revision)
            SELECT person.provider_id, person.id, 1
            FROM person
            WHERE person.provider_id = \(provider) AND person.id \(anyOf: persons)
            ORDER BY person.id
            ON CONFLICT (provider_id, person_id) DO UPDATE SET revision = attendance_revision.revision + 1
            """)
    }
}
