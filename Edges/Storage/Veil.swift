package import Base

/// Covers what rows hold of people, so that a page can be drawn without anybody's data: names become numbered words, and
/// whatever is not known to be harmless becomes empty. Ids pass, so that rows still belong together.
///
/// It stands between the engine and everything that reads, so neither a query nor a page can forget it.
package final class Veil {
    private let person: String
    private let now: Instant
    private var numbers: [String: Int] = [:]

    /// - Parameter person: what everybody is called, before a number.
    package init(person: String, now: Instant) { (self.person, self.now) = (person, now) }

    /// Tables that tell of a school and not of its people.
    package static let openTables: Set<String> = [
        "provider", "organisation", "academic_session", "course", "school_group", "group_session", "room",
        "timetable_edition", "timetable_present", "bell_schedule", "bell_hour", "special_day", "lesson", "lesson_group",
    ]

    /// Columns that tell of schools, groups, lessons and relations wherever they stand; a test lists the tables that have
    /// a text among them.
    package static let openColumns: Set<String> = [
        "slug", "name", "name_fi", "name_sv", "name_en", "title", "kind", "role", "scope", "subject", "number",
        "begins", "ends", "weekday", "first_hour", "last_hour", "first_day", "last_day", "follows", "revision",
        "is_extra", "pupils", "groups", "lunch_begins", "lunch_ends",
    ]

    /// Whether a statement reads school tables alone; every other one is covered.
    fileprivate static func isOpen(_ sql: SQL) -> Bool {
        let words = sql.words
        return zip(words, words.dropFirst()).allSatisfy { word, table in
            word != "FROM" && word != "JOIN" || table == "(" || openTables.contains(table)
        }
    }

    fileprivate func value<Value: ColumnValue>(_ column: Int, of row: any CurrentRow) throws -> Value? {
        let cell = try row.cell(column)
        let name = Self.plain(row.name(column))
        if Self.openColumns.contains(name) || Self.isCount(name) || Value.columnType == .uuid {
            return Value(cell: cell)
        }
        if case .null = cell { return Value(cell: .null) }
        switch Value.columnType {
        case .text: return try text(column, name, of: row)
        case .date: return Value(cell: .date(now.day))
        case .timestamptz: return Value(cell: .instant(now))
        case .boolean: return Value(cell: .boolean(false))
        case .integer, .bigint: return Value(cell: .integer(0))
        case .bytea: return Value(cell: .bytes([]))
        case .jsonb: return Value(cell: .null) ?? Value(cell: .text("[]"))
        case .uuid: return Value(cell: cell)
        }
    }

    /// A name, an empty text, or the first of the words that the column may have.
    private func text<Value: ColumnValue>(_ column: Int, _ name: String, of row: any CurrentRow) throws -> Value? {
        switch name {
        case "given_names", "called_name": return Value(cell: .text(person))
        case "family_name": return Value(cell: .text(String(number(try key(column, of: row)))))
        default:
            if let value = Value(cell: .text("…")) { return value }
            return (Value.self as? any CaseIterable.Type).flatMap(Self.first) as? Value ?? Value(cell: .null)
        }
    }

    private static func first(of type: any CaseIterable.Type) -> Any? {
        func first<Cases: CaseIterable>(_ type: Cases.Type) -> Any? { type.allCases.first }
        return first(type)
    }

    /// By what a person is known to be the same: the names beside each other in a row.
    private func key(_ column: Int, of row: any CurrentRow) throws -> String {
        try (max(0, column - 2)...column).map { index in
            if case .text(let text) = try row.cell(index) { text } else { "" }
        }.joined(separator: "\u{0}")
    }

    private func number(_ key: String) -> Int {
        if let number = numbers[key] { return number }
        numbers[key] = numbers.count + 1
        return numbers.count
    }

    /// "person.called_name" and "called_name" are one.
    private static func plain(_ name: String) -> String {
        name.allSatisfy { $0.isLetter || $0 == "_" || $0 == "." }
            ? name.split(separator: ".").last.map(String.init) ?? name : name
    }

    private static func isCount(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["count", "(select count", "exists"].contains { name.hasPrefix($0) }
    }
}

/// Reads through a veil.
package final class VeiledReader: Reader {
    private let reader: any Reader
    private let veil: Veil

    package init(_ reader: any Reader, _ veil: Veil) { (self.reader, self.veil) = (reader, veil) }

    package var statements: Int { reader.statements }

    package func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        guard !Veil.isOpen(sql) else { return try reader.forEach(sql, body) }
        try reader.forEach(sql) { row in
            row.veil = veil
            // A row that cannot be without what is covered is left out.
            do {
                try body(&row)
            } catch StorageFault.malformed {
            } catch is DecodingError {}
        }
    }
}

extension Veil {
    /// The next value of a row that is covered. Throws `CellMismatch` when nothing can stand for it.
    func next<Value: ColumnValue>(_ column: Int, of row: any CurrentRow) throws -> Value {
        guard let value: Value = try value(column, of: row) else { throw CellMismatch() }
        return value
    }
}

extension SQL {
    /// The words of the statement's own text and its opening brackets.
    fileprivate var words: [String] {
        var (words, word): ([String], String) = ([], "")
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for piece in pieces {
            guard case .text(let text) = piece else { continue }
            for character in text {
                switch character {
                case "(":
                    end()
                    words.append("(")
                case _ where character.isLetter || character == "_": word.append(character)
                default: end()
                }
            }
        }
        end()
        return words
    }
}
