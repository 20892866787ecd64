import Accounts
import Base
import Directory
import Web

extension Timetable {
    /// The page of a draft: where it stands, what is wrong, and what would be different.
    @Sendable func draftPage(_ model: DraftModel, _ visit: Visit) -> Page {
        let words = importWords(in: visit.language)
        let (kept, draft) = (model.kept, model.draft)
        let files = words(
            .filesFrom,
            [
                "files": draft.fileNames.joined(separator: ", "),
                "made": made(draft.receivedAt, model.sender?.name, visit),
            ])
        let shown = model.comparison.map { comparison(of: model, $0, visit) } ?? .nothing
        let content: HTML = """
            \(Part.heading(words(.draftTitle), over: kept.school.name, back: kept.page, lead: files))
            \(state(model, visit))
            \(problems(model, visit))
            \(shown)
            """
        return Page(title: words(.draftTitle), content: content, place: Place.desktop, acting: kept.acting)
    }

    private func comparison(of model: DraftModel, _ comparison: EditionComparison, _ visit: Visit) -> HTML {
        let kept = model.kept
        let lessons = ImportPath.draftLessons(kept.role)(kept.slug, kept.school.id, model.draft.id)
        return self.comparison(comparison, lessons: lessons, visit)
    }

    private func state(_ model: DraftModel, _ visit: Visit) -> HTML {
        let words = importWords(in: visit.language)
        let again = Part.acts([
            Part.linkButton(words(.uploadAgain), to: model.kept.page, look: .primary, icon: .upload)
        ])
        func notice(_ title: ImportPageText, _ text: ImportPageText, _ meaning: Meaning, _ acts: HTML) -> HTML {
            Part.notice(words(title), meaning, "<p>\(words(text))</p>\(acts)")
        }
        if model.isStale { return notice(.staleTitle, .staleText, .warning, again) }
        switch model.draft.outcome {
        case .refused: return notice(.refusedTitle, .refusedText, .stop, again)
        case .unchanged: return notice(.unchangedTitle, .unchangedText, .good, .nothing)
        case .applied: return notice(.appliedTitle, .appliedText, .good, .nothing)
        case .discarded: return notice(.discardedTitle, .discardedText, .notice, again)
        case .waiting:
            guard let comparison = model.comparison else { return .nothing }
            if comparison.isShrinking { return shrinking(model, comparison, visit) }
            let acts = Part.acts(answers(model, comparison, words))
            return model.isChanged
                ? notice(.changedTitle, .changedText, .warning, acts)
                : notice(.waitingTitle, .waitingText, .notice, acts)
        }
    }

    /// Many lessons would go: the sums first, and a box to tick before anything is done.
    private func shrinking(_ model: DraftModel, _ comparison: EditionComparison, _ visit: Visit) -> HTML {
        let (words, parts) = (importWords(in: visit.language), chrome.parts(in: visit.language))
        let (kept, draft) = (model.kept, model.draft.id)
        let sums = words(
            .shrinkTitle, ["ending": String(comparison.ending), "of": String(comparison.lessonsBefore)])
        let box = Field(
            words(.shrinkConfirm), name: "confirmed", error: model.isUnticked ? words(.shrinkUnticked) : nil)
        let form = Part.form(
            to: ImportPath.application(kept.role)(kept.slug, kept.school.id, draft),
            values: ["code": comparison.code],
            """
            \(Part.checkbox(box, isOn: false, parts))\
            \(Part.acts([Part.button(words(.apply), look: .danger, icon: .check)]))
            """)
        let discard = Part.action(
            words(.discard), to: ImportPath.discarding(kept.role)(kept.slug, kept.school.id, draft), look: .plain)
        let changed: HTML =
            model.isChanged
            ? Part.notice(words(.changedTitle), .warning, "<p>\(words(.changedText))</p>") : .nothing
        return "\(changed)\(Part.notice(sums, .stop, "<p>\(words(.shrinkText))</p>\(form)\(discard)"))"
    }

    private func answers(
        _ model: DraftModel, _ comparison: EditionComparison, _ words: Words<ImportPageText>
    ) -> [HTML] {
        let (kept, draft) = (model.kept, model.draft.id)
        return [
            Part.action(
                words(.apply), to: ImportPath.application(kept.role)(kept.slug, kept.school.id, draft),
                values: ["code": comparison.code], look: .primary, icon: .check),
            Part.action(
                words(.discard), to: ImportPath.discarding(kept.role)(kept.slug, kept.school.id, draft), look: .plain),
        ]
    }

    /// What is wrong, as a table: what to do, in which file, on which line.
    private func problems(_ model: DraftModel, _ visit: Visit) -> HTML {
        let (words, sentences) = (importWords(in: visit.language), problemWords(in: visit.language))
        guard !model.draft.problems.isEmpty else { return .nothing }
        let shown = model.draft.problems.sorted { $0.isError && !$1.isError }.prefix(200)
        let rows = shown.map { problem -> [HTML] in
            [
                "\(sentences(problem.code, ["value": problem.value]))",
                "<span>\(quality(problem, words))</span>",
                "\(problem.file)", "\(problem.line.map(String.init) ?? "–")",
            ]
        }
        let columns = [
            Column(words(.problemWhat)), Column(words(.problemQuality)), Column(words(.problemFile)),
            Column(words(.problemLine), isNumber: true),
        ]
        let kept = model.kept
        let file = ImportPath.problemFile(kept.role)(kept.slug, kept.school.id, model.draft.id)
        let isCode = shown.contains { [.groupUnknown, .teacherUnknown].contains($0.code) } && model.comparison != nil
        let link = ActingPath.timetableCodes(kept.role)(kept.slug)
        let codes = isCode ? [Part.linkButton(words(.unknownCodes), to: link, icon: .pencil)] : []
        return Part.section(
            words(.problems), id: "problems",
            """
            <p>\(words(.problemsLead))</p>\(Part.table(words(.problems), columns, rows: rows))\
            \(more(model.draft.problems.count - shown.count, words))\
            \(Part.acts(codes + [Part.linkButton(words(.problemsAsFile), to: file, icon: .file)]))
            """)
    }

    private func quality(_ problem: TimetableProblem, _ words: Words<ImportPageText>) -> HTML {
        problem.isError ? Part.tag(words(.problemError), .stop) : Part.tag(words(.problemNotice), .notice)
    }

    func more(_ count: Int, _ words: Words<ImportPageText>) -> HTML {
        count > 0 ? "<p class=\"quiet\">\(words(.andMore, count: count))</p>" : .nothing
    }
}
