import Accounts
import Base
import Desktop
import Directory
import Storage
package import Timetable
import Web

extension Homework {
    /// What lessons are for: homework, exams and what to bring, with the tick or the way to give more on the spot.
    package var remarks: LessonRemarks {
        LessonRemarks { read, eyes, lessons in
            switch eyes {
            case .pupil(let record):
                let persons = read.viewer.persons(at: record.provider.id)
                let works = try learners(persons, [record.provider.id], lessons, read)
                return said(works, on: lessons) { remark($0, as: .pupil(record.provider.slug)) }
            case .children(let children):
                let seen = children.filter(\.showsHomework)
                guard !seen.isEmpty else { return [:] }
                let works = try learners(
                    seen.map(\.person), Array(Set(seen.map(\.provider.id))), lessons, read)
                return said(works, on: lessons) { remark($0, as: .home(names(seen))) }
            case .teacher(let record):
                return try taught(record, .teacher, lessons, read)
            case .staff(let record, .assistant):
                return try taught(record, .assistant, lessons, read)
            case .staff: return [:]
            }
        }
    }

    private func learners(
        _ persons: [ID<Person>], _ providers: [ID<Provider>], _ lessons: [HeldLesson], _ read: PageRead<Viewer>
    ) throws -> [RemarkedWork] {
        guard let (first, last) = span(lessons) else { return [] }
        return try read.all(RemarkedWork.all(of: persons, in: providers, from: first, to: last))
    }

    private func span(_ lessons: [HeldLesson]) -> (CivilDate, CivilDate)? {
        let days = lessons.flatMap { [$0.held, $0.day] }
        return days.min().flatMap { first in days.max().map { (first, $0) } }
    }

    private func taught(
        _ record: Viewer.Record, _ role: Role, _ lessons: [HeldLesson], _ read: PageRead<Viewer>
    ) throws -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        guard let (first, last) = span(lessons) else { return [:] }
        let (provider, today) = (record.provider, read.visit.today)
        let persons = read.viewer.persons(at: provider.id)
        let own = role == .teacher ? lessons.filter { $0.isFor(persons) } : []
        let works = try read.all(
            RemarkedWork.all(
                ofStaff: persons, as: role, in: provider.id, teaching: Array(Set(own.map(\.lesson.id))),
                from: first, to: last, on: Day(today)))
        var all = said(works, on: lessons) { remark($0, as: .staff) }
        for held in own where held.isOn && isGiven(from: held, by: persons, today) {
            guard let group = held.lesson.groups.first else { continue }
            let link = ActingPath.groupHomework(.teacher)(provider.slug, group.id)
                .with(["lesson": held.key.lesson.description, "held": held.key.held.description])
            all[held.key, default: []].append(give(link, about: held.lesson.subject))
        }
        return all
    }

    /// Whether the form opens from a coming lesson: to its teacher, and to a substitute on its day alone.
    private func isGiven(from held: HeldLesson, by persons: [ID<Person>], _ today: CivilDate) -> Bool {
        let isTeachers = held.lesson.teachers.contains { persons.contains($0.id) }
        return held.day == today || (held.day > today && isTeachers)
    }

    /// The way to the form, from a lesson that one teaches.
    private func give(_ link: Link, about: String) -> LessonRemarks.Remark {
        LessonRemarks.Remark(rank: 60) { visit in
            LessonRemarks.Said(
                act: Part.linkButton(words(visit)(.give), to: link, look: .plain, icon: .book, about: about))
        }
    }

    private func said(
        _ works: [RemarkedWork], on lessons: [HeldLesson], _ remark: (LessonWork) -> LessonRemarks.Remark
    ) -> [HeldLesson.Key: [LessonRemarks.Remark]] {
        LessonWork.all(works, on: lessons).mapValues { $0.map(remark) }
    }
}
