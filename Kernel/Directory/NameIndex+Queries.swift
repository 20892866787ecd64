package import Base
package import Storage

/// Finds people by any part of a name: the words of each person, and every ending of each word once per provider.
///
/// Whoever writes `person` MUST call `refresh` with the ids in the same transaction, after identifiers and contact
/// details were written.
package enum NameIndex {
    private static let batch = 5000
    private static let words = BulkTable("person_word", ["provider_id", "person_id", "word"])
    /// Above every character of a name, so that a word and this bound all that begins with the word.
    package static let highest = "\u{10FFFF}"

    /// Brings the words of these people, and the pairs of likely duplicates that they are part of, up to what is in the
    /// database now.
    package static func refresh(
        _ people: some Collection<ID<Person>>, in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        var rest = Array(people)[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(batch))
            rest = rest.dropFirst(batch)
            let named = try writer.all(keys(of: some, in: provider)).map { ($0, Set($1.split(separator: " "))) }
            try writer.run(
                "DELETE FROM person_word WHERE provider_id = \(provider) AND person_id \(anyOf: some)")
            try writer.load(
                words,
                named.lazy.flatMap { person, words in
                    words.map { [Bound(provider), Bound(person), Bound(String($0))] }
                })
            try addWords(
                named.reduce(into: Set<String>()) { all, next in all.formUnion(next.1.map(String.init)) },
                in: provider, writer)
            try LikelyPairs.refresh(some, in: provider, writer)
        }
    }

    /// The condition that `person_word` belongs to a word with `part` in it, for a query that joins `name_part`.
    package static func begins(with part: String) -> SQL {
        "name_part.part >= \(part) AND name_part.part < \(part + highest)"
    }

    private static func keys(of people: [ID<Person>], in provider: ID<Provider>) -> Query<(ID<Person>, String)> {
        Query(
            """
            SELECT person.id, person.search_key FROM person
            WHERE person.provider_id = \(provider) AND person.id \(anyOf: people)
            """
        ) { row in (try row.next(), try row.next()) }
    }

    private static func addWords(_ words: Set<String>, in provider: ID<Provider>, _ writer: any Writer) throws {
        guard try !WordEndings.ofPeople.missing(words, in: provider, writer).isEmpty else { return }
        try WordEndings.lock(provider, writer)
        try WordEndings.ofPeople.add(words, in: provider, writer)
    }
}
