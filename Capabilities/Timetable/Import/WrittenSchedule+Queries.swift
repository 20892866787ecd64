import Base
import Directory
import Storage

/// A bell schedule with its id.
struct WrittenSchedule: Sendable {
    let id: ID<WrittenSchedule>
    var schedule: EditionDraft.Schedule

    var title: String { schedule.title }

    func write(in edition: ID<TimetableEdition>, of provider: ID<Provider>, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO bell_schedule (provider_id, edition_id, id, title, lunch_begins, lunch_ends, group_names)
            VALUES (\(provider), \(edition), \(id), \(title), \(schedule.lunch?.lowerBound),
                \(schedule.lunch?.upperBound), \(try JSONDocument(encoding: schedule.groups)))
            """)
        for (number, time) in schedule.hours.sorted(by: { $0.key < $1.key }) {
            try writer.run(
                """
                INSERT INTO bell_hour (provider_id, edition_id, schedule_id, number, begins, ends)
                VALUES (\(provider), \(edition), \(id), \(number), \(time.lowerBound), \(time.upperBound))
                """)
        }
    }

    /// The schedules of an edition with their hours.
    static func whole(
        of edition: ID<TimetableEdition>, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> [WrittenSchedule] {
        var schedules = try reader.all(all(of: edition, in: provider))
        for hour in try reader.all(hours(of: edition, in: provider)) where hour.begins < hour.ends {
            guard let place = schedules.firstIndex(where: { $0.id == hour.schedule }) else { continue }
            schedules[place].schedule.hours[hour.number] = hour.begins..<hour.ends
        }
        return schedules
    }

    /// The schedules of an edition, by title.
    private static func all(of edition: ID<TimetableEdition>, in provider: ID<Provider>) -> Query<WrittenSchedule> {
        Query(
            """
            SELECT bell_schedule.id, bell_schedule.title, bell_schedule.lunch_begins, bell_schedule.lunch_ends,
                bell_schedule.group_names
            FROM bell_schedule
            WHERE bell_schedule.provider_id = \(provider) AND bell_schedule.edition_id = \(edition)
            ORDER BY bell_schedule.title
            """
        ) { row in
            let id = try row.next(ID<WrittenSchedule>.self)
            var schedule = EditionDraft.Schedule(title: try row.next())
            schedule.lunch = try LessonTime.lunch(&row)
            schedule.groups = try row.next(JSONDocument?.self)?.decoded(as: [String].self) ?? []
            return WrittenSchedule(id: id, schedule: schedule)
        }
    }

    /// The hours of an edition's schedules.
    private static func hours(
        of edition: ID<TimetableEdition>, in provider: ID<Provider>
    ) -> Query<(schedule: ID<WrittenSchedule>, number: Int, begins: Int, ends: Int)> {
        Query(
            """
            SELECT bell_hour.schedule_id, bell_hour.number, bell_hour.begins, bell_hour.ends
            FROM bell_hour
            WHERE bell_hour.provider_id = \(provider) AND bell_hour.edition_id = \(edition)
            """
        ) { row in (try row.next(), try row.next(), try row.next(), try row.next()) }
    }
}
