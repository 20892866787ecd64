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
}
