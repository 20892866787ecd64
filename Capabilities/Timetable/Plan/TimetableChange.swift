import Base
import Directory
import Storage

extension LessonPlan {
    /// Says in the provider's change feed that a timetable is another one than before. Whoever writes lessons, their
    /// groups, teachers and changes, or the days of an edition in force MUST call it in the same transaction.
    static func noteChange(
        of edition: ID<TimetableEdition>, in provider: ID<Provider>, at now: Instant, _ writer: any Writer
    ) throws {
        try ChangeFeed.append(.update, of: "timetable", edition.uuid, in: provider, at: now, in: writer)
    }
}
