import Base
import Directory
import Foundation
import Storage

extension GroupRow: StoredRow {
    static let entity = ImportEntity.group
    static let table = BulkTable(
        "school_group",
        [
            "provider_id", "id", "organisation_id", "course_id", "kind", "title", "sort_key", "code", "location",
            "year_levels", "source", "source_id", "metadata",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<GroupRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, organisation_id, course_id, kind, title, code, location, year_levels,
                metadata
            FROM school_group
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                GroupRow(
                    organisation: try $0.next(), course: try $0.next(), kind: try $0.next(), title: try $0.next(),
                    code: try $0.next(), location: try $0.next(),
                    yearLevels: try $0.next(JSONDocument?.self)?.decoded() ?? [], metadata: try $0.metadata())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(organisation), Bound(course), Bound(kind), Bound(title),
            Bound(SortKey.of(title)), Bound(code), Bound(location), Bound(JSONDocument.of(yearLevels)),
            Bound(Rostering.source), Bound(sourceID), Bound(JSONDocument.of(metadata)),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE school_group
        SET organisation_id = \(organisation), course_id = \(course), kind = \(kind), title = \(title),
            sort_key = \(SortKey.of(title)), code = \(code), location = \(location),
            year_levels = \(JSONDocument.of(yearLevels)), metadata = \(JSONDocument.of(metadata)), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE school_group SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }

    static func complete(_ rows: inout [PresentRow<GroupRow>], in provider: ID<Provider>, _ reader: any Reader) throws {
        let sessions = Dictionary(
            grouping: try reader.all(GroupSessions.all(of: rows.map(\.id), in: provider)), by: \.0)
        for index in rows.indices {
            rows[index].row.sessions = (sessions[rows[index].id] ?? []).map(\.1).sorted()
        }
    }
}

/// The sessions in which a group meets.
enum GroupSessions {
    static let table = BulkTable("group_session", ["provider_id", "group_id", "session_id"])

    static func all(of groups: [UUID], in provider: ID<Provider>) -> Query<(UUID, ID<AcademicSession>)> {
        Query(
            """
            SELECT group_id, session_id FROM group_session
            WHERE provider_id = \(provider) AND group_id \(anyOf: groups)
            """
        ) { (try $0.next(), try $0.next()) }
    }

    static func remove(_ session: ID<AcademicSession>, of group: UUID, provider: ID<Provider>) -> SQL {
        """
        DELETE FROM group_session
        WHERE provider_id = \(provider) AND group_id = \(group) AND session_id = \(session)
        """
    }
}
