import Base
import Storage

/// Every ending of each word, once per provider, so that what somebody types finds a word by any part of it.
struct WordEndings: Sendable {
    /// A table of (provider_id, part, word).
    let table: BulkTable
    /// Which of these words are there already, of one provider.
    let known: @Sendable (ID<Provider>, [String]) -> Query<String>

    static let ofPeople = WordEndings(table: BulkTable("name_part", columns)) { provider, words in
        Query(
            """
            SELECT name_part.word FROM name_part
            WHERE name_part.provider_id = \(provider) AND name_part.part \(anyOf: words)
                AND name_part.word = name_part.part
            """)
    }

    static let ofGroups = WordEndings(table: BulkTable("group_name_part", columns)) { provider, words in
        Query(
            """
            SELECT group_name_part.word FROM group_name_part
            WHERE group_name_part.provider_id = \(provider) AND group_name_part.part \(anyOf: words)
                AND group_name_part.word = group_name_part.part
            """)
    }

    private static let columns: [StaticString] = ["provider_id", "part", "word"]

    /// The provider's counter is locked: two transactions that add one word do it one after the other.
    static func lock(_ provider: ID<Provider>, _ writer: any Writer) throws {
        try writer.run("UPDATE change_counter SET last_sequence = last_sequence WHERE provider_id = \(provider)")
    }

    /// The words among these that are not there yet.
    func missing(_ words: Set<String>, in provider: ID<Provider>, _ reader: any Reader) throws -> Set<String> {
        words.subtracting(try reader.all(known(provider, Array(words))))
    }

    /// Adds the words that are missing; the provider MUST be locked.
    func add(_ words: Set<String>, in provider: ID<Provider>, _ writer: any Writer) throws {
        let new = try missing(words, in: provider, writer)
        try writer.load(
            table,
            new.lazy.flatMap { word in
                Self.endings(of: word).map { [Bound(provider), Bound($0), Bound(word)] }
            })
    }

    private static func endings(of word: String) -> [String] {
        let scalars = word.unicodeScalars
        return scalars.indices.map { String(scalars[$0...]) }
    }
}
