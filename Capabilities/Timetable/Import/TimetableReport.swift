package import Base

/// What came of one import of a timetable.
package struct TimetableReport: Sendable {
    package enum State: String, Sendable {
        case applied, unchanged, checked, refused, undone
        /// There is nothing to go back to.
        case nothingToUndo
    }

    /// Lessons, changes, special days and hours by what happens to them.
    package struct Counts: Hashable, Sendable {
        package var created = 0
        package var changed = 0
        package var ended = 0
        package var unchanged = 0
    }

    package let state: State
    package let school: String
    package let counts: Counts
    package let problems: [TimetableProblem]

    /// 0 done or nothing to do, 1 problems.
    package var exitCode: Int32 { state == .refused || state == .nothingToUndo ? 1 : 0 }

    /// The report as lines for a person.
    package func text(in language: Language) throws -> String {
        let words = try Timetable.importTexts()(in: language)
        let sentences = try Timetable.problemTexts()(in: language)
        var lines = ["\(school): \(words(TimetableImportText(state)))"]
        lines.append(
            words(
                .counts,
                [
                    "created": String(counts.created), "changed": String(counts.changed),
                    "ended": String(counts.ended), "unchanged": String(counts.unchanged),
                ]))
        for problem in problems {
            let line = problem.line.map { words(.line, ["line": String($0)]) }
            let place = ([problem.file] + [line].compactMap { $0 }).joined(separator: ", ")
            lines.append("  \(place): \(sentences(problem.code, ["value": problem.value]))")
        }
        return lines.joined(separator: "\n")
    }
}

/// The words of an import's report.
enum TimetableImportText: String, TextKey {
    case applied = "importApplied"
    case unchanged = "importUnchanged"
    case checked = "importChecked"
    case refused = "importRefused"
    case undone = "importUndone"
    case nothingToUndo = "importNothingToUndo"
    case counts = "importCounts"
    case line = "importLine"

    init(_ state: TimetableReport.State) {
        self =
            switch state {
            case .applied: .applied
            case .unchanged: .unchanged
            case .checked: .checked
            case .refused: .refused
            case .undone: .undone
            case .nothingToUndo: .nothingToUndo
            }
    }
}

extension Timetable {
    static func importTexts() throws -> TextTable<TimetableImportText> { try TextTable(in: .module) }
    static func problemTexts() throws -> TextTable<TimetableProblemText> { try TextTable(in: .module) }
}
