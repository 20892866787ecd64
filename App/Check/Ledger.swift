import Storage

/// One applied migration.
struct LedgerRow: Codable, Hashable, Sendable {
    let room: String
    let number: Int32
    let name: String
    let checksum: String
}

/// What was applied to a database, beside what this program knows.
struct Ledger: Sendable {
    let missing: [String]
    let changed: [String]
    let unknown: [String]

    init(applied: [LedgerRow], known: [Migration]) {
        let rows = Dictionary(applied.map { (Key(room: $0.room, number: $0.number), $0) }) { first, _ in first }
        let ours = Set(known.map { Key(room: $0.room, number: $0.number) })
        missing = known.filter { rows[Key(room: $0.room, number: $0.number)] == nil }.map { "\($0.room)/\($0.name)" }
        changed = known.filter { migration in
            rows[Key(room: migration.room, number: migration.number)].map { $0.checksum != migration.checksum } ?? false
        }.map { "\($0.room)/\($0.name)" }
        unknown = applied.filter { !ours.contains(Key(room: $0.room, number: $0.number)) }.map {
            "\($0.room)/\($0.name)"
        }
    }

    private struct Key: Hashable {
        let room: String
        let number: Int32
    }
}
