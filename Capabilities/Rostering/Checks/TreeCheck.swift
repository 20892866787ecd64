import Base
import Foundation

/// Organisations and sessions are trees: nobody is an ancestor of oneself.
struct TreeCheck {
    let log: ProblemLog

    func run(_ set: RosterSet, _ present: PresentState) {
        let orgs = parents(set.orgs, \.parent, present.organisations) { $0.parent?.uuid }
        report(cyclesIn: orgs, set.orgs)
        let sessions = parents(set.sessions, \.parent, present.sessions) { $0.parent?.uuid }
        report(cyclesIn: sessions, set.sessions)
    }

    /// The parent of each sourcedId as it will be after the import.
    private func parents<Record, Row>(
        _ records: Records<Record>, _ parent: KeyPath<Record, String?>, _ present: PresentState.Rows<Row>,
        _ presentParent: (Row) -> UUID?
    ) -> [String: String] {
        var parents: [String: String] = [:]
        if records.mode != .bulk {
            let sources = present.reduce(into: [UUID: String]()) { $0[$1.value.id] = $1.key }
            for (source, row) in present where records.lines[source] == nil {
                parents[source] = presentParent(row.row).flatMap { sources[$0] }
            }
        }
        for record in records.active { parents[record.sourcedId] = record[keyPath: parent] }
        return parents
    }

    private func report<Record>(cyclesIn parents: [String: String], _ records: Records<Record>) {
        var settled: Set<String> = []
        for record in records.active where !settled.contains(record.sourcedId) {
            var path: Set<String> = []
            var next: String? = record.sourcedId
            while let node = next, !settled.contains(node), path.insert(node).inserted { next = parents[node] }
            if let node = next, path.contains(node) {
                log.add(
                    .parentCycle, Record.file.fileName, row: record.line, column: "parentSourcedId", ["id": node])
            }
            settled.formUnion(path)
        }
    }
}
