import Base
import Timetable

extension LeaveSample {
    /// How far ahead the calendar is asked: over a summer holiday and into the autumn.
    static let horizon = SchoolCalendar.horizon + 60

    /// Eight school days in a month's time, as a family asks for them: in the middle of a term. Before a holiday they are
    /// nearer and may be fewer, but enough for the principal; when the term is as good as over, they lie in the next one.
    static func days(after today: CivilDate, isSchoolDay: (CivilDate) -> Bool) -> [CivilDate] {
        for ahead in [28, 21, 14, 7, 2] {
            let days = run(from: today.adding(days: ahead), isSchoolDay)
            if days.count > LeaveRules().teacherDays { return days }
        }
        let term = (1...SchoolCalendar.horizon).map { today.adding(days: $0) }.first { day in
            isSchoolDay(day) && !(1...14).contains { isSchoolDay(day.adding(days: -$0)) }
        }
        return term.map { run(from: $0.adding(days: 28), isSchoolDay) } ?? []
    }

    /// School days of two weeks that begin while there is school: not with a term's first days, nor after a holiday.
    private static func run(from day: CivilDate, _ isSchoolDay: (CivilDate) -> Bool) -> [CivilDate] {
        guard (1...7).contains(where: { isSchoolDay(day.adding(days: -$0)) }),
            let first = (0...3).map({ day.adding(days: $0) }).first(where: isSchoolDay)
        else { return [] }
        return Array((0..<14).map { first.adding(days: $0) }.filter(isSchoolDay).prefix(8))
    }
}
