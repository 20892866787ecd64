import Base

/// The lessons of the edition before, as those of a new one find themselves in them: by everything that names them, and
/// one that has only changed its room by all the rest. So what refers to a lesson stays with it.
struct KnownLessons {
    private var exact: [WrittenLesson.Key: ID<Lesson>]
    /// Lessons whose room nobody has any more, by their key without it.
    private var moved: [WrittenLesson.Key: [ID<Lesson>]]

    /// - Parameter keys: the lessons that the new edition has.
    init(_ before: [WrittenLesson], new keys: [WrittenLesson.Key]) {
        let kept = Set(keys)
        exact = Dictionary(before.map { ($0.key, $0.id) }) { first, _ in first }
        moved = Dictionary(grouping: before.filter { !kept.contains($0.key) }) { $0.key.roomless }
            .mapValues { $0.map(\.id) }
    }

    /// The lesson that `key` names, once.
    mutating func take(_ key: WrittenLesson.Key) -> ID<Lesson>? {
        if let found = exact.removeValue(forKey: key) { return found }
        guard var left = moved[key.roomless], !left.isEmpty else { return nil }
        let found = left.removeFirst()
        moved[key.roomless] = left
        return found
    }
}

extension WrittenLesson.Key {
    fileprivate var roomless: Self {
        Self(number: number, weekday: weekday, firstHour: firstHour, firstDay: firstDay, isExtra: isExtra, room: nil)
    }
}
