import Base
import Directory

/// What somebody wants to be different about a lesson on one day.
struct DayEdit: Sendable {
    /// One row of the day's changes, whoever made it.
    struct Row: Hashable, Sendable {
        var movedTo: CivilDate?
        var firstHour: Int?
        var room: ID<Room>?
        var person: ID<Person>?
        var note: String?
    }

    var isCancelled = false
    /// The day and hour to which it is moved.
    var moved: (day: CivilDate, hour: Int)?
    var room: ID<Room>?
    var substitute: ID<Person>?
    var note: String?

    /// The rows by kind.
    var rows: [String: Row] {
        var rows: [String: Row] = [:]
        if isCancelled { rows["cancelled"] = Row() }
        if let moved { rows["moved"] = Row(movedTo: moved.day, firstHour: moved.hour) }
        if let room { rows["room"] = Row(room: room) }
        if let substitute { rows["substitute"] = Row(person: substitute) }
        if let note { rows["note"] = Row(note: note) }
        return rows
    }

    /// What has to be written over `present`, and which kinds are taken back. What is as it is wanted stays as it is,
    /// with its source: an import's change that nobody touches remains the import's.
    func steps(from present: [String: Row]) -> (written: [String: Row], removed: [String]) {
        let wanted = rows
        let written = wanted.filter { kind, row in present[kind].map { !row.isSame(as: $0, kind) } ?? true }
        return (written, present.keys.filter { wanted[$0] == nil }.sorted())
    }
}

extension DayEdit.Row {
    /// An import's change may carry a note of its own, which the form does not ask for.
    fileprivate func isSame(as other: DayEdit.Row, _ kind: String) -> Bool {
        var (mine, other) = (self, other)
        if kind != "note" { (mine.note, other.note) = (nil, nil) }
        return mine == other
    }
}

/// Somewhere a room or a teacher is needed twice at one time. It is said, not forbidden.
struct DoubleBooking: Hashable, Sendable {
    enum What: Hashable, Sendable {
        case room(String)
        case teacher(LessonTeacher)
    }

    let what: What
    let other: HeldLesson

    /// What collides with `held` among the lessons of its day.
    static func found(for held: HeldLesson, among others: [HeldLesson]) -> [DoubleBooking] {
        guard held.isOn else { return [] }
        let meanwhile = others.filter {
            $0.isOn && $0.key != held.key && $0.time.begins < held.time.ends && held.time.begins < $0.time.ends
        }
        let rooms = meanwhile.compactMap { other -> DoubleBooking? in
            guard let room = held.room, other.room == room, other.lesson.edition == held.lesson.edition else {
                return nil
            }
            return DoubleBooking(what: .room(room), other: other)
        }
        let teachers = meanwhile.flatMap { other in
            held.present.filter { teacher in other.present.contains { $0.id == teacher.id } }
                .map { DoubleBooking(what: .teacher($0), other: other) }
        }
        return rooms + teachers
    }
}

extension HeldLesson {
    /// Who is there: the substitute instead of the teachers.
    var present: [LessonTeacher] { substitute.map { [$0] } ?? lesson.teachers }
}
