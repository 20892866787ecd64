import Base
import Directory

/// One agent of a child, with what the Finnish metadata say of the guardianship.
struct AgentEntry: Hashable, Sendable {
    let agent: String
    /// nil when the file has no such column.
    let scope: Guardianship.Scope?
    /// The kinds that a limited guardian sees and acts in; nil for other scopes.
    let kinds: [String]?
    let begins: CivilDate?
    let ends: CivilDate?
    /// Whether the file has the columns of the two days.
    let hasBegins: Bool
    let hasEnds: Bool

    /// The agents of a row; the three guardian columns follow their order, and blank ones mean full and without limit.
    static func all(in row: RowFields, child: String) -> [AgentEntry] {
        let agents = row.references("agentSourcedIds")
        if agents.contains(child) { row.problem(.guardianSelf, "agentSourcedIds") }
        let scopes = parallel("guardianScope", to: agents, in: row)
        let begins = parallel("guardianFrom", to: agents, in: row)
        let ends = parallel("guardianTo", to: agents, in: row)
        var seen: Set<String> = [child]
        return agents.indices.compactMap { index in
            guard !agents[index].isEmpty, seen.insert(agents[index]).inserted else { return nil }
            let (scope, kinds) = self.scope(scopes[index], in: row)
            let begin = date(begins[index], "guardianFrom", in: row)
            let end = date(ends[index], "guardianTo", in: row)
            if let begin, let end, end < begin { row.problem(.dateOrder, "metadata.guardianTo") }
            return AgentEntry(
                agent: agents[index], scope: row.has("metadata.guardianScope") ? scope : nil, kinds: kinds,
                begins: begin,
                ends: end, hasBegins: row.has("metadata.guardianFrom"), hasEnds: row.has("metadata.guardianTo"))
        }
    }

    private static func parallel(_ name: String, to agents: [String], in row: RowFields) -> [String] {
        let items = row.list("metadata." + name)
        if items.count == agents.count { return items }
        if !items.isEmpty {
            let values = ["expected": String(agents.count), "found": String(items.count)]
            row.problem(.listLength, "metadata." + name, values)
        }
        return Array(repeating: "", count: agents.count)
    }

    private static func date(_ text: String, _ name: String, in row: RowFields) -> CivilDate? {
        if text.isEmpty { return nil }
        let date = CivilDate(text)
        if date == nil { row.problem(.dateFormat, "metadata." + name) }
        return date
    }

    /// `full`, `information`, `limited`, or `limited:absences+homework`.
    private static func scope(_ text: String, in row: RowFields) -> (Guardianship.Scope, [String]?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let kinds = parts.count == 2 ? parts[1].split(separator: "+", omittingEmptySubsequences: false) : []
        switch (parts.first.map(String.init) ?? "", parts.count) {
        case ("", 0), ("", 1), ("full", 1): return (.full, nil)
        case ("information", 1): return (.information, nil)
        case ("limited", _) where kinds.allSatisfy(isWord): return (.limited, known(kinds.map(String.init), in: row))
        default:
            row.problem(.guardianScope, "metadata.guardianScope")
            // What cannot be understood must not open more than the least.
            return (.information, nil)
        }
    }

    /// The kinds that mean anything here; of every other one the office is told that it opens nothing.
    private static func known(_ kinds: [String], in row: RowFields) -> [String] {
        let all = Set(Guardianship.Kind.allCases.map(\.rawValue))
        for kind in Set(kinds).subtracting(all).sorted() {
            row.problem(
                .guardianKind, "metadata.guardianScope",
                ["kind": kind, "known": all.sorted().joined(separator: ", ")])
        }
        return Set(kinds).intersection(all).sorted()
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 || $0 == 95 }
    }
}
