import Base
import Timetable

/// Days that somebody asks for, judged before anything is written.
struct LeaveRequest: Hashable, Sendable {
    let days: ClosedRange<CivilDate>
    let schoolDays: Int

    /// Why it cannot be applied for.
    enum Refusal: Error, Hashable {
        case endsBeforeBegin, past, tooLong, noSchoolDays
        /// So few school days that the home tells of them and needs no leave.
        case noticeIsEnough
    }

    /// A school year.
    static let mostDays = 366

    init(
        from first: CivilDate, to last: CivilDate, _ calendar: SchoolCalendar, today: CivilDate, noticeDays: Int
    ) throws(Refusal) {
        guard first <= last else { throw .endsBeforeBegin }
        guard first >= today else { throw .past }
        guard last < first.adding(days: Self.mostDays), first < today.adding(days: Self.mostDays) else {
            throw .tooLong
        }
        (days, schoolDays) = (first...last, calendar.schoolDays(in: first...last))
        guard schoolDays > 0 else { throw .noSchoolDays }
        guard schoolDays > noticeDays else { throw .noticeIsEnough }
    }
}

/// What somebody is about to decide, judged against what was applied for.
struct LeaveVerdict: Hashable, Sendable {
    let outcome: LeaveOutcome
    /// The days that are granted; nil when none are.
    let days: ClosedRange<CivilDate>?
    let schoolDays: Int
    let reasons: String

    /// Why it cannot be decided so.
    enum Refusal: Error, Hashable {
        case endsBeforeBegin, outside, noSchoolDays, allDays, reasonsMissing, appealMissing
    }

    /// - Parameters:
    ///   - days: the days to grant when it is fewer than those applied for.
    ///   - hasAppeal: whether the provider's appeal instructions are complete.
    init(
        _ outcome: LeaveOutcome, days: ClosedRange<CivilDate>?, reasons: String, of request: LeaveRequest,
        _ calendar: SchoolCalendar, hasAppeal: Bool
    ) throws(Refusal) {
        (self.outcome, self.reasons) = (outcome, reasons)
        switch outcome {
        case .granted: (self.days, schoolDays) = (request.days, request.schoolDays)
        case .refused: (self.days, schoolDays) = (nil, 0)
        case .partly:
            guard let days else { throw .endsBeforeBegin }
            guard request.days.contains(days.lowerBound), request.days.contains(days.upperBound) else { throw .outside }
            (self.days, schoolDays) = (days, calendar.schoolDays(in: days))
            guard schoolDays > 0 else { throw .noSchoolDays }
            guard schoolDays < request.schoolDays else { throw .allDays }
        }
        guard outcome != .granted else { return }
        if reasons.isEmpty { throw .reasonsMissing }
        if !hasAppeal { throw .appealMissing }
    }
}

extension LeaveRequest {
    /// What was applied for, as it was counted then.
    init(applied days: ClosedRange<CivilDate>, schoolDays: Int) { (self.days, self.schoolDays) = (days, schoolDays) }
}
