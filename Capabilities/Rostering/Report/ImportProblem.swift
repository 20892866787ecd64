package import Base
import Foundation
import Storage

/// One broken rule: where it is and what is wrong. No name and no identity code is ever inside.
package struct ImportProblem: Hashable, Sendable {
    package enum Severity: String, CaseIterable, Hashable, Sendable, Encodable, ColumnValue { case error, notice }

    package let code: ProblemCode
    package let file: String
    /// The line of the file on which the row begins, counted from 1.
    package let row: Int?
    package let column: String?
    /// What the sentence names: sourcedIds, column names, counts, allowed words.
    package let values: [String: String]

    package var severity: Severity { code.severity }

    init(_ code: ProblemCode, file: String, row: Int? = nil, column: String? = nil, values: [String: String] = [:]) {
        (self.code, self.row) = (code, row)
        self.column = column.map(Self.shown)
        self.file = Self.shown(file)
        self.values = values.mapValues(Self.shown)
    }

    /// A problem as it was kept with its run, clean already.
    init(stored code: ProblemCode, file: String, row: Int?, column: String?, values: [String: String]) {
        (self.code, self.file, self.row, self.column, self.values) = (code, file, row, column, values)
    }

    /// A sourcedId is somebody else's choice: it may be an identity code, or very long.
    static func shown(_ value: String) -> String {
        IdentityCodeScan.finds(in: Array(value.utf8)[...]) ? "•••" : ShownText.of(String(value.prefix(200)))
    }

    /// What is wrong and what to do, in the language of `words`.
    package func sentence(_ words: Words<ProblemCode>) -> String {
        values.sorted { $0.key < $1.key }.reduce(words(code)) {
            $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value)
        }
    }
}

extension ImportProblem: Encodable {
    private enum Key: String, CodingKey { case severity, file, row, column, code, values }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(severity, forKey: .severity)
        try object.encode(file, forKey: .file)
        try object.encodeIfPresent(row, forKey: .row)
        try object.encodeIfPresent(column, forKey: .column)
        try object.encode(code.code, forKey: .code)
        try object.encode(values, forKey: .values)
    }
}
