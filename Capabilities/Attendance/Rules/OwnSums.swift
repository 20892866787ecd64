/// What the entries that speak add up to.
struct OwnSums: Hashable, Sendable {
    /// Minutes of lessons missed, by class; lunch within a lesson is none.
    private(set) var minutes: [AbsenceClass: Int] = [:]
    private(set) var late = 0

    init(_ entries: [AttendanceEntry]) {
        for entry in entries where entry.supersededAt == nil {
            if entry.standing.mark == .late { late += 1 }
            guard let absenceClass = entry.standing.absenceClass else { continue }
            let lesson = entry.occurrence
            minutes[absenceClass, default: 0] += lesson.ends - lesson.begins - lesson.lunch
        }
    }
}
