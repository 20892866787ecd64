import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

/// The lesson that a register is about, as the timetable has it now.
struct FoundLesson: Sendable {
    /// What has become of it.
    enum State: Hashable, Sendable {
        /// It is held, on its day or another.
        case held
        case cancelled
        /// The timetable has it no more, or not on this day.
        case gone
        /// It has another teacher.
        case anothers
        /// The timetable has it no more, and its register was taken.
        case kept
    }

    let key: HeldLesson.Key
    /// The timetable that has it; nil when none does.
    let edition: ID<TimetableEdition>?
    /// The school, where the log alone knows it.
    let organisation: ID<Organisation>?
    let subject: String
    /// The day on which it really is.
    let day: CivilDate
    let time: LessonTime
    /// Minutes of lunch within it.
    let lunch: Int
    let groups: [LessonGroup]
    let room: String?
    let state: State
    /// Whether it is the asker's every week, and not as a substitute.
    let isOwn: Bool

    init(_ held: HeldLesson, askedBy persons: [ID<Person>]) {
        isOwn = held.lesson.teachers.contains { persons.contains($0.id) }
        (key, edition, subject) = (held.key, held.lesson.edition, held.lesson.subject)
        (day, time, groups, room) = (held.day, held.time, held.lesson.groups, held.room)
        (lunch, organisation) = (held.time.lunchMinutes, nil)
        state = held.state == .cancelled ? .cancelled : .held
    }

    init(_ former: FormerLesson, _ key: HeldLesson.Key, _ state: State) {
        (self.key, edition, subject, self.state) = (key, former.edition, former.subject, state)
        (day, time, groups, room, isOwn) = (key.held, former.time, [], nil, false)
        (lunch, organisation) = (0, nil)
    }

    init(_ kept: KeptLesson, _ key: HeldLesson.Key) {
        (self.key, edition, organisation, subject, state) = (key, nil, kept.organisation, kept.subject, .kept)
        (day, time, lunch) = (kept.day, LessonTime(kept.begins, kept.ends), kept.lunch)
        (groups, room, isOwn) = ([], nil, kept.isOwn)
    }
}

/// Who asks for the register of which lesson.
struct RegisterAsk {
    let record: Viewer.Record
    let role: Role
    let key: HeldLesson.Key
    let persons: [ID<Person>]

    /// - Parameter near: a day far away would only make work.
    init(_ viewer: Viewer, _ visit: Visit, as role: Role) throws {
        guard let record = viewer.record(at: try visit.text("provider"), as: role),
            let held = CivilDate(try visit.text("held")),
            (visit.today.adding(years: -2)...visit.today.adding(years: 2)).contains(held)
        else { throw Fault.missing }
        (self.record, self.role) = (record, role)
        key = HeldLesson.Key(try visit.id("lesson"), held: held)
        persons = viewer.persons(at: record.provider.id)
    }

    var provider: ID<Provider> { record.provider.id }
    var link: Link { AttendancePath.register(role)(record.provider.slug, key.lesson, key.held) }

    /// The lesson through what one teaches or stands in for, or through a school that one governs; nil when it is not
    /// there, or not there any more.
    ///
    /// - Parameter plan: the lessons behind a reach on the day of the pattern.
    func lesson(
        _ today: CivilDate, in reader: any Reader, plan: (LessonReach) throws -> LessonPlan
    ) throws -> FoundLesson? {
        let plan = try plan(reach(today, in: reader))
        guard let held = plan.lessons(on: key.held).first(where: { $0.key == key }) else { return nil }
        guard case .movedTo(let day, _) = held.state else { return FoundLesson(held, askedBy: persons) }
        return plan.lessons(on: day).first { $0.key == key }.map { FoundLesson($0, askedBy: persons) }
    }

    /// The lesson as its register kept it, when the timetable has it no more: for its teacher, for whoever took it, and for
    /// the principal of the school. One that another teacher has now is that teacher's.
    func kept(_ today: CivilDate, in reader: any Reader) throws -> FoundLesson? {
        guard let kept = try reader.first(KeptLesson.of(key, askedBy: persons, in: provider)) else { return nil }
        if role == .principal {
            guard try schools(today, in: reader).contains(kept.organisation) else { return nil }
        } else {
            guard kept.isOwn || kept.isSaver else { return nil }
        }
        let plan = try LessonPlan.load(
            .lesson(key.lesson, [kept.organisation], provider), from: key.held, to: key.held, in: reader)
        return plan.lessons(on: key.held).contains { $0.key == key } ? nil : FoundLesson(kept, key)
    }

    private func schools(_ today: CivilDate, in reader: any Reader) throws -> [ID<Organisation>] {
        try reader.all(Organisation.governedIDs(by: persons, as: role, in: provider, on: Day(today)))
    }

    private func reach(_ today: CivilDate, in reader: any Reader) throws -> LessonReach {
        guard role == .principal else { return .teachers(persons, provider) }
        return .lesson(key.lesson, try schools(today, in: reader), provider)
    }
}
