import Base
import Directory
import Homework
import Rostering
import Storage
import Timetable

extension LivelyDay {
    /// Of how many school days there is homework, and how far ahead exams are.
    private static let homeworkBehind = 7
    private static let homeworkAhead = 4
    private static let examsAhead = 8

    /// Homework for about half of the lessons around the day, an exam ahead for one group in four, and the ticks of
    /// those pupils who are quick with them.
    func giveHomework(_ writer: any Writer) throws {
        let groups = try writer.all(LivelyGroup.all(in: provider.id))
        let byID = Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
        let pupils = Dictionary(grouping: try writer.all(LivelyGroup.pupils(in: provider.id, on: Day(today)))) { $0.0 }
        let plan = try LessonPlan.load(
            .groups(groups.map(\.id), provider.id), from: today.adding(days: -SchoolDays.behind),
            to: today.adding(days: SchoolDays.horizon), in: writer)
        let days = SchoolDays(around: today, past: Self.homeworkBehind, coming: Self.examsAhead) { day in
            plan.lessons(on: day).contains(where: \.isOn)
        }
        let withHomework = Set(days.past + days.coming.prefix(Self.homeworkAhead))
        var dice = Sample.Dice(seed: 7)
        var examined: Set<ID<SchoolGroup>> = []
        for day in days.past + days.coming {
            for held in ordered(plan.lessons(on: day), byID) where held.isOn {
                guard let group = held.lesson.groups.first.flatMap({ byID[$0.id] }) else { continue }
                let stock = HomeworkStock.of(group)
                let isExam = day > today && !examined.contains(group.id) && dice.chance(perMille: 60)
                guard isExam || (withHomework.contains(day) && dice.chance(perMille: 500)) else { continue }
                if isExam { examined.insert(group.id) }
                let content = isExam ? stock.exam(&dice) : stock.homework(&dice)
                guard let content, let id = try give(content, held, &dice, writer), !isExam else { continue }
                try tick(id, pupils[group.id, default: []].map(\.1), isPast: day < today, &dice, writer)
            }
        }
    }

    /// By what the files say: ids are new in every demo.
    private func ordered(
        _ lessons: [HeldLesson], _ groups: [ID<SchoolGroup>: LivelyGroup]
    ) -> [HeldLesson] {
        func name(_ held: HeldLesson) -> String {
            held.lesson.groups.first.flatMap { groups[$0.id] }.map { "\($0.school) \($0.title)" } ?? ""
        }
        return lessons.map { (name($0), $0) }
            .sorted { ($0.1.time.begins, $0.0, $0.1.lesson.subject) < ($1.1.time.begins, $1.0, $1.1.lesson.subject) }
            .map(\.1)
    }

    private func give(
        _ content: GivenWork.Content, _ held: HeldLesson, _ dice: inout Sample.Dice, _ writer: any Writer
    ) throws -> ID<GivenWork>? {
        guard let author = held.lesson.teachers.first?.id else { return nil }
        let written = Instant(startOf: held.day.adding(days: -2 - dice.below(4))).adding(minutes: 540)
        return try GivenWork.give(
            content, for: GivenWork.Occasion(held.key.lesson, held: held.key.held),
            to: held.lesson.groups.map(\.id), in: provider.id, by: author, nil,
            at: min(written, now.adding(minutes: -30)), writer)
    }

    private func tick(
        _ work: ID<GivenWork>, _ pupils: [ID<Person>], isPast: Bool, _ dice: inout Sample.Dice, _ writer: any Writer
    ) throws {
        for pupil in pupils where dice.chance(perMille: isPast ? 750 : 300) {
            try GivenWork.tick(work, of: pupil, in: provider.id, nil, at: now.adding(minutes: -20), writer)
        }
    }
}
