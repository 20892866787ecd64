import Base
import Storage
import Timetable

/// Who decides about an application: the teacher of the pupil's own class, or the principal of the school.
enum LeaveDecider: String, Hashable, Sendable, ColumnValue { case teacher, principal }

/// What a provider has decided about leave.
struct LeaveRules: Hashable, Sendable {
    /// Up to how many school days the teacher of the class decides.
    var teacherDays = 5
    /// Where a claim for a revised decision is sent; empty until the administrator has written it.
    var authority = TranslatedName(fi: "", sv: "")
    var address = TranslatedName(fi: "", sv: "")

    /// The most that an administrator may set.
    static let mostDays = 366

    /// Nothing but a full grant may be decided without complete appeal instructions (Administrative Procedure Act 46 §).
    var hasAppeal: Bool {
        ![authority.fi, authority.sv ?? "", address.fi, address.sv ?? ""].contains("")
    }

    /// Who decides by the length; without a teacher of the class it is the principal.
    func decider(schoolDays: Int, hasClassTeacher: Bool) -> LeaveDecider {
        hasClassTeacher && schoolDays <= teacherDays ? .teacher : .principal
    }
}

extension SchoolCalendar {
    /// How many of the days are school days: holidays are none, a Saturday that the school works is one.
    func schoolDays(in days: ClosedRange<CivilDate>) -> Int {
        let length = Int(days.upperBound.dayNumber - days.lowerBound.dayNumber)
        return (0...length).count { isSchoolDay(days.lowerBound.adding(days: $0)) }
    }
}
