import Base
import Directory
package import Storage
import Web

extension SchoolTerm.Session: RowDecodable {
    package init(row: inout Row) throws { self.init(begins: try row.next(), ends: try row.next()) }

    /// The terms of a provider's register between two days.
    static func all(in provider: ID<Provider>, from first: CivilDate, to last: CivilDate) -> Query<SchoolTerm.Session> {
        Query(
            """
            SELECT academic_session.begins_on, academic_session.ends_on
            FROM academic_session
            WHERE academic_session.provider_id = \(provider) AND academic_session.kind \(anyOf: ["term", "semester"])
                AND academic_session.ended_at IS NULL AND academic_session.begins_on <= \(last)
                AND academic_session.ends_on > \(first)
            """)
    }
}

extension SchoolTerm {
    /// The term of today, or the one before it when the address asks for that.
    static func asked(
        _ visit: Visit, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> (term: SchoolTerm, isPresent: Bool) {
        let today = visit.today
        let sessions = try reader.all(
            Session.all(in: provider, from: yearBegins(today).adding(years: -1), to: today))
        let now = SchoolTerm.of(today, sessions)
        guard visit.query["term"] == "before" else { return (now, true) }
        return (SchoolTerm.of(now.begins.adding(days: -1), sessions), false)
    }
}
