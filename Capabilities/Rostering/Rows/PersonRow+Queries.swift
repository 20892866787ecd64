import Base
import Directory
import Foundation
import Storage

extension PersonRow: StoredRow {
    static let entity = ImportEntity.person
    static let table = BulkTable(
        "person",
        [
            "provider_id", "id", "given_names", "called_name", "family_name", "sort_key", "search_key", "birth_date",
            "language", "year_level", "protected", "source", "source_id", "metadata",
        ])

    static func present(in provider: ID<Provider>, _ choice: RowChoice) -> Query<PresentRow<PersonRow>> {
        Query(
            """
            SELECT source_id, id, ended_at, given_names, called_name, family_name, birth_date, language, year_level,
                protected, metadata
            FROM person
            WHERE provider_id = \(provider) AND \(choice.condition)
            """
        ) { cells in
            try PresentRow(&cells) {
                PersonRow(
                    name: PersonName(given: try $0.next(), called: try $0.next(), family: try $0.next()),
                    birthDate: try $0.next(), language: try $0.next(), yearLevel: try $0.next(),
                    isProtected: try $0.next(), metadata: try $0.metadata())
            }
        }
    }

    func values(provider: ID<Provider>, id: UUID, sourceID: String) -> [Bound] {
        [
            Bound(provider), Bound(id), Bound(name.given), Bound(name.called), Bound(name.family), Bound(name.sortKey),
            Bound(name.searchKey), Bound(birthDate), Bound(language), Bound(yearLevel), Bound(isProtected),
            Bound(Rostering.source), Bound(sourceID), Bound(JSONDocument.of(metadata)),
        ]
    }

    func update(provider: ID<Provider>, id: UUID) -> SQL {
        """
        UPDATE person
        SET given_names = \(name.given), called_name = \(name.called), family_name = \(name.family),
            sort_key = \(name.sortKey), search_key = \(name.searchKey), birth_date = \(birthDate),
            language = \(language), year_level = \(yearLevel), protected = \(isProtected),
            metadata = \(JSONDocument.of(metadata)), ended_at = NULL
        WHERE provider_id = \(provider) AND id = \(id)
        """
    }

    static func end(_ ids: [UUID], provider: ID<Provider>, at instant: Instant) -> SQL {
        "UPDATE person SET ended_at = \(instant) WHERE provider_id = \(provider) AND id \(anyOf: ids)"
    }

    static func complete(
        _ rows: inout [PresentRow<PersonRow>], in provider: ID<Provider>, _ reader: any Reader
    ) throws {
        let ids = rows.map(\.id)
        let identifiers = Dictionary(
            grouping: try reader.all(PersonParts.identifiers(of: ids, in: provider)), by: \.0)
        let contacts = Dictionary(grouping: try reader.all(PersonParts.contacts(of: ids, in: provider)), by: \.0)
        let identities = Dictionary(try reader.all(PersonParts.identities(of: ids, in: provider))) { first, _ in first }
        for index in rows.indices {
            rows[index].row.identity = identities[rows[index].id]
            rows[index].row.identifiers = (identifiers[rows[index].id] ?? []).map(\.1).sorted()
            rows[index].row.contacts = (contacts[rows[index].id] ?? []).map(\.1).sorted { $0.kind < $1.kind }
        }
    }
}
