import Storage

/// The tables of the migrations, as far as the lint looks at them.
struct Schema {
    struct Column {
        let name: String
        let type: String
        let isNotNull: Bool
        let standard: String?
    }

    struct ForeignKey {
        let columns: [String]
        let table: String
        let referenced: [String]
    }

    struct Table {
        let name: String
        var columns: [Column] = []
        var primaryKey: [String] = []
        var uniques: [[String]] = []
        var foreignKeys: [ForeignKey] = []
        /// Parts that the reader does not understand.
        var unread: [String] = []
    }

    private(set) var tables: [Table] = []
    private(set) var indexes: [(name: String, table: String)] = []
    private(set) var unread: [String] = []

    init(_ statements: [String]) {
        for statement in statements { read(statement) }
    }

    private mutating func read(_ statement: String) {
        if let match = statement.wholeMatch(of: /CREATE TABLE (\w+) \(([\s\S]*)\)/) {
            var table = Table(name: String(match.1))
            for part in Schema.parts(String(match.2)) { table.read(part) }
            tables.append(table)
        } else if let match = statement.wholeMatch(of: /ALTER TABLE (\w+) ADD COLUMN ([\s\S]*)/),
            let table = tables.firstIndex(where: { $0.name == match.1 })
        {
            tables[table].read(match.2.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        } else if let match = statement.wholeMatch(
            of: /CREATE (UNIQUE )?INDEX (\w+) ON (\w+) \(([^()]*)\)(?: WHERE [\s\S]*)?/)
        {
            indexes.append((String(match.2), String(match.3)))
            guard match.1 != nil, let table = tables.firstIndex(where: { $0.name == match.3 }) else { return }
            tables[table].uniques.append(Schema.names(match.4))
        } else if let match = statement.wholeMatch(of: /DROP INDEX (\w+)/),
            let place = indexes.firstIndex(where: { $0.name == String(match.1) })
        {
            indexes.remove(at: place)
        } else if let match = statement.wholeMatch(of: /DROP TABLE (\w+)/) {
            tables.removeAll { $0.name == match.1 }
            indexes.removeAll { $0.table == match.1 }
        } else if statement.wholeMatch(of: /INSERT INTO \w+\s+\([^()]*\)\s+SELECT [\s\S]*/) == nil,
            statement.wholeMatch(of: /UPDATE \w+ SET [\s\S]*/) == nil
        {
            // Rows may move from one table to another, as SQLite needs it where a rule of a column changes, and new columns
            // be filled.
            unread.append(statement)
        }
    }

    /// What stands between the commas that are in no parentheses.
    private static func parts(_ body: String) -> [String] {
        var (parts, depth) = ([""], 0)
        for character in body {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    fileprivate static func names(_ list: some StringProtocol) -> [String] {
        String(list).split(separator: ",").map { name in name.split(separator: " ").first.map { String($0) } ?? "" }
    }
}

extension Schema.Table {
    fileprivate mutating func read(_ part: String) {
        if let match = part.wholeMatch(of: /PRIMARY KEY \((.*)\)/) {
            primaryKey = Schema.names(match.1)
        } else if let match = part.wholeMatch(of: /UNIQUE \((.*)\)/) {
            uniques.append(Schema.names(match.1))
        } else if let match = part.wholeMatch(of: /FOREIGN KEY \((.*)\) REFERENCES (\w+) \((.*)\)/) {
            let (columns, referenced) = (Schema.names(match.1), Schema.names(match.3))
            foreignKeys.append(Schema.ForeignKey(columns: columns, table: String(match.2), referenced: referenced))
        } else if let match = part.wholeMatch(of: /(\w+) (\S+)( .*)?/), match.1 != "CHECK" {
            read(column: String(match.1), type: String(match.2), rules: String(match.3 ?? ""))
        } else if part.wholeMatch(of: /CHECK \(.*\)/) == nil {
            unread.append(part)
        }
    }

    private mutating func read(column: String, type: String, rules: String) {
        let standard = rules.firstMatch(of: /DEFAULT (.*)/).map { String($0.1) }
        columns.append(
            Schema.Column(name: column, type: type, isNotNull: rules.contains("NOT NULL"), standard: standard))
        if rules.contains("PRIMARY KEY") { primaryKey = [column] }
        if rules.contains("UNIQUE") { uniques.append([column]) }
        if let match = rules.firstMatch(of: /REFERENCES (\w+) \((\w+)\)/) {
            foreignKeys.append(
                Schema.ForeignKey(columns: [column], table: String(match.1), referenced: [String(match.2)]))
        }
    }
}
