import Base
import Directory
import Timetable

/// The lessons of a group that a teacher may give homework for, the next ones first.
struct Offer: Sendable {
    let plan: LessonPlan
    let group: ID<SchoolGroup>
    /// The person records of whoever gives it.
    let persons: [ID<Person>]
    let way: GroupWay
    let today: CivilDate
    let minute: Int
    /// The subjects that one teaches the group; a substitute's are those of today alone.
    private let subjects: Set<String>

    static let shown = 5

    init(_ plan: LessonPlan, _ group: ID<SchoolGroup>, by persons: [ID<Person>], _ way: GroupWay, at now: Instant) {
        (self.plan, self.group, self.persons, self.way) = (plan, group, persons, way)
        (today, minute) = now.local
        let lessons =
            plan.lessons.filter { $0.teachers.contains { persons.contains($0.id) } }
            + plan.lessons(on: now.day).filter { $0.isFor(persons) }.map(\.lesson)
        subjects = Set(lessons.filter { $0.groups.contains { $0.id == group } }.map(\.subject))
    }

    /// What a form offers first, and a lesson farther away from which it was opened.
    func choices(from opened: HeldLesson.Key?) -> [HeldLesson] {
        let next = Array(coming.prefix(Self.shown))
        let far = opened.flatMap { key in next.contains { $0.key == key } ? nil : lesson(key) }
        return next + [far].compactMap { $0 }
    }

    /// The lesson that is meant when nothing else is said: a coming one that was opened, otherwise the next after the one
    /// that was opened, since homework is given in one lesson for the next.
    func meant(from opened: HeldLesson.Key?) -> HeldLesson? {
        guard let opened, let lesson = lesson(opened) else {
            return coming.first { $0.day > today } ?? coming.first { _ in true }
        }
        guard lesson.day <= today else { return lesson }
        return coming.first { ($0.day, $0.time.begins) > (lesson.day, lesson.time.begins) } ?? lesson
    }

    /// A lesson by its name, if homework may be given for it.
    func lesson(_ key: HeldLesson.Key) -> HeldLesson? {
        days.lazy.flatMap(offered).first(where: { $0.key == key })
    }

    /// The first lesson of a day that somebody typed.
    func lesson(on day: CivilDate) -> HeldLesson? { offered(on: day).first }

    /// Whom homework for the lesson is for: all its groups when it is one's own, since they study together; otherwise
    /// the group that one came by.
    func groups(of lesson: HeldLesson) -> [ID<SchoolGroup>] {
        isOwn(lesson) ? lesson.lesson.groups.map(\.id) : [group]
    }

    /// Whether one teaches it or stands in for the teacher.
    func isOwn(_ held: HeldLesson) -> Bool { held.isFor(persons) }

    private var days: [CivilDate] { (0..<SchoolCalendar.horizon).map { today.adding(days: $0) } }

    /// Lessons that have not begun.
    private var coming: some Sequence<HeldLesson> {
        days.lazy.flatMap(offered).filter { [today, minute] in $0.day > today || $0.time.begins > minute }
    }

    /// Lessons of the group that are on: of one's own subjects; a member of the group who teaches none of them has the
    /// choice of all.
    private func offered(on day: CivilDate) -> [HeldLesson] {
        let takesAll = way == .member && subjects.isEmpty
        return plan.lessons(on: day).filter { held in
            held.isOn && held.lesson.groups.contains { $0.id == group }
                && (takesAll || subjects.contains(held.lesson.subject))
        }
    }
}

extension HeldLesson {
    /// Whether one of `persons` teaches it or stands in for the teacher.
    func isFor(_ persons: [ID<Person>]) -> Bool {
        lesson.teachers.contains { persons.contains($0.id) } || substitute.map { persons.contains($0.id) } ?? false
    }
}

/// By which relation a teacher reaches a group's homework, the closest first.
enum GroupWay: Int, Sendable {
    /// Teacher of the group, teacher of one of its lessons, substitute in one of them today.
    case member, lesson, substitute
}

extension Offer {
    /// What homework is to hang on, and for whom; nil groups are those who have it already.
    struct Aim: Hashable, Sendable {
        let occasion: GivenWork.Occasion
        let groups: [ID<SchoolGroup>]?
    }

    /// Finds the lesson that was chosen, or the first one of a day that was typed; a day without any stands for itself.
    /// A lesson that is not there any more is refused.
    ///
    /// - Parameter present: what it hangs on now, where it may stay.
    func aim(of draft: inout WorkDraft, present: GivenWork.Occasion? = nil) -> Aim? {
        switch draft.when {
        case nil: return nil
        case .same: return present.map { Aim(occasion: $0, groups: nil) }
        case .lesson(let key):
            guard let lesson = lesson(key) else {
                draft.refuseOccasion()
                return nil
            }
            return aim(at: lesson)
        case .day(let day):
            if let lesson = lesson(on: day) { return aim(at: lesson) }
            // A substitute's groups are those of the lesson alone.
            guard way != .substitute else {
                draft.refuseOccasion()
                return nil
            }
            guard isSchoolDay(day) else {
                draft.refuseDay()
                return nil
            }
            return Aim(occasion: GivenWork.Occasion(nil, held: day), groups: nil)
        }
    }

    /// As the school of the group's lessons works; without any, Monday to Friday.
    private func isSchoolDay(_ day: CivilDate) -> Bool {
        (plan.lessons.first.map(plan.calendar) ?? SchoolCalendar([])).isSchoolDay(day)
    }

    private func aim(at lesson: HeldLesson) -> Aim {
        Aim(occasion: GivenWork.Occasion(lesson.key.lesson, held: lesson.key.held), groups: groups(of: lesson))
    }
}
