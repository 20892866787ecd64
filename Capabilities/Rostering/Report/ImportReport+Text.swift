package import Base

extension ImportReport {
    /// The report as lines for a person: the outcome, the counts, then errors and notices with their places.
    package func text(in language: Language) throws -> String {
        let words = try Rostering.texts()(in: language)
        let sentences = try Rostering.problemTexts()(in: language)
        var lines = [words(headline)]
        if let provider { lines.append(words(.provider, ["provider": provider])) }
        let present = modes.filter { $0.value != .absent }.sorted { $0.key < $1.key }
        if !present.isEmpty {
            let files = present.map { words(.fileOfMode, ["file": "\($0.key).csv", "mode": $0.value.rawValue]) }
            lines.append(words(.files, ["files": files.joined(separator: ", ")]))
        }
        if let run { lines.append(words(.run, ["run": run.description])) }
        lines += countLines(words)
        lines += section(.error, headed: words(.errors, count: errorCount), words, sentences)
        lines += section(.notice, headed: words(.notices, count: noticeCount), words, sentences)
        if problems.count < errorCount + noticeCount {
            lines += ["", words(.cut, ["shown": String(ProblemList.most)])]
        }
        if let preview, state == .checked || state == .held {
            lines += PreviewText(preview: preview, code: code, changes: changes ?? [], words: words).lines()
        }
        // What stands in files must not command the terminal.
        return lines.map(ShownText.of).joined(separator: "\n") + "\n"
    }

    private var headline: RosteringText {
        switch state {
        case .applied: .applied
        case .unchanged: .unchanged
        case .checked: .checked
        case .held: .held
        case .refused: .refused
        }
    }

    private func countLines(_ words: Words<RosteringText>) -> [String] {
        ImportEntity.allCases.compactMap { entity in
            guard let count = counts[entity], count != ImportCounts() else { return nil }
            return "  "
                + words(
                    .counts,
                    [
                        "entity": words(entity.text), "created": String(count.created),
                        "changed": String(count.changed), "ended": String(count.ended),
                        "unchanged": String(count.unchanged),
                    ])
        }
    }

    private func section(
        _ severity: ImportProblem.Severity, headed heading: String, _ words: Words<RosteringText>,
        _ sentences: Words<ProblemCode>
    ) -> [String] {
        let chosen = problems.filter { $0.severity == severity }
        guard !chosen.isEmpty else { return [] }
        return ["", heading] + chosen.map { "  \(place(of: $0, words)): \($0.sentence(sentences))" }
    }

    private func place(of problem: ImportProblem, _ words: Words<RosteringText>) -> String {
        var place = words(.placeFile, ["file": problem.file])
        if let row = problem.row { place += ", " + words(.placeRow, ["row": String(row)]) }
        if let column = problem.column { place += ", " + words(.placeColumn, ["column": column]) }
        return place
    }
}
