/// Where each column of a file stands.
struct HeaderLayout {
    let count: Int
    let index: [String: Int]
    /// Columns that the binding does not know; they are kept as metadata under these names.
    let extra: [(key: String, column: String, index: Int)]
    /// Columns that are looked at, in the order of the file, with whether they may have lines.
    let seen: [(column: String, index: Int, allowsLines: Bool)]
    /// Where the identity code stands, the one place where it may.
    let identity: Int?

    private static let hiddenKey = "password"
    /// No column of this name is ever kept, however it is written and in whatever file.
    private static let identityKey = "identitycode"
    static let metadataPrefix = "metadata."

    /// nil, with the problem in `log`, when a column is missing without which the rows mean nothing.
    init?(_ header: CSVRow, of file: RosterFile, version: RosterVersion, log: ProblemLog) {
        let names = (0..<header.count).map { header.text($0).filter { !$0.isWhitespace } }
        let index = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        let missing = file.required(in: version).filter { index[$0] == nil }
        guard missing.isEmpty else {
            log.add(.headerMissing, file.fileName, row: header.line, ["columns": missing.joined(separator: ", ")])
            return nil
        }
        let known = file.columns(in: version)
        var extra: [(key: String, column: String, index: Int)] = []
        var hidden: Set<Int> = []
        for (position, name) in names.enumerated() {
            let key = name.hasPrefix(Self.metadataPrefix) ? String(name.dropFirst(Self.metadataPrefix.count)) : name
            if key.lowercased() == Self.hiddenKey {
                hidden.insert(position)
            } else if !known.contains(name), !name.isEmpty, key.lowercased() != Self.identityKey {
                extra.append((key, name, position))
            }
        }
        (count, self.index, self.extra) = (names.count, index, extra)
        identity = file == .users ? index[Self.metadataPrefix + UserRecord.identityColumn] : nil
        let extraIndexes = Set(extra.lazy.map(\.index))
        // Of columns of one name the first counts; the password's is not even looked at.
        seen = names.indices.filter { index[names[$0]] == $0 && !hidden.contains($0) }.map {
            (names[$0], $0, extraIndexes.contains($0))
        }
        // A column's name is kept as the name of a note.
        for position in names.indices where !hidden.contains(position) {
            let cell = header.field(position)
            if IdentityCodeScan.finds(in: cell) { log.add(.identityCode, file.fileName, row: header.line) }
            if ControlScan.finds(in: cell, allowsLines: false) {
                log.add(.controlCharacter, file.fileName, row: header.line)
            }
        }
        report(names, known: known, in: file, row: header.line, log: log)
    }

    private static let ownColumns = UserRecord.mapped.map { metadataPrefix + $0 }.sorted()

    private func report(_ names: [String], known: [String], in file: RosterFile, row: Int, log: ProblemLog) {
        var seen: Set<String> = []
        for name in names where !name.isEmpty && !seen.insert(name).inserted {
            log.add(.headerRepeated, file.fileName, row: row, column: name)
        }
        // A misspelt column of ours would be kept as a note that nobody reads: a protected person would not be protected.
        for name in names where file == .users && !Self.ownColumns.contains(name) {
            if let own = Self.ownColumns.first(where: { $0.lowercased() == name.lowercased() }) {
                log.add(.headerMisspelt, file.fileName, row: row, column: name, ["expected": own])
            }
        }
        for (_, column, _) in extra where !column.hasPrefix(Self.metadataPrefix) {
            log.add(.headerUnknown, file.fileName, row: row, column: column)
        }
        let missing = known.filter { index[$0] == nil && $0 != Self.hiddenKey }
        if !missing.isEmpty {
            log.add(.headerOptional, file.fileName, row: row, ["columns": missing.joined(separator: ", ")])
        }
        // Each name counts where it stands first, as it is read.
        let given = names.enumerated().filter { known.contains($1) && index[$1] == $0 }.map(\.element)
        if given != known.filter({ index[$0] != nil }) { log.add(.headerOrder, file.fileName, row: row) }
    }
}
