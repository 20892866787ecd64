import Base
import Directory
import Storage

/// A provider's own word for an absence, under a national class.
struct AbsenceCode: RowDecodable, Hashable {
    let id: ID<AbsenceCode>
    let absenceClass: AbsenceClass
    let code: String
    let titles: [Language: String]
    let isEnded: Bool

    init(row: inout Row) throws {
        id = try row.next()
        absenceClass = try row.next()
        code = try row.next()
        titles = [.fi: try row.next(), .sv: try row.next(), .en: try row.next()]
        isEnded = try row.next(Instant?.self) != nil
    }

    static let longestCode = 8
    static let longestTitle = 60

    /// What it is called.
    func title(in language: Language) -> String { titles[language] ?? code }

    /// All that the provider has or has had, by class and code.
    static func all(of provider: ID<Provider>) -> Query<AbsenceCode> {
        Query(
            """
            SELECT absence_code.id, absence_code.class, absence_code.code, absence_code.title_fi, absence_code.title_sv,
                absence_code.title_en, absence_code.ended_at
            FROM absence_code
            WHERE absence_code.provider_id = \(provider)
            ORDER BY absence_code.class, absence_code.code
            """)
    }

    /// Writes a code, or takes up again one that was ended.
    static func save(
        _ id: ID<AbsenceCode>, _ absenceClass: AbsenceClass, _ code: String, fi: String, sv: String, en: String,
        in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO absence_code (provider_id, id, class, code, title_fi, title_sv, title_en)
            VALUES (\(provider), \(id), \(absenceClass), \(code), \(fi), \(sv), \(en))
            ON CONFLICT (provider_id, id) DO UPDATE
            SET title_fi = excluded.title_fi, title_sv = excluded.title_sv, title_en = excluded.title_en, ended_at = NULL
            """)
    }

    static func end(
        _ id: ID<AbsenceCode>, in provider: ID<Provider>, at now: Instant, _ writer: any Writer
    ) throws {
        try writer.run(
            "UPDATE absence_code SET ended_at = \(now) WHERE provider_id = \(provider) AND id = \(id)")
    }
}
