import Accounts
import Base
import Directory
import Storage
package import Timetable
import Web

extension Attendance {
    /// What attendance says about lessons: to their teacher whether the register is taken, to the home how one was there.
    package var remarks: LessonRemarks {
        LessonRemarks { read, eyes, lessons in
            switch eyes {
            case .teacher(let record): try registers(read, record, lessons)
            case .pupil(let record): try marks(read, record, lessons)
            case .children(let children): try marks(read, children, lessons)
            case .staff: [:]
            }
        }
    }

    /// A teacher's own lessons: those that have begun with their registers, those that come with who is announced to be
    /// absent, as a number. Names are for the register, on the day.
    private func registers(
        _ read: PageRead<Viewer>, _ record: Viewer.Record, _ lessons: [HeldLesson]
    ) throws -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        let persons = Set(read.viewer.persons(at: record.provider.id))
        let own = lessons.filter { $0.isOn && $0.isTaught(by: persons) }
        guard !own.isEmpty else { return [:] }
        let (today, minute) = read.visit.now.local
        let begun = own.filter { $0.hasBegun(today, minute) }
        let coming = own.filter { !$0.hasBegun(today, minute) }
        let facts = try read.all(
            TeacherFact.all(begun: begun, coming: coming, in: record.provider.id, today: today))
        var (absent, known): ([HeldLesson.Key: Int], [GroupAbsence]) = ([:], [])
        for fact in facts {
            switch fact {
            case .taken(let register): absent[register.key] = register.absent
            case .known(let absence): known.append(absence)
            }
        }
        let ofBegun = begun.map { lesson in
            let link = AttendancePath.register(.teacher)(record.provider.slug, lesson.lesson.id, lesson.held)
            return (lesson.key, [remark(lesson, link, absent: absent[lesson.key])])
        }
        let ofComing = coming.map { lesson in
            let count = Set(known.filter { $0.covers(lesson) }.map(\.absence.person)).count
            return (lesson.key, count == 0 ? [] : [expected(count)])
        }
        return Dictionary(ofBegun + ofComing) { first, _ in first }
    }

    private func expected(_ count: Int) -> LessonRemarks.Remark {
        LessonRemarks.Remark(rank: 10) { visit in
            LessonRemarks.Said(tags: [LessonRemarks.Tag(words(visit)(.expectedAbsent, count: count), .notice)])
        }
    }

    private func remark(_ lesson: HeldLesson, _ link: Link, absent: Int?) -> LessonRemarks.Remark {
        LessonRemarks.Remark(rank: 10) { visit in
            let words = words(visit)
            let about = "\(lesson.lesson.subject) \(words.days.clock(lesson.time.begins))"
            guard let absent else {
                return LessonRemarks.Said(
                    act: Part.linkButton(words(.take), to: link, look: .secondary, icon: .check, about: about))
            }
            let text = absent == 0 ? words(.takenAll) : words(.taken, ["count": String(absent)])
            return LessonRemarks.Said(
                tags: [LessonRemarks.Tag(text, .good)],
                act: Part.linkButton(words(.change), to: link, look: .plain, about: about))
        }
    }
}

extension HeldLesson {
    /// Whether one of `persons` teaches it or stands in.
    func isTaught(by persons: Set<ID<Person>>) -> Bool {
        lesson.teachers.contains { persons.contains($0.id) } || substitute.map { persons.contains($0.id) } ?? false
    }

    /// Whether it has begun at a minute of today; a register is opened a little before.
    func hasBegun(_ today: CivilDate, _ minute: Int) -> Bool {
        day < today || day == today && time.begins - LessonRemarks.minutesBefore <= minute
    }
}
