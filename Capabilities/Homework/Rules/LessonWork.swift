import Base
import Directory
import Timetable

/// One given work on the line of one lesson, with those who have it to do.
struct LessonWork: Hashable, Sendable {
    let work: GivenWork
    /// The group's name, where the line is another lesson's.
    let group: String?
    let subject: String
    /// Whoever of the lesson's people has it, and whether it is done.
    var doers: [ID<Person>: Bool] = [:]
    /// The line has other homework too, so that its own must be named.
    var isOneOfSeveral = false

    /// Every work at its lesson. What stands on a day alone, or hangs on a lesson that the timetable has no more, is said
    /// at the first lesson of that day that is on, under the name of its own group.
    static func all(_ works: [RemarkedWork], on lessons: [HeldLesson]) -> [HeldLesson.Key: [LessonWork]] {
        var found: [HeldLesson.Key: [LessonWork]] = [:]
        for row in works {
            if let held = lessons.first(where: { $0.key == row.work.occasion.key }) {
                add(row, under: nil, held, to: &found[held.key, default: []])
            } else if let held = dayLine(of: row, among: lessons) {
                add(row, under: row.group.title, held, to: &found[held.key, default: []])
            }
        }
        return found.mapValues { works in
            guard works.count(where: { $0.work.content.kind == .homework }) > 1 else { return works }
            return works.map { work in
                var work = work
                work.isOneOfSeveral = true
                return work
            }
        }
    }

    private static func add(
        _ row: RemarkedWork, under group: String?, _ held: HeldLesson, to all: inout [LessonWork]
    ) {
        let index = all.firstIndex { $0.work.id == row.work.id } ?? all.endIndex
        if index == all.endIndex {
            all.append(LessonWork(work: row.work, group: group, subject: group ?? held.lesson.subject))
        }
        if let person = row.person { all[index].doers[person] = row.ticked != nil }
    }

    /// A lesson of the day that the same person has, or that the group has where nobody's own timetable is looked at.
    private static func dayLine(of row: RemarkedWork, among lessons: [HeldLesson]) -> HeldLesson? {
        let day = lessons.filter { held in
            guard held.day == row.work.occasion.held else { return false }
            if let person = row.person, held.persons.contains(person) { return true }
            return held.lesson.groups.contains { $0.id == row.group.id }
        }
        return day.first(where: \.isOn) ?? day.first
    }
}
