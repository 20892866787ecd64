import Base

/// One documented file: records under named columns, and what is wrong in them.
struct SheetTable {
    let name: String
    let rows: [Row]

    /// One record with its fields by column.
    struct Row {
        let line: Int
        let file: String
        private let fields: [String: String]

        init(line: Int, file: String, fields: [String: String]) {
            (self.line, self.file, self.fields) = (line, file, fields)
        }

        func text(_ column: String) -> String { fields[column] ?? "" }

        /// The field, or a problem when it is empty.
        func required(_ column: String, _ problems: inout [TimetableProblem]) -> String? {
            let value = text(column)
            if value.isEmpty { problems.append(TimetableProblem(.fieldMissing, file, line: line, column)) }
            return value.isEmpty ? nil : value
        }

        /// A day as `YYYY-MM-DD`; nil with a problem when it is written otherwise, nil without one when empty.
        func day(_ column: String, _ problems: inout [TimetableProblem]) -> CivilDate? {
            let value = text(column)
            guard !value.isEmpty else { return nil }
            let day = CivilDate(value)
            if day == nil { problems.append(TimetableProblem(.day, file, line: line, value)) }
            return day
        }

        /// A number from `range`.
        func number(
            _ column: String, _ range: ClosedRange<Int>, _ problem: TimetableProblemText,
            _ problems: inout [TimetableProblem]
        ) -> Int? {
            let value = text(column)
            guard let number = Int(value), range.contains(number) else {
                problems.append(TimetableProblem(problem, file, line: line, value))
                return nil
            }
            return number
        }

        /// Names between upright bars: "7A|7B".
        func list(_ column: String) -> [String] {
            text(column).split(separator: "|").map(\.trimmed).filter { !$0.isEmpty }
        }
    }

    /// nil, with the reason among the problems, when the bytes are no table with these columns.
    init?(_ bytes: [UInt8], named name: String, columns: [String], _ problems: inout [TimetableProblem]) {
        guard let records = SheetText.records(bytes) else {
            problems.append(TimetableProblem(.encoding, name))
            return nil
        }
        let header = records.first?.fields.map { $0.lowercased() } ?? []
        let missing = columns.filter { !header.contains($0) }
        guard missing.isEmpty else {
            problems += missing.map { TimetableProblem(.columnMissing, name, line: 1, $0) }
            return nil
        }
        self.name = name
        rows = records.dropFirst().map { record in
            Row(
                line: record.line, file: name,
                fields: Dictionary(zip(header, record.fields)) { first, _ in first })
        }
    }
}
