package import Base
package import Storage

/// Finds groups by any part of a name: the words of every name that groups of a provider have or have had, each name
/// once, and every ending of each word.
///
/// Whoever writes the title of a `school_group` MUST call `add` in the same transaction. Nothing is taken away when a
/// name goes: a name that no group has finds none.
package enum GroupNames {
    private static let batch = 5000
    private static let names = BulkTable("group_name", ["provider_id", "sort_key", "word"])

    /// The folded words of a name, or of what somebody looks for; "ä" is found by "a".
    package static func words(of text: String) -> Set<String> { words(in: SortKey.of(text)) }

    /// The same of a name's sort key, in which the letters behind z stand for å, ä and ö.
    private static func words(in key: String) -> Set<String> {
        let folded = key.replacing("{", with: "a").replacing("|", with: "a").replacing("}", with: "o")
        return Set(folded.split(separator: " ").map(String.init))
    }

    /// Makes groups with these titles findable.
    package static func add(_ titles: some Sequence<String>, in provider: ID<Provider>, _ writer: any Writer) throws {
        var rest = Array(Set(titles.map(SortKey.of)))[...]
        while !rest.isEmpty {
            try add(keys: Array(rest.prefix(batch)), in: provider, writer)
            rest = rest.dropFirst(batch)
        }
    }

    /// The condition that `group_name_part` belongs to a word with `part` in it.
    package static func begins(with part: String) -> SQL {
        "group_name_part.part >= \(part) AND group_name_part.part < \(part + NameIndex.highest)"
    }

    private static func add(keys: [String], in provider: ID<Provider>, _ writer: any Writer) throws {
        guard try !missing(keys, in: provider, writer).isEmpty else { return }
        try WordEndings.lock(provider, writer)
        let new = try missing(keys, in: provider, writer)
        try writer.load(
            names,
            new.lazy.flatMap { key in words(in: key).map { [Bound(provider), Bound(key), Bound($0)] } })
        try WordEndings.ofGroups.add(Set(new.flatMap(words(in:))), in: provider, writer)
    }

    private static func missing(
        _ keys: [String], in provider: ID<Provider>, _ reader: any Reader
    ) throws -> Set<String> {
        let known: Query<String> = Query(
            """
            SELECT DISTINCT group_name.sort_key FROM group_name
            WHERE group_name.provider_id = \(provider) AND group_name.sort_key \(anyOf: keys)
            """)
        return Set(keys.filter { !words(in: $0).isEmpty }).subtracting(try reader.all(known))
    }
}
