import Accounts
import Base
import Directory
import Storage

extension LeaveRules: RowDecodable {
    init(row: inout Row) throws {
        teacherDays = try row.next()
        authority = TranslatedName(fi: try row.next(), sv: try row.next())
        address = TranslatedName(fi: try row.next(), sv: try row.next())
    }

    /// The provider's rules; the usual ones until somebody has decided.
    static func of(_ provider: ID<Provider>, in reader: any Reader) throws -> LeaveRules {
        try reader.first(
            Query(
                """
                SELECT leave_rule.teacher_days, leave_rule.authority_fi, leave_rule.authority_sv,
                    leave_rule.address_fi, leave_rule.address_sv
                FROM leave_rule
                WHERE leave_rule.provider_id = \(provider)
                """)) ?? LeaveRules()
    }

    func save(for provider: ID<Provider>, by account: ID<Account>?, at now: Instant, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO leave_rule (provider_id, teacher_days, authority_fi, authority_sv, address_fi, address_sv,
                changed_at, account_id)
            VALUES (\(provider), \(teacherDays), \(authority.fi), \(authority.sv ?? ""), \(address.fi),
                \(address.sv ?? ""), \(now), \(account))
            ON CONFLICT (provider_id) DO UPDATE
            SET teacher_days = excluded.teacher_days, authority_fi = excluded.authority_fi,
                authority_sv = excluded.authority_sv, address_fi = excluded.address_fi,
                address_sv = excluded.address_sv, changed_at = excluded.changed_at, account_id = excluded.account_id
            """)
    }
}

/// A school and the language in which it writes its decisions.
struct SchoolLanguage: RowDecodable, Hashable {
    let school: ID<Organisation>
    let name: String
    let language: Language

    init(row: inout Row) throws {
        school = try row.next()
        name = try row.next()
        language = try row.next()
    }

    /// Those that one of `persons` governs as administrator.
    static func all(by persons: [ID<Person>], in provider: ID<Provider>, on day: Day) -> Query<SchoolLanguage> {
        Query(
            """
            \(Organisation.governedTable(by: persons, as: .administrator, in: provider, on: day))
            SELECT organisation.id, organisation.name, COALESCE(leave_school.language, 'fi')
            FROM organisation
            LEFT JOIN leave_school ON leave_school.provider_id = organisation.provider_id
                AND leave_school.organisation_id = organisation.id
            WHERE organisation.provider_id = \(provider) AND organisation.kind = 'school'
                AND organisation.ended_at IS NULL AND organisation.id IN (SELECT governed.id FROM governed)
            ORDER BY organisation.sort_key, organisation.id
            """)
    }

    static func save(
        _ language: Language, of school: ID<Organisation>, in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO leave_school (provider_id, organisation_id, language)
            VALUES (\(provider), \(school), \(language))
            ON CONFLICT (provider_id, organisation_id) DO UPDATE SET language = excluded.language
            """)
    }
}
