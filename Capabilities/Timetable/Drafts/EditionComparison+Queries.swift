import Base
import Directory
import Storage

extension EditionComparison.Hour {
    /// An hour with the lunch of its schedule.
    typealias Bell = (edition: ID<TimetableEdition>, hour: Self, lunch: Range<Int>?)

    /// The hours of some editions, by schedule.
    static func all(of editions: [ID<TimetableEdition>], in provider: ID<Provider>) -> Query<Bell> {
        Query(
            """
            SELECT bell_schedule.edition_id, bell_schedule.title, bell_hour.number, bell_hour.begins, bell_hour.ends,
                bell_schedule.lunch_begins, bell_schedule.lunch_ends
            FROM bell_schedule
            JOIN bell_hour ON bell_hour.provider_id = bell_schedule.provider_id
                AND bell_hour.edition_id = bell_schedule.edition_id AND bell_hour.schedule_id = bell_schedule.id
            WHERE bell_schedule.provider_id = \(provider) AND bell_schedule.edition_id \(anyOf: editions)
            ORDER BY bell_schedule.title, bell_hour.number
            """
        ) { row in
            let (edition, title) = (try row.next(ID<TimetableEdition>.self), try row.next(String.self))
            let number = try row.next(Int.self)
            let (begins, ends) = (try row.next(Int.self), try row.next(Int.self))
            let hour = Self(schedule: title, number: number, time: begins..<max(begins, ends))
            return (edition, hour, try LessonTime.lunch(&row))
        }
    }

    /// The hours of one edition, each schedule's lunch among them.
    static func hours(of edition: ID<TimetableEdition>?, in bells: [Bell]) -> [Self] {
        let own = bells.filter { $0.edition == edition }
        let lunches = own.compactMap { bell in
            bell.lunch.map { Self(schedule: bell.hour.schedule, number: nil, time: $0) }
        }
        return own.map(\.hour) + Array(Set(lunches)).sorted { $0.schedule < $1.schedule }
    }
}
