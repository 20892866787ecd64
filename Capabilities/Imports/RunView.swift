import Accounts
import Base
import Directory
import Rostering
import Web

extension Imports {
    /// What the run is waiting for, and what can be done now.
    func state(_ model: RunModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        if model.isUnderWay { return working(model, visit) }
        let (run, slug) = (model.run, model.provider.slug)
        let again = Part.action(words(.compareAgain), to: ImportsPath.comparison(slug, run.id), icon: .swap)
        switch run.step {
        case .receiving, .received, .checked: return .nothing
        case .refused:
            return Part.notice(words(.refusedTitle), .stop, "<p>\(words(.refusedText))</p>")
        case .failed:
            return "\(Part.notice(words(.failedTitle), .warning, "<p>\(words(.failedText))</p>"))\(Part.acts([again]))"
        case .expired: return Part.notice(words(.expiredTitle), .notice, "<p>\(words(.expiredText))</p>")
        case .undone: return Part.notice(words(.undoneTitle), .notice, "<p>\(words(.undoneText))</p>")
        case .applied:
            return Part.notice(words(.appliedTitle), .good, "<p><strong>\(summary(run.counts, words))</strong></p>")
        case .previewed: return previewed(model, again, visit)
        }
    }

    /// A previewed run: nothing to do, a button, or the guard's question.
    private func previewed(_ model: RunModel, _ again: HTML, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        guard model.run.hasPackage else {
            return Part.notice(words(.previewOnlyTitle), .notice, "<p>\(words(.previewOnlyText))</p>")
        }
        if model.isEmpty { return Part.notice(words(.nothingTitle), .good, "<p>\(words(.nothingText))</p>") }
        if model.run.needsConfirmation { return held(model, again, visit) }
        let apply = Part.action(
            words(.apply), to: ImportsPath.application(model.provider.slug, model.run.id),
            values: ["confirmation": model.run.code ?? ""], look: .primary, icon: .check)
        return """
            \(Part.notice(words(.previewedTitle), .notice,
                "<p><strong>\(summary(model.run.counts, words))</strong></p><p>\(words(.previewedText))</p>"))
            \(Part.acts([apply, again]))
            """
    }

    /// Why the run is held back, school by school, and the code that lets it through.
    private func held(_ model: RunModel, _ again: HTML, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let rows = (model.run.preview?.shrinking ?? []).map { shrinking in
            let key: ImportsText = shrinking.kind == .school ? .shrinkSchool : .shrinkGroup
            return Part.row(
                shrinking.name, lead: shrinking.kind == .school ? Icon.school() : Icon.people(),
                note: words(key, ["ending": String(shrinking.ending), "of": String(shrinking.of)]),
                tail: Part.tag("−\(shrinking.ending * 100 / max(1, shrinking.of)) %", .warning))
        }
        let code = model.run.code ?? ""
        let field = Field(
            words(.code), name: "confirmation", hint: words(.codeHint, ["code": code]), error: model.codeError,
            width: .medium)
        let form = Part.form(
            to: ImportsPath.application(model.provider.slug, model.run.id),
            """
            \(Part.field(field, parts))\
            \(Part.acts([Part.button(words(.confirmAndApply), look: .danger, icon: .check)]))
            """)
        return """
            \(Part.notice(words(.heldTitle), .warning, "<p><strong>\(summary(model.run.counts, words))</strong></p><p>\(words(.heldText))</p>"))
            \(Part.section(words(.shrinking), id: "shrinking", Part.rows(rows)))
            \(Part.section(words(.confirmTitle), id: "confirm", Part.card(nil, "<p>\(words(.confirmText))</p>\(form)")))
            \(Part.acts([again]))
            """
    }

    /// How far it is. The page is told where scripts run, and asks by the link elsewhere.
    private func working(_ model: RunModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let here = ImportsPath.run(model.provider.slug, model.run.id)
        let refresh = Part.acts([Part.linkButton(words(.refresh), to: here, icon: .swap)])
        return Part.section(
            words(.workingTitle), id: "working",
            """
            <div id="progress" data-refresh data-live="\(ImportsPath.progress(model.provider.slug, model.run.id))">\
            \(bar(model, visit))</div><p class="quiet">\(words(.workingText))</p>\(refresh)
            """)
    }

    /// The phase, how much of it is done, and how long the rest takes.
    func bar(_ model: RunModel, _ visit: Visit) -> HTML {
        let (words, rostering) = (texts(in: visit.language), rostering(in: visit.language))
        guard let progress = model.progress else { return Part.progress(words(.waiting), 0, of: 1, text: "") }
        let percent = progress.total > 0 ? min(100, progress.done * 100 / progress.total) : 0
        let left = progress.secondsLeft(at: visit.now).map { self.left($0, words) }
        return Part.progress(
            rostering(progress.phase.text), progress.done, of: progress.total,
            text: (["\(percent) %", left] as [String?]).compactMap { $0 }.joined(separator: " · "))
    }

    private func left(_ seconds: Int, _ words: Words<ImportsText>) -> String {
        seconds < 90 ? words(.secondsLeft, count: max(1, seconds)) : words(.minutesLeft, count: (seconds + 59) / 60)
    }

    /// Errors and notices of the package, which have a page of their own.
    func problemsNotice(_ model: RunModel, _ words: Words<ImportsText>) -> HTML {
        let (errors, notices) = (model.run.errorCount, model.run.noticeCount)
        guard !model.isUnderWay, errors + notices > 0 else { return .nothing }
        let counts = [
            errors > 0 ? words(.errors, count: errors) : nil, notices > 0 ? words(.notices, count: notices) : nil,
        ]
        let link = ImportsPath.problems(model.provider.slug, model.run.id)
        let row = Part.row(
            counts.compactMap { $0 }.joined(separator: ", "), to: link,
            lead: errors > 0 ? Icon.stop() : Icon.info(), note: words(.problemsNote))
        return Part.section(words(.problems), id: "problems", Part.rows([row]))
    }

    /// Every step with who took it.
    func history(_ model: RunModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        guard !model.events.isEmpty else { return .nothing }
        let rows = model.events.map { event in
            Part.row(
                text(of: event.step, words), note: "\(days.moment(event.at)) · \(who(event, model.names, words))")
        }
        return Part.section(words(.history), id: "history", Part.rows(rows))
    }
}
