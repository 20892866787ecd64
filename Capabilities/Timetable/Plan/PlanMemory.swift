import Accounts
import Base
import Directory
import Storage
import Web

/// Lesson plans, remembered for as long as neither timetables nor directory have changed: both move the change feed of
/// their provider, whose place the viewer has from the page's own snapshot.
struct PlanMemory: Sendable {
    private struct Key: Hashable, Sendable {
        let reach: LessonReach
        let days: ClosedRange<CivilDate>
    }

    private let memory = Memory<Key, [Int64], LessonPlan>(limit: 4000)

    /// The plan behind `reach` between two days: no statement when it is remembered, otherwise two.
    func plan(
        _ reach: LessonReach, from first: CivilDate, to last: CivilDate, _ read: PageRead<Viewer>
    ) throws -> LessonPlan {
        func load() throws -> LessonPlan { try LessonPlan.load(reach, from: first, to: last, in: read) }
        let feeds = reach.providers.compactMap { read.viewer.feeds[$0] }
        guard feeds.count == reach.providers.count else { return try load() }
        return try memory.value(of: Key(reach: reach, days: first...last), feeds, at: read.visit.now, make: load)
    }
}
