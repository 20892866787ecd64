import Attendance
import Base

/// That somebody reacted, as far as the rules need it.
struct ReactionMark: Hashable, Sendable {
    let limit: AbsenceLimit.Key
    let termBegins: CivilDate
    let step: ReactionStep
    let reactedOn: CivilDate
    /// The day on which it was written down.
    let writtenOn: CivilDate
}

/// A limit that a pupil has reached.
struct Alert: Hashable, Sendable {
    let limit: AbsenceLimit
    let term: SchoolTerm
    /// The day on which the limit was reached.
    let since: CivilDate
    /// The day on which it was last reached anew: by the newest of several unexplained absences.
    let latest: CivilDate
    /// The absences that count, and on how many days they are.
    let hours: LessonHours
    let days: Int
    /// What was written about it, the earliest first.
    let reactions: [ReactionMark]

    /// Nobody has reacted, or not since another absence stayed unexplained.
    var isOpen: Bool {
        switch limit.kind {
        case .absenceHours: reactions.isEmpty
        case .unexplainedDays: !reactions.contains { $0.writtenOn >= latest }
        }
    }

    /// The first reaction to it; one that is older than a correction which moved the limit's day counts too.
    var answer: ReactionMark? { reactions.first { $0.writtenOn >= since } ?? reactions.first }

    /// For how many days the oldest of the absences has been unexplained.
    func daysUnexplained(on today: CivilDate) -> Int { Int(today.dayNumber - since.dayNumber) + limit.amount }

    /// For how many days the limit had been reached when somebody reacted.
    var daysToAnswer: Int? {
        answer.map { max(0, Int($0.reactedOn.dayNumber - since.dayNumber)) }
    }
}

/// A pupil's absences of a school year, what limits they reach on a day, and what was done. Computed at each read from
/// the entries that speak now, so that a correction corrects this too.
struct Trail: Hashable, Sendable {
    let term: SchoolTerm
    let sums: AbsenceSums
    /// By limit, those of unexplained days by the term of the absences.
    let alerts: [Alert]

    /// - Parameters:
    ///   - days: the pupil's absences since the school year began.
    ///   - sessions: the terms that the register has.
    init(
        _ days: [AbsenceDay], _ reactions: [ReactionMark], _ limits: [AbsenceLimit], _ sessions: [SchoolTerm.Session],
        on today: CivilDate
    ) {
        let term = SchoolTerm.of(today, sessions)
        let days = days.filter { $0.day <= today }.sorted { $0.day < $1.day }
        let present = days.filter { $0.day >= term.begins }
        (self.term, sums) = (term, AbsenceSums(present))
        alerts = AbsenceLimit.sorted(limits).flatMap { limit in
            switch limit.kind {
            case .absenceHours:
                [Alert(limit, present, in: term, Trail.marks(reactions, limit, term))].compactMap { $0 }
            case .unexplainedDays:
                Dictionary(grouping: days) { SchoolTerm.of($0.day, sessions) }.sorted { $0.key.begins < $1.key.begins }
                    .compactMap { term, days in
                        Alert(limit, unexplained: days, in: term, Trail.marks(reactions, limit, term), on: today)
                    }
            }
        }
    }

    /// A reaction to more of the same is one to less.
    private static func marks(
        _ reactions: [ReactionMark], _ limit: AbsenceLimit, _ term: SchoolTerm
    ) -> [ReactionMark] {
        reactions.filter {
            $0.limit.kind == limit.kind && $0.limit.amount >= limit.amount && $0.termBegins == term.begins
        }.sorted { ($0.writtenOn, $0.reactedOn) < ($1.writtenOn, $1.reactedOn) }
    }

    /// What waits for somebody, of each kind the highest limit alone.
    func waiting(for alerted: AbsenceLimit.Alerted) -> [Alert] {
        let open = alerts.filter { $0.isOpen && $0.limit.alerts.contains(alerted) }
        return AbsenceLimit.Kind.allCases.compactMap { kind in open.last { $0.limit.kind == kind } }
    }

    /// The highest limit of hours that is reached, and the unexplained ones.
    var highest: [Alert] {
        AbsenceLimit.Kind.allCases.compactMap { kind in alerts.last { $0.limit.kind == kind } }
    }
}

extension Alert {
    /// Hours in a term: reached on the day on which they were as many as the limit, or more.
    init?(_ limit: AbsenceLimit, _ days: [AbsenceDay], in term: SchoolTerm, _ reactions: [ReactionMark]) {
        let counted = days.filter { limit.classes.contains($0.absenceClass) }
        var minutes = 0
        var reached: CivilDate?
        for day in counted {
            minutes += day.minutes
            if reached == nil, minutes >= limit.amount * LessonHours.minutesOfOne { reached = day.day }
        }
        guard let reached else { return nil }
        self.init(
            limit: limit, term: term, since: reached, latest: reached, hours: LessonHours(minutes: minutes),
            days: Set(counted.map(\.day)).count, reactions: reactions)
    }

    /// Absences of a term that have been unexplained for as many days as the limit, or more.
    init?(
        _ limit: AbsenceLimit, unexplained days: [AbsenceDay], in term: SchoolTerm, _ reactions: [ReactionMark],
        on today: CivilDate
    ) {
        let overdue = days.filter {
            $0.absenceClass == .unexplained && $0.day.adding(days: limit.amount) <= today
        }
        guard let first = overdue.map(\.day).min(), let last = overdue.map(\.day).max() else { return nil }
        self.init(
            limit: limit, term: term, since: first.adding(days: limit.amount),
            latest: last.adding(days: limit.amount), hours: AbsenceSums(overdue)[.unexplained],
            days: Set(overdue.map(\.day)).count, reactions: reactions)
    }
}
