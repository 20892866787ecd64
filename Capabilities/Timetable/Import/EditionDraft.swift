import Base
import Directory

/// A school's timetable as files say it, before codes are people and groups.
struct EditionDraft: Sendable {
    struct Schedule: Hashable, Sendable {
        let title: String
        var lunch: Range<Int>?
        var hours: [Int: Range<Int>] = [:]
        /// The groups whose schedule it is; the schedule without any is everybody else's.
        var groups: [String] = []
    }

    /// A lesson that comes back every week.
    struct Slot: Hashable, Sendable {
        var number: String
        var subject: String
        var groups: [String]
        var teachers: [String]
        var room: String?
        var weekday: Int
        var hours: ClosedRange<Int>
        var schedule: String?
        var days: ClosedRange<CivilDate>?
        var isExtra = false
        var note: String?
        let line: Int
    }

    /// What is different on one day about the lesson with this number that begins at this hour.
    struct Change: Hashable, Sendable {
        enum What: Hashable, Sendable {
            case cancelled
            case moved(to: CivilDate, hours: Int)
            case room(String)
            case substitute(String)
        }

        let number: String
        let day: CivilDate
        let hour: Int
        let what: What
        let note: String?
        let line: Int
    }

    var schedules: [Schedule]?
    var special: [SpecialDays]?
    var slots: [Slot]?
    var changes: [Change]?
    /// Lessons of a single day, which come with the changes.
    var extras: [Slot]?
    /// The file of the lessons, for problems that show only later.
    var lessonFile = "lessons.csv"
    var isUntis = false
}
