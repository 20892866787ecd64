import Accounts
import Base
import Directory
import Web

extension Leave {
    /// An application with everything that was decided about it, and the form for who decides.
    func casePage(_ model: CaseModel, _ form: LeaveForm, _ visit: Visit, _ words: LeaveWords) -> Page {
        let application = model.application
        let pupil = [application.pupil.name.full, application.homeroom].compactMap { $0 }.joined(separator: ", ")
        let mark = application.pupil.isProtected ? [Part.tag(words(.protected), .stop, icon: .lock)] : []
        let isOpen = application.state == .waiting
        let paper = model.shown.map {
            self.paper(
                $0, of: application, for: PaperReader(namesApplicant: true, namesDecider: true, showsSchool: true))
        }
        let print = model.shown == nil ? .nothing : Part.acts([Part.printButton(words(.printPaper))])
        let decide =
            model.mayDecide
            ? isOpen || !form.errors.isEmpty
                ? Part.section(
                    words(isOpen ? .decideTitle : .replaceTitle), id: "decide", decisionForm(model, form, words))
                : Part.disclosure(words(.replaceTitle), decisionForm(model, form, words))
            : .nothing
        let others = earlier(model.decisions, shown: model.shown, words) {
            model.link.with(["decision": $0.description])
        }
        let content: HTML = """
            \(Part.heading(
                pupil, over: words(.title), back: LeavePath.queue(model.role)(model.provider.slug),
                lead: words.request(application.days, application.schoolDays), acts: mark + [words.tag(application, marksWait: true)]))
            \(Part.errorSummary(form.errors, words.parts))
            \(asked(application, by: application.applicant.name, words))\(isOpen ? decide : .nothing)\(print)\(paper)\
            \(isOpen ? .nothing : decide)\
            \(others)
            """
        return Page(
            title: "\(words(.title)): \(application.pupil.name.called)", content: content, place: Place.desktop,
            acting: ActingPath.desktop(model.role)(model.provider.slug), done: words.done(visit))
    }

    private func decisionForm(_ model: CaseModel, _ form: LeaveForm, _ words: LeaveWords) -> HTML {
        let application = model.application
        let outcomes = [
            Choice(words(.grant), value: LeaveOutcome.granted.rawValue, note: words(.grantNote)),
            Choice(
                words(.grantPartly), value: LeaveOutcome.partly.rawValue, note: words(.grantPartlyNote), opens: true),
            Choice(words(.refuse), value: LeaveOutcome.refused.rawValue, note: words(.refuseNote)),
        ]
        func day(_ label: LeaveText, _ name: String, _ day: CivilDate, hint: String? = nil) -> HTML {
            Part.field(
                form.field(label, name, kind: .date, value: day.description, hint: hint, width: .short), words.parts)
        }
        let appeal =
            model.rules.hasAppeal
            ? .nothing : Part.notice(words(.appealMissing), .warning, "<p>\(words(.appealMissingText))</p>")
        return Part.form(
            to: LeavePath.decision(model.role)(model.provider.slug, application.id),
            values: ["seen": application.seen],
            """
            \(appeal)\(Part.choiceGroup(form.field(.outcome, "outcome"), outcomes, words.parts))\
            \(Part.opened(
                """
                \(day(.grantedFirst, "first", application.days.lowerBound, hint: words(.grantedHint)))\
                \(day(.grantedLast, "last", application.days.upperBound))
                """))\
            \(Part.field(
                form.field(.reasons, "reasons", kind: .lines, hint: words(.reasonsHint), isRequired: false), words.parts))\
            <p class="quiet">\(words(application.standing == nil ? .decideNote : .replaceNote))</p>\
            \(Part.acts([Part.button(words(.decide), look: .primary)]))
            """)
    }
}
