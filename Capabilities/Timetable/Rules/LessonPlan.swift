package import Base
package import Directory

/// A lesson as it is on one day, with everything that is different about it. A value that never changes; it is shared and
/// not copied, since lists of them go through every desktop.
package final class HeldLesson: Sendable {
    package enum State: Hashable, Sendable {
        case usual, cancelled, extra
        /// It is not here but there.
        case movedTo(CivilDate, LessonTime)
        /// It is here instead of there.
        case movedFrom(CivilDate, LessonTime)
    }

    package let lesson: Lesson
    /// The day on which the pattern has the lesson; with the lesson it names this one for ever.
    package let held: CivilDate
    package let day: CivilDate
    package let time: LessonTime
    package let state: State
    package let room: String?
    package let isRoomChanged: Bool
    package let substitute: LessonTeacher?
    package let notes: [String]
    /// Whose lesson it is, among those whose timetable was asked for.
    package let persons: Set<ID<Person>>

    init(
        _ lesson: Lesson, held: CivilDate, on day: CivilDate, at time: LessonTime, _ state: State, room: String?,
        substitute: LessonTeacher?, notes: [String], persons: Set<ID<Person>>
    ) {
        (self.lesson, self.held, self.day, self.time, self.state) = (lesson, held, day, time, state)
        (self.room, isRoomChanged, self.substitute) = (room, room != lesson.room, substitute)
        (self.notes, self.persons) = (notes, persons)
    }

    /// Whether it takes place here.
    package var isOn: Bool {
        switch state {
        case .cancelled, .movedTo: false
        case .usual, .extra, .movedFrom: true
        }
    }

    /// Whether anything about it is not as every week.
    package var isChanged: Bool { state != .usual || isRoomChanged || substitute != nil }
}

extension HeldLesson: Hashable {
    package static func == (left: HeldLesson, right: HeldLesson) -> Bool {
        left.lesson == right.lesson && left.held == right.held && left.day == right.day && left.time == right.time
            && left.state == right.state && left.room == right.room && left.substitute == right.substitute
            && left.notes == right.notes && left.persons == right.persons
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(day)
    }
}

/// The lessons of somebody or something over a time, from which every day follows.
package struct LessonPlan: Sendable {
    package let lessons: [Lesson]
    private let changes: [ID<Lesson>: [LessonChange]]
    private let calendars: [ID<TimetableEdition>: SchoolCalendar]
    /// The lessons that follow the pattern alone, by weekday, and those of which each day has to be looked at.
    private let regular: [Int: [Lesson]]
    private let irregular: [Lesson]
    private let known = KnownDays()

    package init(
        lessons: [Lesson], changes: [LessonChange], calendars: [ID<TimetableEdition>: SchoolCalendar]
    ) {
        (self.lessons, self.calendars) = (lessons, calendars)
        let changes = Dictionary(grouping: changes, by: \.lesson)
        self.changes = changes
        func isRegular(_ lesson: Lesson) -> Bool {
            !lesson.isExtra && changes[lesson.id] == nil && calendars[lesson.edition] != nil
        }
        regular = Dictionary(grouping: lessons.filter(isRegular), by: \.weekday)
        irregular = lessons.filter { !isRegular($0) }
    }

    /// The calendar of a lesson's school.
    package func calendar(of lesson: Lesson) -> SchoolCalendar { calendars[lesson.edition] ?? SchoolCalendar([]) }

    /// Everything on `day`: what is held, cancelled and moved away, by time; two lessons at one time are both there.
    package func lessons(on day: CivilDate, of person: ID<Person>? = nil) -> [HeldLesson] {
        let all = known.lessons(on: day) { found(on: day) }
        guard let person else { return all }
        return all.filter { $0.persons.contains(person) }
    }

    /// Everything from one day to another, day by day, for who asks about many days once.
    func lessons(in days: ClosedRange<CivilDate>) -> [HeldLesson] {
        (days.lowerBound.dayNumber...days.upperBound.dayNumber).flatMap { found(on: CivilDate(dayNumber: $0)) }
    }

    /// The first day after `day` on which there is anything: for a group that studies half the week it may be later than
    /// the school's next day.
    package func nextDay(after day: CivilDate, of person: ID<Person>? = nil) -> CivilDate? {
        guard !lessons.isEmpty else { return nil }
        guard let person else { return known.next(after: day) { nextDay(after: day) { _ in true } } }
        return nextDay(after: day) { $0.persons.contains(person) }
    }

    private func nextDay(after day: CivilDate, _ isAsked: (HeldLesson) -> Bool) -> CivilDate? {
        (1...SchoolCalendar.horizon).lazy.map { day.adding(days: $0) }.first { day in
            let patterns = patterns(on: day)
            return candidates(patterns).contains { held($0, on: day, patterns).contains(where: isAsked) }
        }
    }

    private func found(on day: CivilDate) -> [HeldLesson] {
        let patterns = patterns(on: day)
        return candidates(patterns).flatMap { held($0, on: day, patterns) }.sorted { order($0) < order($1) }
    }

    /// The weekday whose lessons each school has on `day`; nil where there is no school.
    private func patterns(on day: CivilDate) -> [ID<TimetableEdition>: Int] {
        calendars.compactMapValues { $0.pattern(on: day) }
    }

    /// The lessons that there may be on a day of these patterns.
    private func candidates(_ patterns: [ID<TimetableEdition>: Int]) -> [Lesson] {
        Set(patterns.values).reduce(irregular) { $0 + (regular[$1] ?? []) }
    }

    /// Why there is no school on `day`, when every school that is asked about has the day off.
    package func holiday(on day: CivilDate) -> String? {
        let titles = calendars.values.map { $0.holiday(on: day)?.title }
        guard let first = titles.first, let title = first, titles.allSatisfy({ $0 != nil }) else { return nil }
        return title
    }

    private func order(_ held: HeldLesson) -> (Int, Int, String, ID<Lesson>) {
        (held.time.begins, held.time.ends, held.lesson.subject, held.lesson.id)
    }

    /// The lesson as the pattern has it on `day`, and those that were moved here from other days.
    private func held(
        _ lesson: Lesson, on day: CivilDate, _ patterns: [ID<TimetableEdition>: Int]
    ) -> [HeldLesson] {
        let pattern = calendars[lesson.edition] == nil ? SchoolCalendar([]).pattern(on: day) : patterns[lesson.edition]
        let here = lesson.isHeld(on: day, asWeekday: pattern)
        guard let own = changes[lesson.id] else {
            return here ? [happening(lesson, held: day, on: day, [])].compactMap { $0 } : []
        }
        let moved = own.compactMap { change -> CivilDate? in
            guard case .moved(day, _) = change.what, change.held != day else { return nil }
            let pattern = calendar(of: lesson).pattern(on: change.held)
            return lesson.isHeld(on: change.held, asWeekday: pattern) ? change.held : nil
        }
        return ((here ? [day] : []) + moved).compactMap { origin in
            happening(lesson, held: origin, on: day, own.filter { $0.held == origin })
        }
    }

    private func happening(
        _ lesson: Lesson, held: CivilDate, on day: CivilDate, _ changes: [LessonChange]
    ) -> HeldLesson? {
        let seats = lesson.seats.filter { $0.isTaken(held: held, on: day) }
        guard !seats.isEmpty else { return nil }
        var (state, time) = (lesson.isExtra ? HeldLesson.State.extra : .usual, lesson.time)
        var (room, substitute) = (lesson.room, LessonTeacher?.none)
        for change in changes {
            switch change.what {
            case .cancelled, .note: break
            case .moved(let to, let later):
                (state, time) = to == day ? (.movedFrom(held, lesson.time), later) : (.movedTo(to, later), lesson.time)
            case .room(let other): room = other
            case .substitute(let person): substitute = person
            }
        }
        // Cancelled stands above moved: a moved lesson that is then cancelled takes place nowhere.
        if changes.contains(where: { $0.what == .cancelled }) { state = .cancelled }
        return HeldLesson(
            lesson, held: held, on: day, at: time, state, room: room, substitute: substitute,
            notes: ([lesson.note] + changes.map(\.note)).compactMap { $0 }, persons: Set(seats.compactMap(\.person)))
    }
}
