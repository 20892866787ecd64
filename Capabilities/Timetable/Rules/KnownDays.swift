import Base
import Synchronization

/// What has been worked out of a plan: a remembered one is asked about the same few days again and again.
final class KnownDays: Sendable {
    private struct Known {
        var lessons: [CivilDate: [HeldLesson]] = [:]
        var next: [CivilDate: CivilDate?] = [:]
    }

    private let known = Mutex(Known())

    /// The most days of one plan: a desktop asks about two, the registers of the last days about fifteen.
    private static let most = 20

    func lessons(on day: CivilDate, make: () -> [HeldLesson]) -> [HeldLesson] {
        if let known = known.withLock({ $0.lessons[day] }) { return known }
        let made = make()
        known.withLock { known in
            if known.lessons.count < Self.most { known.lessons[day] = made }
        }
        return made
    }

    func next(after day: CivilDate, make: () -> CivilDate?) -> CivilDate? {
        if let known = known.withLock({ $0.next[day] }) { return known }
        let made = make()
        known.withLock { known in
            if known.next.count < Self.most { known.next[day] = .some(made) }
        }
        return made
    }
}
