import Accounts
import Base
import Directory
import Storage
import Timetable

/// A pupil's mark in a lesson as somebody wrote it; the one that nothing has superseded speaks.
struct AttendanceEntry: Hashable, Sendable {
    /// The lesson of a day, with what has to be known of it when timetables have changed.
    struct Occurrence: Hashable, Sendable {
        let organisation: ID<Organisation>
        let key: HeldLesson.Key
        let day: CivilDate
        let begins: Int
        let ends: Int
        /// Minutes of lunch within the lesson.
        let lunch: Int
        let subject: String
    }

    /// Who wrote it, as whom.
    struct Author: Hashable, Sendable {
        let account: ID<Account>
        let person: ID<Person>?
        let role: Role
    }

    let id: ID<AttendanceEntry>
    let person: ID<Person>
    let occurrence: Occurrence
    let standing: Standing
    let origin: EntryOrigin
    let notice: ID<AbsenceNotice>?
    let saving: ID<RegisterSaving>?
    let author: Author
    let writtenAt: Instant
    let supersededAt: Instant?
}

extension AttendanceEntry.Occurrence {
    init(
        _ key: HeldLesson.Key, on day: CivilDate, _ time: LessonTime, _ subject: String,
        at organisation: ID<Organisation>
    ) {
        self.init(
            organisation: organisation, key: key, day: day, begins: time.begins, ends: time.ends,
            lunch: time.lunchMinutes, subject: subject)
    }
}

extension LessonTime {
    /// Minutes of lunch within the lesson.
    var lunchMinutes: Int { lunch.map { min($0.upperBound, ends) - max($0.lowerBound, begins) } ?? 0 }
}

extension AttendanceEntry {
    /// The entry that follows when somebody says why. What the teacher noted stays beside it in the trail.
    func explained(
        _ absenceClass: AbsenceClass, _ note: String?, _ origin: EntryOrigin, notice: ID<AbsenceNotice>? = nil,
        by author: Author, at now: Instant
    ) -> AttendanceEntry {
        AttendanceEntry(
            id: .new(at: now), person: person, occurrence: occurrence,
            standing: Standing(.absent, absenceClass, note: note ?? standing.note), origin: origin, notice: notice,
            saving: nil, author: author, writtenAt: now, supersededAt: nil)
    }
}
