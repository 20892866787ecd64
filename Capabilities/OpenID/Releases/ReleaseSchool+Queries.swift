import Base
import Clients
import Directory
import Storage

/// A school that a decision names or may name: one that goes on, or one that has ended since.
struct ReleaseSchool: RowDecodable, Sendable {
    let id: ID<Organisation>
    /// nil where the register knows no such school any more.
    let name: String?
    let isEnded: Bool

    init(_ school: School) { (id, name, isEnded) = (school.id, school.name, false) }

    init(unknown id: ID<Organisation>) { (self.id, name, isEnded) = (id, nil, true) }

    init(row: inout Row) throws {
        (id, name) = (try row.next(), try row.next(String.self))
        isEnded = try row.next(Instant?.self) != nil
    }

    /// These schools of a provider, also those that have ended.
    static func all(_ ids: Set<ID<Organisation>>, of provider: ID<Provider>) -> Query<ReleaseSchool> {
        Query(
            """
            SELECT organisation.id, organisation.name, organisation.ended_at
            FROM organisation
            WHERE organisation.provider_id = \(provider) AND organisation.id \(anyOf: ids.sorted())
            ORDER BY organisation.sort_key, organisation.id
            """)
    }

    /// The schools that there are to choose, and after them those that stand in decisions all the same: none is lost because
    /// it has ended.
    static func named(
        in releases: [Release], besides own: [School], of provider: ID<Provider>, _ reader: any Reader
    ) throws -> [ReleaseSchool] {
        let others = releases.reduce(into: Set<ID<Organisation>>()) { $0.formUnion($1.schools) }
            .subtracting(own.map(\.id))
        guard !others.isEmpty else { return own.map(ReleaseSchool.init) }
        let known = try reader.all(all(others, of: provider))
        let unknown = others.subtracting(known.map(\.id)).sorted()
        return own.map(ReleaseSchool.init) + known + unknown.map(ReleaseSchool.init(unknown:))
    }
}
