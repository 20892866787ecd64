import Base
import Directory
import Foundation
import Storage

/// One human whom a source still knows twice: the record that was kept takes what files say of either. Records are
/// merged by hand, one at a time, so that all of these fit in memory.
struct MergedPeople {
    /// The id of the kept record by that of the merged one.
    let leads: [UUID: UUID]
    /// The present rows of both, by sourcedId.
    let present: [String: PresentRow<PersonRow>]
    /// The sourcedId of the kept record by that of the merged one.
    let sources: [String: String]
    private let kept: Set<String>

    init(_ register: PresentRegister?) throws {
        let pairs = try register.map { try PersonMerge.leads(in: $0.provider, $0.reader) } ?? [:]
        leads = pairs.reduce(into: [:]) { $0[$1.key.uuid] = $1.value.uuid }
        let ids = Array(Set(leads.keys).union(leads.values))
        let rows = ids.isEmpty ? [] : try register?.rows(PersonRow.self, .ids(ids)) ?? []
        present = Dictionary(rows.map { ($0.sourceID, $0) }) { first, _ in first }
        let names = Dictionary(rows.map { ($0.id, $0.sourceID) }) { first, _ in first }
        sources = leads.reduce(into: [:]) { sources, pair in
            if let from = names[pair.key], let to = names[pair.value] { sources[from] = to }
        }
        kept = Set(sources.values)
    }

    /// Identifiers and ways to be reached are both records', so none of the merged one's is taken away.
    func joined(_ row: PersonRow, at sourceID: String) -> PersonRow {
        guard kept.contains(sourceID), let present = present[sourceID]?.row else { return row }
        var row = row
        row.identifiers = Set(row.identifiers).union(present.identifiers).sorted()
        let kinds = Set(row.contacts.map(\.kind))
        row.contacts = (row.contacts + present.contacts.filter { !kinds.contains($0.kind) })
            .sorted { $0.kind < $1.kind }
        row.identity = row.identity ?? present.identity
        return row
    }
}
