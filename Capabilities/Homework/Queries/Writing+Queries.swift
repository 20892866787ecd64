package import Base
package import Directory
package import Foundation
package import Storage
import Timetable

extension GivenWork {
    /// Writes what was given to some groups of a provider. Whoever calls it has made sure that the author may.
    ///
    /// - Parameter account: nil for the command line.
    @discardableResult package static func give(
        _ content: Content, for occasion: Occasion, to groups: [ID<SchoolGroup>], in provider: ID<Provider>,
        by author: ID<Person>, _ account: UUID?, at now: Instant, _ writer: any Writer
    ) throws -> ID<GivenWork> {
        let id = ID<GivenWork>.new(at: now)
        try writer.run(
            """
            INSERT INTO homework (provider_id, id, kind, lesson_id, held_on, content, bring, link, account_id,
                author_id, written_at)
            VALUES (\(provider), \(id), \(content.kind.rawValue), \(occasion.lesson), \(occasion.held),
                \(content.text), \(content.bring), \(content.link), \(account), \(author), \(now))
            """)
        for group in Set(groups) { try add(id, to: group, on: occasion.held, in: provider, writer) }
        return id
    }

    /// What is said from now on, and for when; the change log keeps what was before.
    ///
    /// - Parameter groups: for whom it is now; nil leaves it with those who have it.
    static func change(
        _ id: ID<GivenWork>, to content: Content, for occasion: Occasion, of groups: [ID<SchoolGroup>]?,
        in provider: ID<Provider>, at now: Instant, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE homework SET kind = \(content.kind.rawValue), lesson_id = \(occasion.lesson),
                held_on = \(occasion.held), content = \(content.text), bring = \(content.bring),
                link = \(content.link), changed_at = \(now)
            WHERE provider_id = \(provider) AND id = \(id)
            """)
        guard let groups else {
            try writer.run(
                """
                UPDATE homework_group SET held_on = \(occasion.held)
                WHERE provider_id = \(provider) AND homework_id = \(id)
                """)
            return
        }
        try writer.run("DELETE FROM homework_group WHERE provider_id = \(provider) AND homework_id = \(id)")
        for group in Set(groups) { try add(id, to: group, on: occasion.held, in: provider, writer) }
    }

    static func withdraw(
        _ id: ID<GivenWork>, in provider: ID<Provider>, at now: Instant, _ writer: any Writer
    ) throws {
        try writer.run(
            "UPDATE homework SET ended_at = \(now) WHERE provider_id = \(provider) AND id = \(id) AND ended_at IS NULL")
    }

    private static func add(
        _ id: ID<GivenWork>, to group: ID<SchoolGroup>, on held: CivilDate, in provider: ID<Provider>,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO homework_group (provider_id, group_id, held_on, homework_id)
            VALUES (\(provider), \(group), \(held), \(id))
            """)
    }

    /// A pupil has done it; a second tick changes nothing.
    package static func tick(
        _ id: ID<GivenWork>, of person: ID<Person>, in provider: ID<Provider>, _ account: UUID?, at now: Instant,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO homework_tick (provider_id, homework_id, person_id, ticked_at, account_id)
            VALUES (\(provider), \(id), \(person), \(now), \(account))
            ON CONFLICT (provider_id, homework_id, person_id) DO NOTHING
            """)
    }

    static func untick(
        _ id: ID<GivenWork>, of person: ID<Person>, in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            DELETE FROM homework_tick
            WHERE provider_id = \(provider) AND homework_id = \(id) AND person_id = \(person)
            """)
    }
}
