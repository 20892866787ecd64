import Accounts
import Base
import Directory
import Web

extension Leave {
    func homePage(_ model: HomeModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let sight = model.sight
        let apply = Part.linkButton(words(.apply), to: sight.link(LeavePath.form), look: .primary, icon: .plus)
        let rows = model.applications.map { application -> HTML in
            let by =
                application.account == sight.account
                ? words(.byYou) : words.by(sight.named(application.applicant), application)
            return Part.row(
                words.request(application.days, application.schoolDays),
                to: sight.link(LeavePath.application, application.id), note: by, tail: words.tag(application))
        }
        let list =
            rows.isEmpty
            ? Part.empty(words(.noneYet), words(model.mayApply ? .noneYetText : .noneYetReader), icon: .calendar)
            : Part.rows(rows)
        let content: HTML = """
            \(Part.heading(
                words(.title), over: sight.role == .guardian ? sight.pupilName.full : nil,
                back: sight.role == .guardian ? sight.acting : nil, lead: words(.homeLead),
                acts: model.mayApply ? [apply] : []))
            \(list)
            """
        return Page(
            title: words(.title), content: content, place: Place.desktop, acting: sight.acting, done: words.done(visit))
    }

    func homeApplicationPage(_ model: HomeApplicationModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let (sight, application) = (model.sight, model.application)
        let name = sight.named(application.applicant)
        let paper = model.shown.map { decision in
            self.paper(
                decision, of: application,
                for: PaperReader(
                    namesApplicant: name != nil, namesDecider: !decision.isDeciderProtected,
                    showsSchool: sight.showsSchool))
        }
        let others = earlier(model.decisions, shown: model.shown, words) {
            sight.link(LeavePath.application, application.id).with(["decision": $0.description])
        }
        let whose = sight.role == .guardian ? [sight.pupilName.full] : []
        let heading = Part.heading(
            words.span(application.days), over: words(.title), back: sight.link(LeavePath.list),
            lead: (whose + [words.schoolDays(application.schoolDays)]).joined(separator: " · "),
            acts: [words.tag(application)])
        let content: HTML = """
            \(heading)\(standing(model, words))\(asked(application, by: name, words))\(acts(model, words))\
            \(paper)\(others)
            """
        return Page(
            title: words(.title), content: content, place: Place.desktop, acting: sight.acting, done: words.done(visit))
    }

    /// What happens next, or what came of it.
    private func standing(_ model: HomeApplicationModel, _ words: LeaveWords) -> HTML {
        let application = model.application
        if let problem = model.problem { return Part.notice(words(problem), .stop) }
        guard application.state == .waiting else { return .nothing }
        return Part.notice(
            words(application.decider == .teacher ? .waitsForTeacher : .waitsForPrincipal), .notice,
            "<p>\(words(.waitsText))</p>")
    }

    private func acts(_ model: HomeApplicationModel, _ words: LeaveWords) -> HTML {
        let (sight, application) = (model.sight, model.application)
        var buttons: [HTML] = []
        if let standing = application.standing, !model.isRead {
            buttons.append(
                Part.action(
                    words(.markRead), to: sight.link(LeavePath.receipt, application.id),
                    values: ["decision": standing.id.description], look: .primary, icon: .check))
        }
        if model.shown != nil { buttons.append(Part.printButton(words(.printPaper))) }
        if sight.withdraws(application) {
            buttons.append(
                Part.action(
                    words(.withdraw), to: sight.link(LeavePath.withdrawal, application.id), icon: .undo))
        }
        return buttons.isEmpty ? .nothing : Part.acts(buttons)
    }

    /// What was asked, by whom and when; beside a decision it can be opened.
    func asked(_ application: LeaveApplication, by name: PersonName?, _ words: LeaveWords) -> HTML {
        let facts = Part.definitions([
            (words(.askedDays), "\(words.request(application.days, application.schoolDays))"),
            (words(.reason), Part.lines(application.reason)),
            (words(.applicant), "\(words.by(name, application))"),
            (words(.appliedAt), Part.time(words.days.moment(application.appliedAt), at: application.appliedAt)),
            (words(.decidedBy), "\(words.decider(application.decider))"),
        ])
        return application.standing == nil
            ? Part.section(words(.application), id: "application", facts)
            : Part.disclosure(words(.application), facts)
    }

    /// The decisions that are not shown: each stays as it was written.
    func earlier(
        _ decisions: [LeaveDecision], shown: LeaveDecision?, _ words: LeaveWords, link: (ID<LeaveDecision>) -> Link
    ) -> HTML {
        let rows = decisions.filter { $0.id != shown?.id }.map { decision in
            Part.row(
                words(.decisionNumber, ["number": decision.numbered]), to: link(decision.id),
                note: words.days.moment(decision.decidedAt),
                tail: decision.supersededAt == nil
                    ? Part.tag(words(.inForce), .good) : Part.tag(words(.replaced), .plain))
        }
        return rows.isEmpty ? .nothing : Part.section(words(.otherDecisions), id: "decisions", Part.rows(rows))
    }
}

extension LeaveWords {
    /// Who applied, as the reader may know.
    func by(_ name: PersonName?, _ application: LeaveApplication) -> String {
        let role = self(application.isByPupil ? .student : .guardian)
        return name.map { "\($0.full), \(role)" } ?? role.capitalizedFirst
    }

    /// What was just done, said once.
    func done(_ visit: Visit) -> String? {
        switch visit.done {
        case "leave-apply": self(.doneApply)
        case "leave-withdraw": self(.doneWithdraw)
        case "leave-receipt": self(.doneRead)
        case "leave-decide": self(.doneDecide)
        case "leave-rules": self(.doneRules)
        default: nil
        }
    }
}
