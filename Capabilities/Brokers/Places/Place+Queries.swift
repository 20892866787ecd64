import Base
import Directory
import Storage

/// A municipality or a school that people say they come from.
struct KnownPlace: RowDecodable, Hashable, Sendable {
    let provider: Provider
    /// The school; nil for the whole municipality.
    let school: String?

    init(row: inout Row) throws {
        provider = try Provider(row: &row)
        school = try row.next()
    }

    /// So many letters are enough.
    static let fewest = 3
    /// So many are shown; more letters find what is not among them.
    static let most = 20
    /// Above every character of a name.
    private static let highest = "\u{10FFFF}"
    /// So many are looked at: a part that every school's name has would otherwise cost as much as there are schools.
    private static let looked: Int32 = 400

    /// Those whose names have every one of the words in them, municipalities first.
    ///
    /// - Parameter words: folded, the longest decides where the search begins.
    static func found(_ words: [String]) -> Query<KnownPlace> {
        let sorted = words.sorted { $0.count > $1.count }
        let first = sorted.first ?? ""
        let others = sorted.dropFirst().map { word -> SQL in
            """
             AND EXISTS (SELECT 1 FROM place_word AS other
                WHERE other.provider_id = place_word.provider_id AND other.place_id = place_word.place_id
                    AND other.part >= \(word) AND other.part < \(word + highest))
            """
        }
        return Query(
            """
            SELECT \(Provider.columns), place.school
            FROM (SELECT DISTINCT place_word.provider_id, place_word.place_id FROM place_word
                WHERE place_word.part >= \(first) AND place_word.part < \(first + highest)
                    \(others.reduce("" as SQL) { all, other in "\(all)\(other)" })
                LIMIT \(looked)) AS candidate
            CROSS JOIN place
            CROSS JOIN provider
            WHERE place.provider_id = candidate.provider_id AND place.id = candidate.place_id
                AND provider.id = place.provider_id
            ORDER BY place.is_school, place.sort_key, place.id
            LIMIT \(Int32(most + 1))
            """)
    }

    /// The schools that have this address or school code.
    static func at(_ address: String) -> Query<KnownPlace> {
        Query(
            """
            SELECT \(Provider.columns), place.school
            FROM place
            JOIN provider ON provider.id = place.provider_id
            WHERE (place.address = \(address) OR place.code = \(address))
            ORDER BY provider.name_fi, place.id
            LIMIT 50
            """)
    }
}

/// Keeps the places that can be found up to what the register has.
enum PlaceIndex {
    private static let words = BulkTable("place_word", ["provider_id", "place_id", "part"])
    private static let places = BulkTable(
        "place", ["provider_id", "id", "is_school", "school", "sort_key", "address", "code"])

    private struct Stale: RowDecodable {
        let provider: Provider
        let sequence: Int64

        init(row: inout Row) throws {
            provider = try Provider(row: &row)
            sequence = try row.next()
        }
    }

    /// The providers whose register or name has changed since their places were written, at most a few at a time.
    private static var stale: Query<Stale> {
        Query(
            """
            SELECT \(Provider.columns), change_counter.last_sequence
            FROM provider
            JOIN change_counter ON change_counter.provider_id = provider.id
            LEFT JOIN place_index ON place_index.provider_id = provider.id
            WHERE place_index.provider_id IS NULL OR place_index.sequence <> change_counter.last_sequence
                OR place_index.name_fi <> provider.name_fi
                OR COALESCE(place_index.name_sv, '') <> COALESCE(provider.name_sv, '')
            ORDER BY provider.id
            LIMIT 50
            """)
    }

    private struct School: RowDecodable {
        let id: ID<Organisation>
        let name: String
        let code: String?

        init(row: inout Row) throws {
            id = try row.next()
            name = try row.next()
            code = try row.next()
        }

        static func all(of provider: ID<Provider>) -> Query<School> {
            Query(
                """
                SELECT organisation.id, organisation.name, organisation.school_code FROM organisation
                WHERE organisation.provider_id = \(provider) AND organisation.kind = 'school'
                    AND organisation.ended_at IS NULL
                """)
        }
    }

    /// Brings some providers up to date; returns how many, 0 when nothing was left to do.
    static func refresh(in writer: any Writer) throws -> Int {
        let stale = try writer.all(stale)
        for one in stale { try refresh(one, writer) }
        return stale.count
    }

    private static func refresh(_ stale: Stale, _ writer: any Writer) throws {
        let provider = stale.provider
        try writer.run("DELETE FROM place_word WHERE provider_id = \(provider.id)")
        try writer.run("DELETE FROM place WHERE provider_id = \(provider.id)")
        let own = [provider.name.fi, provider.name.sv, provider.name.en].compactMap { $0 }
        let municipality = Names(
            id: provider.id.retagged(), school: nil, code: nil, shown: provider.name.fi, searched: own)
        let schools = try writer.all(School.all(of: provider.id)).map { school in
            Names(
                id: school.id, school: school.name, code: school.code, shown: school.name, searched: [school.name] + own
            )
        }
        let all = [municipality] + schools
        try writer.load(places, all.lazy.map { $0.row(of: provider.id) })
        try writer.load(
            words,
            all.lazy.flatMap { names in
                names.parts.map { [Bound(provider.id), Bound(names.id), Bound($0)] }
            })
        try writer.run(
            """
            INSERT INTO place_index (provider_id, sequence, name_fi, name_sv)
            VALUES (\(provider.id), \(stale.sequence), \(provider.name.fi), \(provider.name.sv))
            ON CONFLICT (provider_id) DO UPDATE SET sequence = excluded.sequence, name_fi = excluded.name_fi,
                name_sv = excluded.name_sv
            """)
    }

    /// The names of one place.
    struct Names: Sendable {
        let id: ID<Organisation>
        let school: String?
        let code: String?
        let shown: String
        let searched: [String]

        /// Every ending of at least three letters of every word, so that a word is found by any part of it.
        var parts: Set<String> {
            searched.flatMap { SearchKey.of($0).split(separator: " ") }.reduce(into: []) { parts, word in
                let scalars = Array(word.unicodeScalars)
                // A short word is there whole.
                for start in 0...max(0, scalars.count - KnownPlace.fewest) {
                    parts.insert(String(String.UnicodeScalarView(scalars[start...])))
                }
            }
        }

        /// What stands in `/s/…`: "jarvelan-koulu".
        var address: String {
            String(SearchKey.of(shown).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
                .split(separator: "-").joined(separator: "-")
        }

        func row(of provider: ID<Provider>) -> [Bound] {
            [
                Bound(provider), Bound(id), Bound(school != nil), Bound(school), Bound(SortKey.of(shown)),
                Bound(school == nil ? nil : address), Bound(code),
            ]
        }
    }
}
