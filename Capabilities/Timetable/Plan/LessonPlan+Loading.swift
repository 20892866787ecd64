package import Base
import Directory
package import Storage

extension LessonPlan {
    /// The plan behind `reach` from a day on, far enough to know the next school day after a summer: two statements,
    /// however many people and schools there are.
    ///
    /// - Parameter last: the last day that is asked about; `SchoolCalendar.horizon` days after the first if not given.
    package static func load(
        _ reach: LessonReach, from first: CivilDate, to last: CivilDate? = nil, in reader: any Reader
    ) throws -> LessonPlan {
        let last = last ?? first.adding(days: SchoolCalendar.horizon)
        let lessons = merged(try reader.all(LessonRow.all(reach, from: first, to: last)))
        let extras = try reader.all(
            PlanExtra.all(
                of: lessons.map(\.id), Array(Set(lessons.map(\.edition))), in: reach.providers, from: first, to: last))
        return LessonPlan(lessons, extras)
    }

    /// Lessons with what stands beside them.
    init(_ lessons: [Lesson], _ extras: [PlanExtra]) {
        var (changes, special): ([LessonChange], [ID<TimetableEdition>: [SpecialDays]]) = ([], [:])
        for lesson in lessons { special[lesson.edition] = [] }
        for extra in extras {
            switch extra {
            case .change(let change): changes.append(change)
            case .days(let edition, let days): special[edition, default: []].append(days)
            }
        }
        self.init(lessons: lessons, changes: changes, calendars: special.mapValues(SchoolCalendar.init))
    }

    /// Rows of one lesson stand together.
    static func merged(_ rows: [LessonRow]) -> [Lesson] {
        rows.reduce(into: []) { lessons, row in
            let isSame = lessons.last?.id == row.lesson.id && lessons.last?.edition == row.lesson.edition
            var lesson = isSame ? lessons.removeLast() : row.lesson
            lesson.seats.insert(row.seat)
            if let group = row.group, !lesson.groups.contains(group) { lesson.groups.append(group) }
            if let teacher = row.teacher, !lesson.teachers.contains(teacher) { lesson.teachers.append(teacher) }
            lessons.append(lesson)
        }
    }
}
