import Accounts
import Base
import Directory
import Storage
import Timetable

/// A lesson's register as it stands: who is on it, what is written, announced and explained, and what else is on.
struct RegisterState: Sendable {
    /// A pupil's line.
    struct Line: Sendable {
        let person: Person
        let entry: RegisterPupil.Entry?
        /// What the home, or a decision about leave, has announced for this lesson.
        let notice: AbsenceNotice?
        /// Whether a saving had the pupil on its list.
        let wasOnList: Bool

        /// What the page opens with: the entry, or present once the list was saved, or what is announced.
        var standing: Standing {
            if let entry { return entry.teachers }
            guard !wasOnList, let notice else { return .present }
            return Standing(.absent, notice.absenceClass)
        }

        /// What the home has said: in the entry that speaks, or announced.
        var told: Standing? {
            if let entry { return entry.isFromHome ? entry.teachers : nil }
            return notice.map { Standing(.absent, $0.absenceClass) }
        }

        /// Whether the home has announced an absence since a form was opened in which the pupil is present.
        func isAnnouncedSince(_ form: RegisterForm) -> Bool {
            notice != nil && entry == nil && !wasOnList && form.lines[person.id]?.was == Standing.present.token
                && form.typed[person.id]?.mark == .present
        }
    }

    let organisation: ID<Organisation>?
    let lesson: FoundLesson
    let lines: [Line]
    let saving: RegisterSaving?
    let rules: AttendanceRules
    /// The provider's own codes that are in use.
    let codes: [AbsenceCode]

    init(_ lesson: FoundLesson, in provider: ID<Provider>, _ reader: any Reader) throws {
        self.lesson = lesson
        rules = try AttendanceRules.of(provider, in: reader)
        codes = try reader.all(AbsenceCode.all(of: provider)).filter { !$0.isEnded }
        let saving = try reader.first(RegisterSaving.latest(of: lesson.key, in: provider))
        self.saving = saving
        let pupils = try RegisterPupil.all(of: lesson, in: provider, reader)
        organisation = pupils.first?.organisation
        let persons = pupils.map(\.person.id)
        let notices = try reader.all(AbsenceNotice.all(of: persons, in: provider, on: lesson.day...lesson.day))
            .filter { $0.covers(lesson.day, lesson.time.begins..<lesson.time.ends) }
        let listed = try saving?.listed(among: persons, in: provider, reader) ?? []
        lines = pupils.map { pupil in
            Line(
                person: pupil.person, entry: pupil.entry, notice: notices.last { $0.person == pupil.person.id },
                wasOnList: listed.contains(pupil.person.id))
        }
    }

    var revision: Int { saving?.revision ?? 0 }
}

extension RegisterPupil.Entry {
    /// Whether the home has the word now.
    var isFromHome: Bool { origin == .notice || origin == .explanation }

    /// The standing without what the home wrote beside it: that is no teacher's to change.
    var teachers: Standing {
        var standing = standing
        if isFromHome { standing.note = nil }
        return standing
    }
}
