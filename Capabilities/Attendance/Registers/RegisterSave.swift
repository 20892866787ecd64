import Accounts
import Audit
import Base
import Directory
import Storage
import Timetable

/// Saves a register: one row for the saving and one for each exception that changed, however many at once.
struct RegisterSave {
    let state: RegisterState
    let form: RegisterForm
    let author: AttendanceEntry.Author
    let person: ID<Person>
    let provider: ID<Provider>
    let now: Instant
    let isCorrection: Bool

    /// The saving before this one, and this one when anything was written.
    struct Saved {
        let earlier: RegisterSaving?
        let id: ID<RegisterSaving>?
    }

    func run(_ writer: any Writer) throws -> Saved {
        guard let organisation = state.organisation, !form.typed.isEmpty else {
            return Saved(earlier: state.saving, id: nil)
        }
        let merge = RegisterMerge(state.lines.compactMap(line))
        let pupils = state.lines.map(\.person.id).filter { form.typed[$0] != nil || isListed($0) }
        guard !merge.written.isEmpty || Set(pupils) != state.saving?.pupils else {
            return Saved(earlier: state.saving, id: nil)
        }
        let (id, occurrence) = (ID<RegisterSaving>.new(at: now), occurrence(organisation))
        let isFirst = try RegisterSaving.insert(
            id, revision: state.revision + 1, of: occurrence, pupils: pupils, by: author, person,
            isOwn: state.lesson.isOwn, in: provider, at: now, writer)
        guard isFirst else { return try again(writer) }
        try AttendanceEntry.supersede(
            merge.written.map(\.person), in: state.lesson.key, at: now, provider: provider, writer)
        try AttendanceEntry.load(merge.written.map { entry($0, $1, id, occurrence) }, in: provider, writer)
        try Change(
            "register-save", of: "register_saving", id.uuid, in: provider.uuid, by: author.account.uuid,
            after: ["revision": String(state.revision + 1)]
        ).write(at: now, in: writer)
        return Saved(earlier: state.saving, id: id)
    }

    /// Somebody saved in the very moment between reading and writing: with what they wrote everything is decided anew.
    private func again(_ writer: any Writer) throws -> Saved {
        let state = try RegisterState(state.lesson, in: provider, writer)
        guard state.revision > self.state.revision else {
            throw Fault(.conflict, log: "a register that somebody else saves all the time")
        }
        return try RegisterSave(
            state: state, form: form, author: author, person: person, provider: provider, now: now,
            isCorrection: isCorrection
        ).run(writer)
    }

    private func isListed(_ person: ID<Person>) -> Bool { state.saving?.pupils.contains(person) ?? false }

    private func line(_ known: RegisterState.Line) -> RegisterMerge.Line? {
        guard let typed = form.typed[known.person.id], let line = form.lines[known.person.id] else { return nil }
        return RegisterMerge.Line(
            person: known.person.id, was: line.was, typed: typed, now: known.standing,
            hasEntry: known.entry != nil, wasOnList: known.wasOnList, told: known.told)
    }

    private func occurrence(_ organisation: ID<Organisation>) -> AttendanceEntry.Occurrence {
        let lesson = state.lesson
        return AttendanceEntry.Occurrence(
            organisation: organisation, key: lesson.key, day: lesson.day, begins: lesson.time.begins,
            ends: lesson.time.ends, lunch: lesson.lunch, subject: lesson.subject)
    }

    /// An absence that was announced keeps which notice it follows.
    private func entry(
        _ person: ID<Person>, _ standing: Standing, _ saving: ID<RegisterSaving>,
        _ occurrence: AttendanceEntry.Occurrence
    ) -> AttendanceEntry {
        let notice = state.lines.first { $0.person.id == person }?.notice
        return AttendanceEntry(
            id: .new(at: now), person: person, occurrence: occurrence, standing: standing,
            origin: isCorrection ? .correction : .register,
            notice: standing.absenceClass == notice?.absenceClass ? notice?.id : nil, saving: saving,
            author: author, writtenAt: now, supersededAt: nil)
    }
}
