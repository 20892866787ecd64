import Base
import Foundation

/// One human whom a source still knows twice: the record that was kept takes what files say of either.
struct MergedPeople {
    /// The sourcedId of the kept record by that of the merged one.
    private let leads: [String: String]
    private let kept: [String: PersonRow]

    init(_ present: PresentState) {
        let sources = present.merged.isEmpty ? [:] : present.personSources
        leads = present.merged.reduce(into: [:]) { leads, pair in
            if let from = sources[pair.key], let to = sources[pair.value] { leads[from] = to }
        }
        kept = Set(leads.values).reduce(into: [:]) { $0[$1] = present.people[$1]?.row }
    }

    /// One row for each human: the kept record's own where files have it, otherwise the merged one's under its name.
    /// Identifiers and ways to be reached are both records', so none of the merged one's is taken away.
    func one(_ rows: [(sourceID: String, row: PersonRow)]) -> [(sourceID: String, row: PersonRow)] {
        guard !leads.isEmpty else { return rows }
        let own = Set(rows.map(\.sourceID))
        return rows.compactMap { sourceID, row in
            guard let lead = leads[sourceID] else { return (sourceID, joined(row, at: sourceID)) }
            return own.contains(lead) ? nil : (lead, joined(row, at: lead))
        }
    }

    private func joined(_ row: PersonRow, at sourceID: String) -> PersonRow {
        guard let present = kept[sourceID] else { return row }
        var row = row
        row.identifiers = Set(row.identifiers).union(present.identifiers).sorted()
        let kinds = Set(row.contacts.map(\.kind))
        row.contacts = (row.contacts + present.contacts.filter { !kinds.contains($0.kind) })
            .sorted { $0.kind < $1.kind }
        return row
    }
}
