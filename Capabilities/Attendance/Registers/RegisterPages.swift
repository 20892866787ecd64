import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Timetable
import Web

/// A lesson's register for somebody who may see it.
struct RegisterModel: Sendable {
    let role: Role
    let provider: Provider
    let link: Link
    let state: RegisterState
    let clashes: LessonClashes
    let form: RegisterForm
    /// Who else saved since the form was opened, and whom both changed.
    var told = RegisterTold()
    /// Who was just saved as present although the home had announced an absence in the meantime.
    var announced: [RegisterState.Line] = []
    /// A form that could not be saved keeps what was typed.
    var isRefused = false
    /// The revision with which the form was opened, when it comes back.
    var opened: Int?
}

extension Attendance {
    func mountRegister(on site: Site<Viewer>, as role: Role) {
        site.get(
            AttendancePath.register(role), may: .acting(as: role), load: { try register($0, as: role) },
            page: registerPage)
        site.post(AttendancePath.register(role), may: .acting(as: role)) { write in try save(write, as: role) }
    }

    private func register(_ read: PageRead<Viewer>, as role: Role) throws -> RegisterModel {
        let ask = try RegisterAsk(read.viewer, read.visit, as: role)
        let today = read.visit.today
        let found = try ask.lesson(today, in: read) { reach in
            try plans.plan(reach, from: ask.key.held, to: ask.key.held, read)
        }
        guard let lesson = try found ?? ask.kept(today, in: read) else { throw Fault.missing }
        let state = try RegisterState(lesson, in: ask.provider, read)
        guard state.mayRead(read.visit.today, role) else { throw Fault.missing }
        let clashes = try clashes.value(of: state.clashKey, in: [ask.provider], read) {
            try LessonClashes(state.clashKey, in: ask.provider, read)
        }
        var model = RegisterModel(
            role: role, provider: ask.record.provider, link: ask.link, state: state, clashes: clashes,
            form: RegisterForm(state))
        if read.visit.query["announced"] == "1" {
            model.announced = state.lines.filter { $0.notice != nil && $0.standing.mark == .present }
        }
        if let revision = Int(read.visit.query.text("before")), let saving = state.saving {
            model.told = try RegisterTold(
                since: revision, by: read.viewer.account, saving, of: ask.key, in: ask.provider, read)
        }
        if state.mayWrite(read.visit.today, role) || state.saving != nil {
            for line in state.lines { read.look(at: line.person.id, in: ask.provider, for: "attendance", as: role) }
        }
        for person in model.namedTeachers {
            read.look(at: person, in: ask.provider, for: "attendance", as: role)
        }
        return model
    }

    /// Writes what this teacher changed, and nothing else; saved twice it is saved once.
    private func save(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, words) = (write.visit, words(write.visit))
        let ask = try RegisterAsk(write.viewer, visit, as: role)
        let (today, writer) = (visit.today, write.writer)
        let found = try ask.lesson(today, in: writer) { reach in
            try plans.plan(reach, from: ask.key.held, to: ask.key.held, write)
        }
        guard let lesson = try found ?? ask.kept(today, in: writer) else { return try vanished(write, ask) }
        let state = try RegisterState(lesson, in: ask.provider, write.writer)
        guard state.mayRead(visit.today, role) else { throw Fault.missing }
        let form = RegisterForm(visit.form, state, words)
        guard !form.typed.isEmpty || state.lines.isEmpty else {
            throw Fault(.invalid, log: "a register about nobody")
        }
        guard form.errors.isEmpty, state.mayWrite(visit.today, role) else {
            return try refused(write, ask, state, form)
        }
        let author = AttendanceEntry.Author(
            account: write.viewer.account, person: ask.record.person, role: role)
        let saved = try RegisterSave(
            state: state, form: form, author: author, person: ask.record.person, provider: ask.provider,
            now: visit.now, isCorrection: role == .principal || lesson.day < visit.today
        ).run(write.writer)
        let opened = Int(visit.form.text("revision")) ?? state.revision
        let isBehind = saved.earlier.map { $0.account != write.viewer.account && $0.revision > opened } ?? false
        let isAnnounced = state.lines.contains { $0.isAnnouncedSince(form) }
        return .done(
            "register-saved",
            at: ask.link.with(["before": isBehind ? String(opened) : "", "announced": isAnnounced ? "1" : ""]))
    }

    /// What was typed comes back, with the reason why it was not saved.
    private func refused(
        _ write: PageWrite<Viewer>, _ ask: RegisterAsk, _ state: RegisterState, _ form: RegisterForm
    ) throws -> Outcome {
        let clashes = try LessonClashes(state.clashKey, in: ask.provider, write.writer)
        var model = RegisterModel(
            role: ask.role, provider: ask.record.provider, link: ask.link, state: state, clashes: clashes, form: form)
        model.isRefused = true
        model.opened = Int(write.visit.form.text("revision"))
        // A register that is shut is not opened by what was sent to it.
        let isOpen = state.mayWrite(write.visit.today, ask.role)
        try look(at: isOpen ? state.lines.map(\.person.id) : model.typedExceptions.map(\.person.id), write, ask)
        var page = isOpen ? registerPage(model, write.visit) : vanishedPage(model, write.visit)
        page.status = isOpen ? .unprocessableContent : .conflict
        return .page(page)
    }

    /// The lesson was this teacher's when the form was opened.
    private func vanished(_ write: PageWrite<Viewer>, _ ask: RegisterAsk) throws -> Outcome {
        guard
            let former = try write.writer.first(
                FormerLesson.of(ask.key, taughtBy: ask.persons, in: ask.provider))
        else { throw Fault.missing }
        let lesson = FoundLesson(former, ask.key, former.state)
        let state = try RegisterState(lesson, in: ask.provider, write.writer)
        let form = RegisterForm(write.visit.form, state, words(write.visit))
        let clashes = try LessonClashes(state.clashKey, in: ask.provider, write.writer)
        var model = RegisterModel(
            role: ask.role, provider: ask.record.provider, link: ask.link, state: state, clashes: clashes, form: form)
        model.isRefused = true
        try look(at: model.typedExceptions.map(\.person.id), write, ask)
        var page = vanishedPage(model, write.visit)
        page.status = .conflict
        return .page(page)
    }

    private func look(at persons: [ID<Person>], _ write: PageWrite<Viewer>, _ ask: RegisterAsk) throws {
        for person in persons {
            let look = write.viewer.look(at: person, in: ask.provider, for: "attendance", as: ask.role)
            if let look { try AccessLog.write(look, at: write.visit.now, in: write.writer) }
        }
    }
}

extension RegisterState {
    /// Whether there is anything to see: for a substitute until the register is shut, for others always.
    func mayRead(_ today: CivilDate, _ role: Role) -> Bool { lesson.mayBeRead(today, role, rules) }

    /// Whether the register may be written today. Of a lesson that the timetable has no more only the principal corrects
    /// what was taken.
    func mayWrite(_ today: CivilDate, _ role: Role) -> Bool {
        (lesson.state == .held || lesson.state == .kept && role == .principal)
            && rules.mayWrite(lessonOn: lesson.day, today: today, isPrincipal: role == .principal)
    }
}

extension FoundLesson {
    /// Whether the register may be looked at: by a substitute until it is shut, by others always.
    func mayBeRead(_ today: CivilDate, _ role: Role, _ rules: AttendanceRules) -> Bool {
        role == .principal || isOwn || day >= today
            || rules.mayWrite(lessonOn: day, today: today, isPrincipal: false)
    }
}

extension RegisterModel {
    /// Colleagues whom the page names.
    var namedTeachers: Set<ID<Person>> {
        Set(told.others.map(\.person) + [state.saving?.person].compactMap { $0 })
    }

    /// Whoever was typed to be more than present.
    var typedExceptions: [RegisterState.Line] {
        state.lines.filter { form.typed[$0.person.id]?.isException ?? false }
    }
}
