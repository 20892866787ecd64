import Base
import Directory
import Foundation
import Storage

/// Writes a draft as a new edition of a school's timetable. What the draft does not say is taken over from `earlier`; a
/// lesson, a schedule that was there before keeps its id.
struct EditionWriter {
    let provider: ID<Provider>
    let school: ID<Organisation>
    let names: SchoolNames
    let edition: ID<TimetableEdition>
    let earlier: ID<TimetableEdition>?
    let now: Instant
    let writer: any Writer
    private(set) var problems: [TimetableProblem] = []
    private var schedules: [WrittenSchedule] = []
    private var rooms: [String: ID<Room>] = [:]

    init(
        _ provider: ID<Provider>, _ school: ID<Organisation>, _ names: SchoolNames, edition: ID<TimetableEdition>,
        after earlier: ID<TimetableEdition>?, at now: Instant, _ writer: any Writer
    ) {
        (self.provider, self.school, self.names, self.edition) = (provider, school, names, edition)
        (self.earlier, self.now, self.writer) = (earlier, now, writer)
    }

    private var copy: EditionCopy { EditionCopy(provider: provider, from: earlier, to: edition, writer: writer) }

    /// Everything in the order in which rows refer to each other.
    mutating func write(_ draft: EditionDraft) throws {
        rooms = try writer.all(WrittenRoom.all(of: school, in: provider)).reduce(into: [:]) { $0[$1.code] = $1.id }
        try writeSchedules(draft)
        guard !schedules.isEmpty else {
            problems.append(TimetableProblem(.bellsMissing, "bells.csv"))
            return
        }
        try writeDays(draft)
        try writeLessons(draft)
        try writeChanges(draft)
    }

    private mutating func writeSchedules(_ draft: EditionDraft) throws {
        let before = try earlier.map { try WrittenSchedule.whole(of: $0, in: provider, writer) } ?? []
        guard let new = draft.schedules else {
            schedules = before
            return try writeSchedules()
        }
        schedules = new.map { schedule in
            WrittenSchedule(
                id: before.first { $0.title == schedule.title }?.id ?? .new(at: now), schedule: schedule)
        }
        try writeSchedules()
    }

    private func writeSchedules() throws {
        for schedule in schedules { try schedule.write(in: edition, of: provider, writer) }
    }

    private func writeDays(_ draft: EditionDraft) throws {
        guard let special = draft.special else { return try copy.days() }
        for days in special { try write(days) }
    }

    private mutating func writeLessons(_ draft: EditionDraft) throws {
        let before = try earlier.map { try writer.all(WrittenLesson.all(of: $0, in: provider)) } ?? []
        let lists = [(draft.slots ?? [], draft.lessonFile), (draft.extras ?? [], "changes.csv")]
        let keys = lists.flatMap(\.0).map { key(of: $0, isUntis: draft.isUntis && !$0.isExtra) }
        var known = KnownLessons(before, new: keys)
        if draft.slots == nil { try copy.lessons() }
        // What people have made here stays whatever the files say of other extra lessons.
        try copy.extraLessons(handMade: draft.extras != nil)
        for (slots, file) in lists {
            for slot in slots { try write(slot, file, isUntis: draft.isUntis && !slot.isExtra, &known) }
        }
    }

    private mutating func write(
        _ slot: EditionDraft.Slot, _ file: String, isUntis: Bool, _ known: inout KnownLessons
    ) throws {
        let subject = isUntis ? slot.subject : nil
        let groups = slot.groups.map { (code: $0, found: names.group($0, subject: subject)) }
        let teachers = slot.teachers.map { (code: $0, found: names.teacher($0)) }
        guard let schedule = schedule(of: slot, file, groups.compactMap(\.found)) else { return }
        for hour in slot.hours where schedule.schedule.hours[hour] == nil {
            problems.append(TimetableProblem(.hourUnknown, file, line: slot.line, "\(hour)"))
            return
        }
        let days = days(of: slot, groups.compactMap(\.found))
        let key = WrittenLesson.Key(slot, first: days.lowerBound)
        let lesson = WrittenLesson(
            id: known.take(key) ?? .new(at: now), key: key,
            subject: (isUntis ? groups.compactMap(\.found?.subject).first : nil) ?? slot.subject,
            lastHour: slot.hours.upperBound, lastDay: days.upperBound)
        let room = try slot.room.map { try self.room($0) }
        try insert(lesson, slot, schedule.id, room)
        for group in Set(groups.compactMap(\.found?.id)) { try insert(group, to: lesson.id) }
        for teacher in Set(teachers.compactMap(\.found)) { try insert(teacher, to: lesson.id) }
        for code in Set(groups.filter { $0.found == nil }.map(\.code)) {
            try note(.group, code, lesson.id, .groupUnknown, file, slot.line)
        }
        for code in Set(teachers.filter { $0.found == nil }.map(\.code)) {
            try note(.teacher, code, lesson.id, .teacherUnknown, file, slot.line)
        }
    }

    private func days(of slot: EditionDraft.Slot, _ groups: [SchoolNames.Group]) -> ClosedRange<CivilDate> {
        slot.days ?? groups.compactMap(\.days).first ?? names.year
    }

    private func key(of slot: EditionDraft.Slot, isUntis: Bool) -> WrittenLesson.Key {
        let groups = slot.groups.compactMap { names.group($0, subject: isUntis ? slot.subject : nil) }
        return WrittenLesson.Key(slot, first: days(of: slot, groups).lowerBound)
    }

    /// The schedule that the lesson names, otherwise that of its groups, otherwise the one for everybody.
    private mutating func schedule(
        of slot: EditionDraft.Slot, _ file: String, _ groups: [SchoolNames.Group]
    ) -> WrittenSchedule? {
        if let title = slot.schedule {
            let named = schedules.first { $0.title == title }
            if named == nil { problems.append(TimetableProblem(.scheduleUnknown, file, line: slot.line, title)) }
            return named
        }
        let codes = Set((slot.groups + groups.flatMap { [$0.title, $0.code ?? ""] }).map(SchoolNames.key))
        let own = schedules.first { !codes.isDisjoint(with: $0.schedule.groups.map(SchoolNames.key)) }
        return own ?? schedules.first { $0.schedule.groups.isEmpty } ?? schedules.first
    }

    /// A code that nobody knows yet waits on the page of mappings; the lesson comes in without it.
    private mutating func note(
        _ kind: CodeKind, _ code: String, _ lesson: ID<Lesson>, _ problem: TimetableProblemText, _ file: String,
        _ line: Int
    ) throws {
        if !problems.contains(where: { $0.code == problem && $0.value == code }) {
            problems.append(TimetableProblem(problem, file, line: line, code))
        }
        try insert(unknown: kind, code, of: lesson)
    }

    mutating func room(_ code: String) throws -> ID<Room> {
        if let room = rooms[code] { return room }
        let room = ID<Room>.new(at: now)
        try insert(room, code)
        rooms[code] = room
        return room
    }

    private mutating func writeChanges(_ draft: EditionDraft) throws {
        guard let changes = draft.changes else { return try copy.changes(handMade: false) }
        let lessons = try writer.all(WrittenLesson.all(of: edition, in: provider))
        let calendar = SchoolCalendar(try writer.all(WrittenLesson.special(of: edition, in: provider)))
        for change in changes { try write(change, lessons, calendar) }
        try copy.changes(handMade: true)
    }

    private mutating func write(
        _ change: EditionDraft.Change, _ lessons: [WrittenLesson], _ calendar: SchoolCalendar
    ) throws {
        let weekday = calendar.pattern(on: change.day)
        guard
            let lesson = lessons.first(where: {
                $0.key.number == change.number && $0.key.firstHour == change.hour
                    && ($0.key.weekday == weekday || $0.key.isExtra)
                    && $0.key.firstDay <= change.day && change.day <= $0.lastDay
            })
        else {
            let value = "\(change.number), \(change.day)"
            problems.append(TimetableProblem(.lessonUnknown, "changes.csv", line: change.line, value))
            return
        }
        if case .moved(_, let hour) = change.what {
            let last = hour + lesson.lastHour - lesson.key.firstHour
            let hours = schedules.first { $0.id == lesson.schedule }?.schedule.hours ?? [:]
            guard hours[hour] != nil, hours[last] != nil else {
                problems.append(TimetableProblem(.hourUnknown, "changes.csv", line: change.line, "\(hour)"))
                return
            }
        }
        var substitute: ID<Person>?
        if case .substitute(let code) = change.what {
            substitute = names.teacher(code)
            guard substitute != nil else {
                problems.append(TimetableProblem(.personUnknown, "changes.csv", line: change.line, code))
                return
            }
        }
        var room: ID<Room>?
        if case .room(let code) = change.what { room = try self.room(code) }
        try insert(change, of: lesson, room, substitute)
    }
}

/// What a code can stand for.
enum CodeKind: String, Hashable, Sendable, ColumnValue { case group, teacher }
