import Base
import Directory
import Foundation
import Storage

extension UndoConflict {
    /// Everything later that stands on what the numbers `sequences` of the change feed did.
    static func all(
        with sequences: ClosedRange<Int64>, of provider: ID<Provider>, in reader: any Reader
    ) throws -> [UndoConflict] {
        let feed = FeedPart(sequences: sequences, provider: provider)
        var found: [Touched] = []
        var seen: Set<UUID> = []
        for query in [feed.touched] + feed.hanging + feed.endedUnder where found.count < RunUndo.mostConflicts {
            found += try reader.all(query).filter { seen.insert($0.id).inserted }
        }
        let names = try UndoNames(found, of: provider, in: reader)
        return found.prefix(RunUndo.mostConflicts).map {
            UndoConflict(entity: $0.entity, id: $0.id, name: names.name(of: $0.id))
        }
    }
}

/// An entity that the change feed names.
struct Touched: RowDecodable {
    let entity: ImportEntity
    let id: UUID

    init(row: inout Row) throws {
        entity = try row.next()
        id = try row.next()
    }
}

/// What one run wrote into the change feed, and what came after it.
private struct FeedPart {
    let sequences: ClosedRange<Int64>
    let provider: ID<Provider>

    /// The entities of the run, by what it did to them.
    private func own(_ operations: [RunChange.Operation]) -> SQL {
        """
        SELECT own.entity_id FROM change_feed AS own
        WHERE own.provider_id = \(provider)
            AND own.sequence BETWEEN \(sequences.lowerBound) AND \(sequences.upperBound)
            AND own.operation \(anyOf: operations)
        """
    }

    /// The same rows, changed again.
    var touched: Query<Touched> {
        Query(
            """
            SELECT DISTINCT later.entity, later.entity_id
            FROM change_feed AS later
            WHERE later.provider_id = \(provider) AND later.sequence > \(sequences.upperBound)
                AND later.entity_id IN (\(own(RunChange.Operation.allCases)))
            ORDER BY later.entity, later.entity_id
            LIMIT \(RunUndo.mostConflicts)
            """)
    }

    /// Rows of later that refer to what the run created, and would refer to something ended.
    var hanging: [Query<Touched>] {
        let created = own([.create])
        return [
            later("organisation AS held", "held.parent_id IN (\(created))"),
            later("course AS held", "held.organisation_id IN (\(created))"),
            later("school_group AS held", "held.organisation_id IN (\(created)) OR held.course_id IN (\(created))"),
            later("role_assignment AS held", "held.person_id IN (\(created)) OR held.organisation_id IN (\(created))"),
            later("membership AS held", "held.person_id IN (\(created)) OR held.group_id IN (\(created))"),
            later("guardianship AS held", "held.guardian_id IN (\(created)) OR held.child_id IN (\(created))"),
        ]
    }

    private func later(_ table: SQL, _ condition: SQL) -> Query<Touched> {
        Query(
            """
            SELECT DISTINCT later.entity, later.entity_id
            FROM change_feed AS later
            JOIN \(table) ON held.provider_id = later.provider_id AND held.id = later.entity_id
            WHERE later.provider_id = \(provider) AND later.sequence > \(sequences.upperBound)
                AND held.ended_at IS NULL AND (\(condition))
            ORDER BY later.entity, later.entity_id
            LIMIT \(RunUndo.mostConflicts)
            """)
    }

    /// What ended later, under rows that would come into force again.
    var endedUnder: [Query<Touched>] {
        [
            ended("school_group AS held", "held.organisation_id = later.entity_id"),
            ended("role_assignment AS held", "held.person_id = later.entity_id"),
            ended("role_assignment AS held", "held.organisation_id = later.entity_id"),
            ended("membership AS held", "held.person_id = later.entity_id"),
            ended("membership AS held", "held.group_id = later.entity_id"),
            ended("guardianship AS held", "held.guardian_id = later.entity_id"),
            ended("guardianship AS held", "held.child_id = later.entity_id"),
        ]
    }

    private func ended(_ table: SQL, _ condition: SQL) -> Query<Touched> {
        Query(
            """
            SELECT DISTINCT later.entity, later.entity_id
            FROM change_feed AS later
            JOIN \(table) ON held.provider_id = later.provider_id AND \(condition)
            WHERE later.provider_id = \(provider) AND later.sequence > \(sequences.upperBound)
                AND later.operation = \(RunChange.Operation.end) AND held.id IN (\(own([.end, .update])))
            ORDER BY later.entity, later.entity_id
            LIMIT \(RunUndo.mostConflicts)
            """)
    }
}

/// What conflicting rows are called; nobody who is protected has a name here.
private struct UndoNames {
    private var names: [UUID: String] = [:]

    init(_ touched: [Touched], of provider: ID<Provider>, in reader: any Reader) throws {
        func ids(_ entity: ImportEntity) -> [UUID] { touched.filter { $0.entity == entity }.map(\.id) }
        let queries = [
            Self.titles("organisation.name", in: "organisation", ids(.organisation), provider),
            Self.titles("academic_session.title", in: "academic_session", ids(.academicSession), provider),
            Self.titles("course.title", in: "course", ids(.course), provider),
            Self.titles("school_group.title", in: "school_group", ids(.group), provider),
            Self.people(ids(.person), provider), Self.roles(ids(.role), provider),
            Self.memberships(ids(.membership), provider), Self.guardianships(ids(.guardianship), provider),
        ]
        for query in queries {
            for (id, name) in try reader.all(query) { names[id] = name }
        }
    }

    func name(of id: UUID) -> String? { names[id] }

    private static func titles(
        _ column: SQL, in table: SQL, _ ids: [UUID], _ provider: ID<Provider>
    ) -> Query<(UUID, String)> {
        Query("SELECT id, \(column) FROM \(table) WHERE provider_id = \(provider) AND id \(anyOf: ids)") {
            (try $0.next(), try $0.next())
        }
    }

    private static func people(_ ids: [UUID], _ provider: ID<Provider>) -> Query<(UUID, String)> {
        Query(
            """
            SELECT person.id, person.called_name, person.family_name
            FROM person
            WHERE person.provider_id = \(provider) AND person.id \(anyOf: ids) AND person.protected = FALSE
            """
        ) { (try $0.next(), PersonName(given: "", called: try $0.next(), family: try $0.next()).full) }
    }

    private static func roles(_ ids: [UUID], _ provider: ID<Provider>) -> Query<(UUID, String)> {
        Query(
            """
            SELECT role.id, person.called_name, person.family_name, organisation.name
            FROM role_assignment AS role
            JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
            JOIN organisation ON organisation.provider_id = role.provider_id
                AND organisation.id = role.organisation_id
            WHERE role.provider_id = \(provider) AND role.id \(anyOf: ids) AND person.protected = FALSE
            """, decode: joined)
    }

    private static func memberships(_ ids: [UUID], _ provider: ID<Provider>) -> Query<(UUID, String)> {
        Query(
            """
            SELECT membership.id, person.called_name, person.family_name, school_group.title
            FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            JOIN school_group ON school_group.provider_id = membership.provider_id
                AND school_group.id = membership.group_id
            WHERE membership.provider_id = \(provider) AND membership.id \(anyOf: ids) AND person.protected = FALSE
            """, decode: joined)
    }

    private static func guardianships(_ ids: [UUID], _ provider: ID<Provider>) -> Query<(UUID, String)> {
        Query(
            """
            SELECT guardianship.id, person.called_name, person.family_name, child.called_name, child.family_name
            FROM guardianship
            JOIN person ON person.provider_id = guardianship.provider_id AND person.id = guardianship.guardian_id
            JOIN person AS child ON child.provider_id = guardianship.provider_id AND child.id = guardianship.child_id
            WHERE guardianship.provider_id = \(provider) AND guardianship.id \(anyOf: ids)
                AND person.protected = FALSE AND child.protected = FALSE
            """
        ) { row in
            let (id, guardian) = try joinedName(&row)
            return (id, "\(guardian), \(try name(&row))")
        }
    }

    private static func joined(_ row: inout Row) throws -> (UUID, String) {
        let (id, person) = try joinedName(&row)
        return (id, "\(person), \(try row.next(String.self))")
    }

    private static func joinedName(_ row: inout Row) throws -> (UUID, String) { (try row.next(), try name(&row)) }

    private static func name(_ row: inout Row) throws -> String {
        PersonName(given: "", called: try row.next(), family: try row.next()).full
    }
}
