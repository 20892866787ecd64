import Base
import Directory
import Foundation
import Storage

extension CourseRow: StoredRow {
    static let entity = ImportEntity.course
    static let table = BulkTable(
        "course",
        [
            "provider_id", "id", "organisation_id", "session_id", "title", "code", "subjects", "source", "source_id",
            "metadata",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<CourseRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, organisation_id, session_id, title, code, subjects, metadata
            FROM course
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                CourseRow(
                    organisation: try $0.next(), session: try $0.next(), title: try $0.next(), code: try $0.next(),
                    subjects: try $0.next(JSONDocument?.self)?.decoded() ?? [], metadata: try $0.metadata())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(organisation), Bound(session), Bound(title), Bound(code),
            Bound(JSONDocument.of(subjects)), Bound(Rostering.source), Bound(sourceID),
            Bound(JSONDocument.of(metadata)),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE course
        SET organisation_id = \(organisation), session_id = \(session), title = \(title), code = \(code),
            subjects = \(JSONDocument.of(subjects)), metadata = \(JSONDocument.of(metadata)), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE course SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }
}
