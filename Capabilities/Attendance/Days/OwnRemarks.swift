import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

extension Attendance {
    /// How a guardian's children were in their lessons, and what is announced; several children are told apart by name.
    func marks(
        _ read: PageRead<Viewer>, _ children: [Viewer.Child], _ lessons: [HeldLesson]
    ) throws -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        let seen = children.filter(\.showsAttendance)
        let names = Dictionary(seen.map { ($0.person, children.count > 1 ? $0.name.called : nil) }) { first, _ in first
        }
        let ask = HomeFact.Ask(
            persons: Array(names.keys), providers: Array(Set(seen.map(\.provider.id))),
            guardians: seen.map(\.guardian))
        return try marks(read, ask, names, lessons)
    }

    /// How a pupil was in the own lessons, and what is announced for those that come.
    func marks(
        _ read: PageRead<Viewer>, _ record: Viewer.Record, _ lessons: [HeldLesson]
    ) throws -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        let ask = HomeFact.Ask(persons: [record.person], providers: [record.provider.id], guardians: nil)
        return try marks(read, ask, [record.person: nil], lessons)
    }

    /// - Parameter names: whose marks, with the name that is said before them.
    private func marks(
        _ read: PageRead<Viewer>, _ ask: HomeFact.Ask, _ names: [ID<Person>: String?], _ lessons: [HeldLesson]
    ) throws -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        let held = lessons.filter(\.isOn)
        let (today, minute) = read.visit.now.local
        let past = held.filter { $0.day <= today }.map(\.day)
        let coming = held.filter { !$0.hasBegun(today, minute) }
        guard !held.isEmpty, !ask.persons.isEmpty else { return [:] }
        var remarks: [HeldLesson.Key: [LessonRemarks.Remark]] = [:]
        for fact in try read.all(
            HomeFact.all(ask, past: past, coming: coming.map(\.day), today: today))
        {
            switch fact {
            case .mark(let mark):
                remarks[mark.key, default: []].append(
                    remark { tag(mark, names[mark.person] ?? nil, $0) })
            case .known(let absence, let absenceClass, let origin):
                for lesson in coming where lesson.persons.contains(absence.person) && absence.covers(lesson) {
                    remarks[lesson.key, default: []].append(
                        remark { tag(absenceClass, origin, names[absence.person] ?? nil, $0) })
                }
            }
        }
        return remarks
    }

    private func remark(
        _ tag: @escaping @Sendable (AttendanceWords) -> LessonRemarks.Tag
    ) -> LessonRemarks.Remark {
        LessonRemarks.Remark(rank: 20) { visit in LessonRemarks.Said(tags: [tag(words(visit))]) }
    }

    /// "Ilmoitettu: sairaana", "Aino: Lupa myönnetty".
    private func tag(
        _ absenceClass: AbsenceClass, _ origin: AbsenceNotice.Origin, _ name: String?, _ words: AttendanceWords
    ) -> LessonRemarks.Tag {
        let text = words.announced(absenceClass, origin)
        return LessonRemarks.Tag(
            name.map { "\($0): \(text.lowercasedFirst)" } ?? text, origin == .leave ? .good : .notice)
    }

    private func tag(_ mark: OwnMark, _ name: String?, _ words: AttendanceWords) -> LessonRemarks.Tag {
        let text = said(mark.standing, words)
        let isOpen = mark.standing.absenceClass == .unexplained
        return LessonRemarks.Tag(
            name.map { "\($0): \(text)" } ?? text, isOpen ? .warning : .notice,
            icon: mark.standing.mark == .late ? .clock : nil)
    }

    /// "Poissa: sairaana", "Myöhässä 10 min".
    func said(_ standing: Standing, _ words: AttendanceWords) -> String {
        switch standing.mark {
        case .present: words(.present)
        case .late: standing.minutes.map { words(.lateMinutes, ["minutes": String($0)]) } ?? words(.late)
        case .absent: words(.absentBecause, ["reason": words(standing.absenceClass ?? .unexplained).lowercasedFirst])
        }
    }
}

extension String {
    /// With its first letter small, for a word within a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
