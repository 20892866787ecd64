import Base
import Directory
import Foundation
import Storage

/// That somebody of the staff reacted to a pupil's absences: how, when, and who wrote it.
struct AbsenceReaction: RowDecodable, Hashable {
    let id: ID<AbsenceReaction>
    let limit: AbsenceLimit.Key
    let termBegins: CivilDate
    let step: ReactionStep
    let how: String
    let reactedOn: CivilDate
    let writtenAt: Instant
    let author: Person

    init(row: inout Row) throws {
        id = try row.next()
        limit = AbsenceLimit.Key(try row.next(), try row.next())
        termBegins = try row.next()
        step = try row.next()
        how = try row.next()
        reactedOn = try row.next()
        writtenAt = try row.next()
        author = try Person(row: &row)
    }

    /// All that was written of a pupil since a day, the latest first.
    static func all(of pupil: ID<Person>, in provider: ID<Provider>, since day: CivilDate) -> Query<AbsenceReaction> {
        Query(
            """
            SELECT reaction.id, reaction.limit_kind, reaction.amount, reaction.term_begins, reaction.step, reaction.how,
                reaction.reacted_on, reaction.written_at, \(Person.columns)
            FROM absence_reaction AS reaction
            JOIN person ON person.provider_id = reaction.provider_id AND person.id = reaction.author_id
            WHERE reaction.provider_id = \(provider) AND reaction.person_id = \(pupil) AND reaction.term_begins >= \(day)
            ORDER BY reaction.reacted_on DESC, reaction.written_at DESC, reaction.id DESC
            """)
    }

    /// A reaction on its way into the record; there is no way to change or remove one.
    struct Draft {
        let pupil: ID<Person>
        let limit: AbsenceLimit.Key
        let termBegins: CivilDate
        let step: ReactionStep
        let how: String
        let reactedOn: CivilDate
        let author: ID<Person>
        let role: Role

        func write(
            in provider: ID<Provider>, by account: UUID, at now: Instant, _ writer: any Writer
        ) throws -> ID<AbsenceReaction> {
            let id = ID<AbsenceReaction>.new(at: now)
            try writer.run(
                """
                INSERT INTO absence_reaction (provider_id, id, person_id, limit_kind, amount, term_begins, step, how,
                    reacted_on, written_on, written_at, account_id, author_id, author_role)
                VALUES (\(provider), \(id), \(pupil), \(limit.kind), \(limit.amount), \(termBegins), \(step), \(how),
                    \(reactedOn), \(now.day), \(now), \(account), \(author), \(role))
                """)
            return id
        }
    }
}
