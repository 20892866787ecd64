package import Accounts
package import Base
import Directory
import Storage
package import Web

/// Lesson plans, remembered for as long as neither timetables nor directory have changed: both move the change feed of
/// their provider, whose place the viewer has from the page's own snapshot.
package struct PlanMemory: Sendable {
    private struct Key: Hashable, Sendable {
        let reach: LessonReach
        let days: ClosedRange<CivilDate>
    }

    private let memory = Memory<Key, [Int64], LessonPlan>(limit: 4000)

    package init() {}

    /// The plan behind `reach` between two days: no statement when it is remembered, otherwise two.
    package func plan(
        _ reach: LessonReach, from first: CivilDate, to last: CivilDate, _ read: PageRead<Viewer>
    ) throws -> LessonPlan {
        try plan(reach, from: first, to: last, read.viewer.feeds, at: read.visit.now, read)
    }

    /// The plan behind a desktop: the next school day even after a summer, and the lessons of the last days, whose registers
    /// may be open.
    package func deskPlan(_ reach: LessonReach, _ read: PageRead<Viewer>) throws -> LessonPlan {
        let today = read.visit.today
        let first = reach.isOfTeachers ? today.adding(days: -Self.daysBack) : today
        return try plan(reach, from: first, to: today.adding(days: SchoolCalendar.horizon), read)
    }

    /// How far back the lessons of teachers are at hand.
    package static let daysBack = 14

    /// The same within an action. What is read there is not remembered, since the transaction may yet be undone.
    package func plan(
        _ reach: LessonReach, from first: CivilDate, to last: CivilDate, _ write: PageWrite<Viewer>
    ) throws -> LessonPlan {
        let known = stamp(of: reach, write.viewer.feeds).flatMap {
            memory.value(of: Key(reach: reach, days: first...last), $0, at: write.visit.now)
        }
        return try known ?? LessonPlan.load(reach, from: first, to: last, in: write.writer)
    }

    /// - Parameter feeds: how far the feed of each provider had come, read in the snapshot of `reader`.
    func plan(
        _ reach: LessonReach, from first: CivilDate, to last: CivilDate, _ feeds: [ID<Provider>: Int64],
        at now: Instant, _ reader: any Reader
    ) throws -> LessonPlan {
        func load() throws -> LessonPlan { try LessonPlan.load(reach, from: first, to: last, in: reader) }
        guard let stamp = stamp(of: reach, feeds) else { return try load() }
        return try memory.value(of: Key(reach: reach, days: first...last), stamp, at: now, make: load)
    }

    private func stamp(of reach: LessonReach, _ feeds: [ID<Provider>: Int64]) -> [Int64]? {
        let stamp = reach.providers.compactMap { feeds[$0] }
        return stamp.count == reach.providers.count ? stamp : nil
    }
}
