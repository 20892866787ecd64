import Accounts
import Base
import Directory
import Storage

/// A card as the child and the guardians see it.
struct OwnBadge: RowDecodable {
    let provider: ID<Provider>
    let person: ID<Person>
    let picture: CardPicture?
    let madeAt: Instant
    let usedAt: Instant?
    let hasPictureCode: Bool

    init(row: inout Row) throws {
        provider = try row.next()
        person = try row.next()
        picture = CardPicture(try row.next())
        madeAt = try row.next()
        usedAt = try row.next()
        hasPictureCode = try row.next()
    }

    /// The cards in force of these people.
    static func of(_ people: [ID<Person>], in providers: [ID<Provider>]) -> Query<OwnBadge> {
        Query(
            """
            SELECT badge.provider_id, badge.person_id, badge.picture, badge.made_at, badge.used_at,
                EXISTS (SELECT 1 FROM picture_code WHERE picture_code.provider_id = badge.provider_id
                    AND picture_code.person_id = badge.person_id)
            FROM badge
            WHERE badge.provider_id \(anyOf: providers) AND badge.person_id \(anyOf: people)
                AND badge.ended_at IS NULL
            """)
    }
}
