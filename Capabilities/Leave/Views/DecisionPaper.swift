import Base
import Directory
import Web

/// Which of the people on a paper its reader may know by name.
struct PaperReader {
    let namesApplicant: Bool
    let namesDecider: Bool
    /// Whether the school and the class may be known; who decided at a school tells of it too.
    let showsSchool: Bool
}

extension Leave {
    /// The decision as it goes on paper, in the language of the school and not the reader's. What it says is what was
    /// written when it was made (Administrative Procedure Act 44 §): authority and date, parties, reasons, what is decided,
    /// and whom to ask; appeal instructions on a page of their own (46 §).
    func paper(_ decision: LeaveDecision, of application: LeaveApplication, for reader: PaperReader) -> HTML {
        let words = words(decision.language, today: decision.decidedAt.day)
        let what = decision.particulars
        let (day, minute) = decision.decidedAt.local
        let applicant = reader.namesApplicant ? what.applicant : words(.nameNotShown)
        let homeroom = reader.showsSchool ? what.homeroom : nil
        let parties = Part.definitions([
            (words(.paperPupil), "\([what.pupil, homeroom].compactMap { $0 }.joined(separator: ", "))"),
            (words(.paperApplicant), "\(applicant), \(words(what.isByPupil ? .student : .guardian))"),
            (words(.paperAsked), "\(words.plain(application.days)), \(words.schoolDays(application.schoolDays))"),
            (words(.paperAskedOn), "\(words.days.plain(application.appliedAt.day))"),
        ])
        let decider = reader.namesDecider && reader.showsSchool ? what.decider : words(.nameNotShown)
        let made = words(.paperMade, ["day": words.days.plain(day), "time": words.days.clock(minute)])
        return Part.paper(
            decision.language, from: what.provider, place: reader.showsSchool ? what.school : nil,
            kind: words(.paperKind),
            marks: [words(.decisionNumber, ["number": decision.numbered]), words.days.plain(day)],
            title: words(.paperTitle),
            """
            \(mark(decision, words))\(Part.paperSection(words(.paperParties), parties))\
            \(Part.paperSection(words(.reason), Part.lines(application.reason)))\
            \(Part.paperSection(words(.paperDecision), decided(decision, words)))\
            \(Part.paperSection(words(.reasons), reasons(decision, words)))\
            \(Part.paperSection(words(.paperLaw), "<p>\(words(.paperLawText))</p>"))\
            \(Part.paperSection(
                words(.paperDecider),
                "<p><strong>\(decider)</strong><br>\(words.title(what.title))</p><p>\(made)</p>"))\
            \(Part.paperSection(words(.paperNotice), "<p>\(words(.paperNoticeText))</p>"))\
            \(appeal(decision, words))
            """)
    }

    /// A paper that no longer holds says so before anything else.
    private func mark(_ decision: LeaveDecision, _ words: LeaveWords) -> HTML {
        guard decision.supersededAt != nil else { return .nothing }
        return Part.notice(words(.paperReplaced), .warning)
    }

    private func decided(_ decision: LeaveDecision, _ words: LeaveWords) -> HTML {
        let days = decision.days.map { words.plain($0) } ?? ""
        let sentence: String =
            switch decision.outcome {
            case .granted: words(.paperGranted, ["days": days, "count": words.schoolDays(decision.schoolDays)])
            case .partly: words(.paperPartly, ["days": days, "count": words.schoolDays(decision.schoolDays)])
            case .refused: words(.paperRefused)
            }
        let replaces: HTML? = decision.particulars.replaces.map { number in
            let day = decision.particulars.replacedOn.map { words.days.plain($0) } ?? ""
            return "<p>\(words(.paperReplaces, ["number": number, "day": day]))</p>"
        }
        return "<p><strong>\(sentence)</strong></p>\(replaces)"
    }

    private func reasons(_ decision: LeaveDecision, _ words: LeaveWords) -> HTML {
        decision.reasons.isEmpty ? "<p>\(words(.paperAsAsked))</p>" : Part.lines(decision.reasons)
    }

    /// A decision that gives what was asked needs none; every other one carries its own (Local Government Act 134–140 §).
    private func appeal(_ decision: LeaveDecision, _ words: LeaveWords) -> HTML {
        guard decision.outcome != .granted, let authority = decision.particulars.authority,
            let address = decision.particulars.address
        else { return .nothing }
        let chapters: [(LeaveText, HTML)] = [
            (.appealWho, "<p>\(words(.appealWhoText))</p>"),
            (.appealWhere, "<p><strong>\(authority)</strong></p>\(Part.lines(address))"),
            (.appealTime, "<p>\(words(.appealTimeText))</p><p>\(words(.appealNoticeText))</p>"),
            (.appealWhat, "<p>\(words(.appealWhatText))</p>"),
            (.appealHow, "<p>\(words(.appealHowText))</p>"),
        ]
        let parts = chapters.map { title, text in Part.paperSection(words(title), text) }
        return Part.paperAppendix(words(.appealTitle), "<p>\(words(.appealLead))</p>\(HTML(parts))")
    }
}

extension LeaveWords {
    func title(_ title: LeaveParticulars.Title) -> String {
        switch title {
        case .principal: self(.titlePrincipal)
        case .classTeacher: self(.titleClassTeacher)
        case .homeroomTeacher: self(.titleHomeroomTeacher)
        }
    }
}
