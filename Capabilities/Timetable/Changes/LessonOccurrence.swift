import Accounts
import Base
import Directory
import Storage
import Web

/// One lesson of one day as those see it who may change it.
struct LessonOccurrence: Sendable {
    let role: Role
    let provider: Provider
    let place: LessonPlace
    /// On the day on which the pattern has it.
    let held: HeldLesson
    /// The same where it really is, when it was moved.
    let actual: HeldLesson
    let changes: [WrittenChange]
    /// The hours of its bell schedule.
    let hours: [Int: Range<Int>]
    let rooms: [WrittenRoom]
    let doubles: [DoubleBooking]

    var slug: String { provider.slug }
    var day: CivilDate { held.held }
    var rows: [String: DayEdit.Row] { Dictionary(changes.map { ($0.kind, $0.row) }) { first, _ in first } }

    /// The page of the lesson.
    func link(_ context: ChangeContext) -> Link {
        context.link(ChangePath.lesson(role)(slug, held.lesson.id, day))
    }

    /// What is different, in short: a form carries it, so that two people do not write over each other unseen.
    var state: String {
        let parts = changes.map { change in
            let row = change.row
            return [
                change.kind, row.movedTo?.description, row.firstHour.map(String.init), row.room?.description,
                row.person?.description, row.note,
            ].map { $0 ?? "" }.joined(separator: "\t")
        }
        // A form's field says nothing of the note in clear twice; equal text has equal bytes.
        return Fingerprint.of(parts.joined(separator: "\n"))
    }

    /// What the form shows at first.
    var edit: DayEdit {
        let rows = rows
        var edit = DayEdit()
        edit.isCancelled = rows["cancelled"] != nil
        if let moved = rows["moved"], let day = moved.movedTo, let hour = moved.firstHour { edit.moved = (day, hour) }
        edit.room = rows["room"]?.room
        edit.substitute = rows["substitute"]?.person
        edit.note = rows["note"]?.note
        return edit
    }

    /// The lesson in the path, if its school is governed as `role`, on a day on which the pattern has it.
    static func found(
        _ viewer: Viewer, _ visit: Visit, as role: Role, in reader: any Reader
    ) throws -> LessonOccurrence {
        guard let record = viewer.record(at: try visit.text("provider"), as: role),
            let day = CivilDate(try visit.text("held"))
        else { throw Fault.missing }
        let provider = record.provider.id
        let id = try visit.id("lesson", of: Lesson.self)
        let place = try reader.one(
            LessonPlace.governed(
                id, by: viewer.persons(at: provider), as: role, in: provider, on: Day(visit.today)))
        let school = try LessonPlan.whole([place.edition], in: provider, on: day, reader)
        guard let held = school.lessons(on: day).first(where: { $0.lesson.id == id && $0.held == day }) else {
            throw Fault.missing
        }
        let (actual, others) = try around(held, school, place, provider, reader)
        let schedules = try WrittenSchedule.whole(of: place.edition, in: provider, reader)
        return LessonOccurrence(
            role: role, provider: record.provider, place: place, held: held, actual: actual,
            changes: try reader.all(WrittenChange.all(of: id, held: day, in: place.edition, of: provider)),
            hours: schedules.first { $0.id == place.schedule }?.schedule.hours ?? [:],
            rooms: try reader.all(WrittenRoom.all(of: place.school, in: provider))
                .sorted { SortKey.of($0.code) < SortKey.of($1.code) },
            doubles: DoubleBooking.found(for: actual, among: others))
    }

    /// The lesson where it really is, and everything at its school and of its teachers on that day.
    private static func around(
        _ held: HeldLesson, _ school: LessonPlan, _ place: LessonPlace, _ provider: ID<Provider>,
        _ reader: any Reader
    ) throws -> (HeldLesson, [HeldLesson]) {
        var (actual, plan) = (held, school)
        if case .movedTo(let day, _) = held.state {
            plan = try LessonPlan.whole([place.edition], in: provider, on: day, reader)
            actual = plan.lessons(on: day).first { $0.key == held.key && $0.isOn } ?? held
        }
        let teachers = try LessonPlan.load(
            .teachers(actual.present.map(\.id), provider), from: actual.day, to: actual.day, in: reader)
        let here = plan.lessons(on: actual.day)
        let elsewhere = teachers.lessons(on: actual.day).filter { $0.lesson.edition != place.edition }
        return (actual, here + elsewhere)
    }
}
