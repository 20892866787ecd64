import Base
import Directory
import Storage
import Timetable

/// Which days are school days for a pupil; without a timetable the weekdays are.
struct PupilCalendar {
    let days: ClosedRange<CivilDate>
    private let plan: LessonPlan

    /// How far around an absence adjoining ones are looked for: longer than any holiday but the summer.
    private static let around = 40

    init(
        _ person: ID<Person>, in provider: ID<Provider>, around days: ClosedRange<CivilDate>, _ reader: any Reader
    ) throws {
        self.days = days.lowerBound.adding(days: -Self.around)...days.upperBound.adding(days: Self.around)
        plan = try LessonPlan.load(
            .pupils([person], [provider]), from: self.days.lowerBound, to: self.days.upperBound, in: reader)
    }

    /// How many of the days are school days.
    func schoolDays(_ days: ClosedRange<CivilDate>) -> Int {
        (days.lowerBound.dayNumber...days.upperBound.dayNumber).map(CivilDate.init(dayNumber:)).filter { day in
            plan.lessons.isEmpty ? day.weekday <= 5 : plan.lessons(on: day).contains(where: \.isOn)
        }.count
    }

    /// The days with those of other notices for another reason that overlap them, or that no school day lies between.
    func joined(_ days: ClosedRange<CivilDate>, with notices: [AbsenceNotice]) -> ClosedRange<CivilDate> {
        let others = notices.filter {
            $0.endedAt == nil && $0.absenceClass == .other && ($0.origin == .guardian || $0.origin == .student)
        }
        var joined = days
        for _ in others {
            for other in others.map(\.days) where isAdjoining(other, joined) {
                joined =
                    min(joined.lowerBound, other.lowerBound)...max(joined.upperBound, other.upperBound)
            }
        }
        return joined
    }

    private func isAdjoining(_ one: ClosedRange<CivilDate>, _ two: ClosedRange<CivilDate>) -> Bool {
        let (first, second) = one.lowerBound <= two.lowerBound ? (one, two) : (two, one)
        let (after, before) = (first.upperBound.adding(days: 1), second.lowerBound.adding(days: -1))
        return after > before || schoolDays(after...before) == 0
    }
}
