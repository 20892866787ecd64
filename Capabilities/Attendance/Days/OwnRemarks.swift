import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

extension Attendance {
    /// How a guardian's children were in their lessons; several children are told apart by name.
    func marks(
        _ read: PageRead<Viewer>, _ children: [Viewer.Child], _ lessons: [HeldLesson]
    ) throws -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        let seen = children.filter(\.showsAttendance)
        let names = Dictionary(seen.map { ($0.person, children.count > 1 ? $0.name.called : nil) }) { first, _ in first
        }
        return try marks(read, names, Array(Set(seen.map(\.provider.id))), lessons)
    }

    /// - Parameter names: whose marks, with the name that is said before them.
    func marks(
        _ read: PageRead<Viewer>, _ names: [ID<Person>: String?], _ providers: [ID<Provider>],
        _ lessons: [HeldLesson]
    ) throws -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        let past = lessons.filter { $0.isOn && $0.day <= read.visit.today }.map(\.day)
        guard let first = past.min(), let last = past.max(), !names.isEmpty else { return [:] }
        let marks = try read.all(OwnMark.all(of: Array(names.keys), on: first...last, in: providers))
        return Dictionary(grouping: marks, by: \.key).mapValues { marks in
            marks.map { mark in
                LessonRemarks.Remark(rank: 20) { visit in
                    LessonRemarks.Said(tags: [tag(mark, names[mark.person] ?? nil, words(visit))])
                }
            }
        }
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
