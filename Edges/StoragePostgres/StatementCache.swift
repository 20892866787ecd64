/// The statements that one connection has prepared, the least used of which gives way.
struct StatementCache {
    private struct Entry {
        let name: String
        var lastUse: Int
    }

    private let limit: Int
    private var entries: [Statement.Key: Entry] = [:]
    private var doomed: [String] = []
    private var uses = 0
    private var names = 0

    init(limit: Int) { self.limit = limit }

    mutating func name(for statement: Statement) -> String? {
        guard let place = entries.index(forKey: statement.key) else { return nil }
        uses += 1
        entries.values[place].lastUse = uses
        return entries.values[place].name
    }

    /// The name under which to prepare it.
    mutating func add(_ statement: Statement) -> String {
        if entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries[oldest.key] = nil
            doomed.append(oldest.value.name)
        }
        names += 1
        uses += 1
        entries[statement.key] = Entry(name: "s\(names)", lastUse: uses)
        return "s\(names)"
    }

    /// It could not be prepared, so the server has nothing to forget.
    mutating func forget(_ statement: Statement) { entries[statement.key] = nil }

    /// It has to be prepared anew.
    mutating func doom(_ statement: Statement) {
        if let entry = entries.removeValue(forKey: statement.key) { doomed.append(entry.name) }
    }

    /// The names that the server should forget.
    mutating func takeDoomed() -> [String] {
        defer { doomed = [] }
        return doomed
    }
}
