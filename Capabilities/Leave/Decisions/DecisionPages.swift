import Accounts
import Attendance
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Timetable
import Web

extension Leave {
    func mountDecision(on site: Site<Viewer>, as role: Role) {
        site.post(LeavePath.decision(role), may: .acting(as: role)) { write in try decide(write, as: role) }
    }

    /// Writes a decision, the first or one that replaces another, and what it means for registers. It is made on what the
    /// form has seen: whatever came meanwhile is told in words and nothing is written.
    private func decide(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let model = try caseModel(write.viewer, visit, role, writer)
        let words = words(visit)
        var form = LeaveForm(visit.form, words)
        let seen = visit.form.text("seen")
        guard model.mayDecide || model.application.seen != seen else { throw Fault.missing }
        if model.application.seen != seen {
            form.refuse(nil, model.application.state == .withdrawn ? .withdrawnMeanwhile : .decidedMeanwhile)
            return try refused(model, form, write, as: role)
        }
        guard let verdict = try verdict(&form, model, visit, writer) else {
            return try refused(model, form, write, as: role)
        }
        guard try take(model, write) else {
            form.refuse(nil, .decidedMeanwhile)
            return try refused(model, form, write, as: role)
        }
        let draft = try draft(verdict, model, write, as: role)
        let id = try draft.insert(
            about: model.application.id, in: model.provider.id, at: visit.now, writer)
        try Change(
            "leave-decide", of: "leave_decision", id.uuid, in: model.provider.id.uuid,
            by: write.viewer.account.uuid,
            concerning: [model.application.pupil.id.uuid, model.application.id.uuid]
        ).write(at: visit.now, in: writer)
        return .done("leave-decide", at: model.link)
    }

    /// What was typed, judged; nil with what is wrong beside the fields.
    private func verdict(
        _ form: inout LeaveForm, _ model: CaseModel, _ visit: Visit, _ reader: any Reader
    ) throws -> LeaveVerdict? {
        let application = model.application
        let outcome = LeaveOutcome(rawValue: form["outcome"])
        if outcome == nil { form.refuse("outcome", .outcomeMissing) }
        let reasons = form.text("reasons", missing: nil)
        var days: ClosedRange<CivilDate>?
        if outcome == .partly, let first = form.day("first", missing: .grantedMissing),
            let last = form.day("last", missing: .grantedMissing)
        {
            if last < first { form.refuse("last", .endsBeforeBegin) } else { days = first...last }
        }
        guard let outcome, let reasons, form.errors.isEmpty else { return nil }
        let calendar = try SchoolCalendar.of(
            application.school, in: model.provider.id, for: days ?? application.days, reader)
        do {
            return try LeaveVerdict(
                outcome, days: days, reasons: reasons, of: application.request, calendar,
                hasAppeal: model.rules.hasAppeal)
        } catch {
            switch error {
            case .endsBeforeBegin: form.refuse("last", .endsBeforeBegin)
            case .outside: form.refuse("first", .outsideRequest)
            case .noSchoolDays: form.refuse("first", .noSchoolDays)
            case .allDays: form.refuse("last", .allDays)
            case .reasonsMissing: form.refuse("reasons", .reasonsMissing)
            case .appealMissing: form.refuse("outcome", .appealMissing)
            }
            return nil
        }
    }

    /// Takes the application from where it was; false when somebody was faster by a moment.
    private func take(_ model: CaseModel, _ write: PageWrite<Viewer>) throws -> Bool {
        let (application, provider, now) = (model.application, model.provider.id, write.visit.now)
        // By what the form has seen: the decisions were read a moment later, and may hold another decider's.
        guard let seen = application.standing else {
            return try application.move(from: .waiting, to: .decided, at: now, write.writer)
        }
        guard let standing = model.decisions.first(where: { $0.id == seen.id }) else { return false }
        guard try standing.supersede(in: provider, at: now, write.writer),
            try application.move(from: .decided, to: .decided, at: now, write.writer)
        else { return false }
        if let notice = standing.notice {
            try AbsenceNotice.end(notice, in: provider, by: write.viewer.account, at: now, write.writer)
        }
        return true
    }

    /// The decision with everything that its paper will say, and the notice by which registers know of it.
    private func draft(
        _ verdict: LeaveVerdict, _ model: CaseModel, _ write: PageWrite<Viewer>, as role: Role
    ) throws -> DecisionDraft {
        let (application, provider) = (model.application, model.provider)
        guard let record = write.viewer.record(at: provider.slug, as: role),
            let decider = LeaveDecider(rawValue: role.rawValue)
        else { throw Fault.missing }
        let school = try write.writer.one(DecidingSchool.of(application.school, in: provider.id))
        let replaced = model.decisions.first { $0.id == application.standing?.id }
        let isAppealable = verdict.outcome != .granted
        let particulars = LeaveParticulars(
            provider: provider.name(in: school.language), school: school.name, pupil: application.pupil.name.full,
            homeroom: application.homeroom, applicant: application.applicant.name.full,
            isByPupil: application.isByPupil, decider: record.name.full,
            title: .init(decider, yearLevel: application.pupil.yearLevel),
            authority: isAppealable ? model.rules.authority(in: school.language) : nil,
            address: isAppealable ? model.rules.address(in: school.language) : nil, replaces: replaced?.numbered,
            replacedOn: replaced?.decidedAt.day)
        let notice = try verdict.days.map { days in
            try AbsenceNotice.announce(
                AbsenceNotice.Draft(
                    person: application.pupil.id, days: days, absenceClass: .other, note: nil, origin: .leave,
                    account: write.viewer.account, author: record.person, role: role,
                    applicant: application.applicant.id),
                in: provider.id, at: write.visit.now, write.writer)
        }
        return DecisionDraft(
            verdict: verdict, language: school.language, particulars: particulars, account: write.viewer.account,
            decider: record.person, role: decider, notice: notice, replaces: replaced?.id)
    }

    /// The page once more, with what was typed and what is wrong.
    private func refused(
        _ model: CaseModel, _ form: LeaveForm, _ write: PageWrite<Viewer>, as role: Role
    ) throws -> Outcome {
        for person in Set(model.named) {
            let look = write.viewer.look(at: person, in: model.provider.id, for: LeavePurpose.name, as: role)
            if let look { try AccessLog.write(look, at: write.visit.now, in: write.writer) }
        }
        var page = casePage(model, form, write.visit, words(write.visit))
        page.status = .unprocessableContent
        return .page(page)
    }
}
