import Base

/// When a lesson ends that goes on for somebody, for what lasts as long as a lesson does.
enum LessonEnd {
    /// A lesson counts as going on this long before it begins, and no longer this long before it ends: who comes then is
    /// early for the next one.
    static let earlyMinutes = 10
    static let lateMinutes = 5

    /// The minute of the day; nil when nothing goes on.
    static func minute(of lessons: [HeldLesson], at now: Int) -> Int? {
        lessons.filter { held in
            held.isOn && now >= held.time.begins - earlyMinutes && now < held.time.ends - lateMinutes
        }
        // Before the lesson that begins next, the one that goes on ends first.
        .map(\.time.ends).min()
    }
}
