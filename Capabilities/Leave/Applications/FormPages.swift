import Accounts
import Attendance
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Timetable
import Web

/// The form of an application, with what the rules say of it.
struct FormModel: Sendable {
    let sight: HomeSight
    let place: PupilPlace
    let rules: LeaveRules
    let noticeDays: Int
}

extension Leave {
    func mountForm(on site: Site<Viewer>, as role: Role) {
        site.get(
            LeavePath.form(role), may: Leave.policy(of: role),
            load: { read in
                let model = try formModel(read.viewer, read.visit, role, read)
                read.look(at: [model.sight.pupil], in: model.sight.provider.id, as: role)
                return model
            },
            page: { model, visit in
                let words = words(visit)
                return formPage(model, LeaveForm(visit.form, words), words)
            })
        site.post(LeavePath.form(role), may: Leave.policy(of: role)) { write in try apply(write, as: role) }
    }

    private func formModel(
        _ viewer: Viewer, _ visit: Visit, _ role: Role, _ reader: any Reader
    ) throws -> FormModel {
        let sight = try HomeSight(viewer, visit, as: role)
        let provider = sight.provider.id
        let place = try reader.one(PupilPlace.of(sight.pupil, in: provider, on: Day(visit.today)))
        guard sight.applies(place, on: visit.today) else { throw Fault.missing }
        return FormModel(
            sight: sight, place: place, rules: try .of(provider, in: reader),
            noticeDays: try AttendanceRules.of(provider, in: reader).noticeDays)
    }

    private func apply(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let model = try formModel(write.viewer, visit, role, writer)
        let (sight, words) = (model.sight, words(visit))
        var form = LeaveForm(visit.form, words)
        let request = try request(&form, model, visit, writer)
        let reason = form.text("reason", missing: .reasonMissing)
        if let request, form.errors.isEmpty, try isAskedAlready(request, sight, visit, writer) {
            form.refuse("first", .askedAlready)
        }
        guard let reason, let request, form.errors.isEmpty else {
            var page = formPage(model, form, words)
            page.status = .unprocessableContent
            return .page(page)
        }
        let draft = LeaveDraft(
            pupil: sight.pupil, place: model.place, request: request, reason: reason,
            decider: model.rules.decider(
                schoolDays: request.schoolDays, hasClassTeacher: model.place.hasClassTeacher),
            account: sight.account, applicant: sight.applicant)
        let id = try draft.insert(in: sight.provider.id, at: visit.now, writer)
        try Change(
            "leave-apply", of: "leave_application", id.uuid, in: sight.provider.id.uuid, by: sight.account.uuid,
            concerning: [sight.pupil.uuid]
        ).write(at: visit.now, in: writer)
        return .done("leave-apply", at: sight.link(LeavePath.application, id))
    }

    /// The days that were typed, counted by the school's calendar.
    private func request(
        _ form: inout LeaveForm, _ model: FormModel, _ visit: Visit, _ reader: any Reader
    ) throws -> LeaveRequest? {
        let (first, last) = (form.day("first", missing: .firstMissing), form.day("last", missing: .lastMissing))
        guard let first, let last else { return nil }
        let calendar = try SchoolCalendar.of(
            model.place.school, in: model.sight.provider.id, for: first...max(first, last), reader)
        do {
            return try LeaveRequest(
                from: first, to: last, calendar, today: visit.today, noticeDays: model.noticeDays)
        } catch {
            switch error {
            case .endsBeforeBegin: form.refuse("last", .endsBeforeBegin)
            case .past: form.refuse("first", .dayPast)
            case .tooLong: form.refuse("last", .tooFar)
            case .noSchoolDays: form.refuse("first", .noSchoolDays)
            case .noticeIsEnough:
                form.refuse("last", .noticeIsEnough, ["days": words(visit).schoolDays(model.noticeDays)])
            }
            return nil
        }
    }

    /// Whether this home already sees an application for any of the days that waits or was granted.
    private func isAskedAlready(
        _ request: LeaveRequest, _ sight: HomeSight, _ visit: Visit, _ reader: any Reader
    ) throws -> Bool {
        let all = try reader.all(
            LeaveApplication.all(
                sight.reach, [.waiting, .decided], in: sight.provider.id, on: Day(visit.today), most: 100))
        return all.contains { application in
            let taken = application.state == .waiting ? application.days : application.standing?.days
            return taken?.overlaps(request.days) ?? false
        }
    }

    private func formPage(_ model: FormModel, _ form: LeaveForm, _ words: LeaveWords) -> Page {
        let sight = model.sight
        let notice = words(.formNotice, ["days": words.schoolDays(model.noticeDays)])
        let who = words(.formWho, ["days": words.schoolDays(model.rules.teacherDays)])
        let fields: HTML = """
            \(Part.field(form.field(.firstDay, "first", kind: .date, width: .short), words.parts))\
            \(Part.field(form.field(.lastDay, "last", kind: .date, hint: words(.lastDayHint), width: .short), words.parts))\
            \(Part.field(form.field(.reason, "reason", kind: .lines, hint: words(.reasonHint)), words.parts))
            """
        let content: HTML = """
            \(Part.heading(
                words(.apply), over: words(.title), back: sight.link(LeavePath.list),
                lead: sight.role == .guardian ? sight.pupilName.full : nil))
            \(Part.errorSummary(form.errors, words.parts))
            <p>\(notice) \(model.rules.teacherDays > model.noticeDays && model.place.hasClassTeacher ? who : words(.formPrincipal))</p>
            \(Part.form(
                to: sight.link(LeavePath.form),
                """
                \(fields)\(Part.acts([
                    Part.button(words(.send), look: .primary),
                    Part.linkButton(words(.cancel), to: sight.link(LeavePath.list), look: .plain),
                ]))
                """))
            """
        return Page(title: words(.apply), content: content, place: Place.desktop, acting: sight.acting)
    }
}
