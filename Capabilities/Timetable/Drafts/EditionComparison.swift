import Base
import Directory
import Storage

/// What is different between two editions of a school's timetable, as people read it.
struct EditionComparison: Sendable {
    /// One thing that comes, changes or goes.
    struct Difference<Thing: Sendable>: Sendable {
        let before: Thing?
        let after: Thing?

        /// The thing as it is afterwards, or as it was when it goes. One side is always there.
        var shown: Thing? { after ?? before }
    }

    /// A change of a lesson's day beside its lesson.
    struct Change: Sendable {
        let lesson: Lesson
        let change: LessonChange
    }

    /// An hour of a bell schedule.
    struct Hour: Hashable, Sendable {
        let schedule: String
        /// nil is the lunch.
        let number: Int?
        let time: Range<Int>
    }

    let lessons: [Difference<Lesson>]
    let changes: [Difference<Change>]
    let days: [Difference<SpecialDays>]
    let hours: [Difference<Hour>]
    /// Both editions in short; a confirmation carries it back.
    let code: String

    /// How many lessons there were.
    var lessonsBefore = 0

    /// How many lessons go.
    var ending: Int { lessons.count { $0.after == nil } }

    /// More than a tenth of the lessons would go: perhaps a file was cut off.
    var isShrinking: Bool { ending * 10 > lessonsBefore && lessonsBefore > 0 }

    var isEmpty: Bool { lessons.isEmpty && changes.isEmpty && days.isEmpty && hours.isEmpty }

    /// The same for going back: what people have made by hand since is taken along wherever its lesson is, and what they
    /// had made by hand before does not come back.
    var keepingHandMade: EditionComparison {
        let ended = Set(lessons.filter { $0.after == nil }.compactMap { $0.before?.id })
        return EditionComparison(
            lessons: lessons.filter { ($0.before ?? $0.after)?.isHandMade != true },
            changes: changes.filter { difference in
                if difference.before?.change.isHandMade == true, difference.after == nil {
                    return difference.before.map { ended.contains($0.lesson.id) && !$0.lesson.isHandMade } ?? false
                }
                return difference.before != nil || difference.after?.change.isHandMade != true
            }, days: days, hours: hours, code: code)
    }

    /// Hand-made changes that are not taken over.
    var givingWay: [Change] {
        changes.compactMap { difference in
            guard let before = difference.before, before.change.isHandMade else { return nil }
            return difference.after?.change.isHandMade == true ? nil : before
        }
    }
}

/// What is different about a lesson.
enum LessonField: String, CaseIterable, Sendable {
    case subject, time, room, teachers, groups, days, note
}

extension EditionComparison {
    /// What has to be done to come from one edition to the other.
    init(
        before: ID<TimetableEdition>?, after: ID<TimetableEdition>, in provider: ID<Provider>, _ reader: any Reader
    ) throws {
        let editions = [before, after].compactMap { $0 }
        let lessons = LessonPlan.merged(try reader.all(LessonRow.whole(editions, in: provider)))
        let old = lessons.filter { $0.edition == before }
        let new = lessons.filter { $0.edition == after }
        lessonsBefore = old.count
        self.lessons = Self.differences(
            old, new, key: \.id, isSame: { $0.fields(otherThan: $1).isEmpty })
        let (oldExtras, newExtras) = (
            try Extras(before, old, provider, reader), try Extras(after, new, provider, reader)
        )
        // What happens to a lesson that goes, goes with it and is not said again.
        let gone = Set(old.map(\.id)).subtracting(new.map(\.id))
        changes = Self.differences(
            oldExtras.changes.filter { !gone.contains($0.lesson.id) || $0.change.isHandMade }, newExtras.changes,
            key: { ChangeKey($0.change) },
            isSame: { $0.change.what == $1.change.what && $0.change.note == $1.change.note })
        days = Self.differences(oldExtras.days, newExtras.days, key: \.self, isSame: ==)
        let bells = try reader.all(Hour.all(of: editions, in: provider))
        hours = Self.differences(
            Hour.hours(of: before, in: bells), Hour.hours(of: after, in: bells),
            key: { HourKey(schedule: $0.schedule, number: $0.number) }, isSame: ==)
        code = try EditionImage(before, in: provider, reader).fingerprint(
            with: EditionImage(after, in: provider, reader))
    }

    private struct HourKey: Hashable {
        let schedule: String
        let number: Int?
    }

    private struct ChangeKey: Hashable {
        let lesson: ID<Lesson>
        let held: CivilDate
        let kind: String

        init(_ change: LessonChange) { (lesson, held, kind) = (change.lesson, change.held, change.what.kind) }
    }

    /// What stands beside the lessons of one edition.
    private struct Extras {
        var changes: [Change] = []
        var days: [SpecialDays] = []

        init(
            _ edition: ID<TimetableEdition>?, _ lessons: [Lesson], _ provider: ID<Provider>, _ reader: any Reader
        ) throws {
            guard let edition else { return }
            let byID = Dictionary(lessons.map { ($0.id, $0) }) { first, _ in first }
            let all = PlanExtra.all(
                of: lessons.map(\.id), [edition], in: [provider], from: .farPast, to: .farFuture)
            for extra in try reader.all(all) {
                switch extra {
                case .change(let change):
                    if let lesson = byID[change.lesson] { changes.append(Change(lesson: lesson, change: change)) }
                case .days(_, let special): days.append(special)
                }
            }
        }
    }

    /// New and changed things in their new order, what goes after them in its old one.
    private static func differences<Thing, Key: Hashable>(
        _ before: [Thing], _ after: [Thing], key: (Thing) -> Key, isSame: (Thing, Thing) -> Bool
    ) -> [Difference<Thing>] {
        let old = Dictionary(before.map { (key($0), $0) }) { first, _ in first }
        let kept = Set(after.map(key))
        let new = after.compactMap { thing -> Difference<Thing>? in
            let earlier = old[key(thing)]
            if let earlier, isSame(earlier, thing) { return nil }
            return Difference(before: earlier, after: thing)
        }
        return new + before.filter { !kept.contains(key($0)) }.map { Difference(before: $0, after: nil) }
    }
}

extension Lesson {
    /// What people would notice.
    func fields(otherThan other: Lesson) -> [LessonField] {
        LessonField.allCases.filter { field in
            switch field {
            case .subject: subject != other.subject
            case .time: weekday != other.weekday || time != other.time
            case .room: room != other.room
            case .teachers: Set(teachers.map(\.id)) != Set(other.teachers.map(\.id))
            case .groups: Set(groups.map(\.id)) != Set(other.groups.map(\.id))
            case .days: days != other.days
            case .note: note != other.note
            }
        }
    }
}

extension LessonChange.What {
    /// The word of the table.
    var kind: String {
        switch self {
        case .cancelled: "cancelled"
        case .moved: "moved"
        case .room: "room"
        case .substitute: "substitute"
        case .note: "note"
        }
    }
}

extension CivilDate {
    /// Before and after every day of a timetable.
    static let farPast = CivilDate("1900-01-01") ?? CivilDate(dayNumber: 0)
    static let farFuture = CivilDate("2200-01-01") ?? CivilDate(dayNumber: 0)
}
