package import Base
package import Directory
package import Storage

extension SchoolCalendar {
    /// The calendar of a school for `days`, by the timetable that is in force there; without one it is that of weeks
    /// without holidays.
    package static func of(
        _ school: ID<Organisation>, in provider: ID<Provider>, for days: ClosedRange<CivilDate>, _ reader: any Reader
    ) throws -> SchoolCalendar {
        SchoolCalendar(
            try reader.all(
                Query<SpecialDays>(
                    """
                    SELECT special_day.kind, special_day.first_day, special_day.last_day, special_day.follows,
                        special_day.title
                    FROM timetable_present
                    JOIN special_day ON special_day.provider_id = timetable_present.provider_id
                        AND special_day.edition_id = timetable_present.edition_id
                    WHERE timetable_present.provider_id = \(provider) AND timetable_present.organisation_id = \(school)
                        AND special_day.last_day >= \(days.lowerBound) AND special_day.first_day <= \(days.upperBound)
                    """)))
    }
}

extension SpecialDays: RowDecodable {
    package init(row: inout Row) throws {
        let kind = try row.next(String.self)
        let (first, last) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
        self.init(
            kind == "school" ? .school : .holiday, first...max(first, last), follows: try row.next(),
            title: try row.next())
    }
}
