import Attendance
import Base
import Directory

/// One pupil over one limit, as the principal's report has it.
struct ReportRow: Hashable, Sendable {
    let pupil: ClassPupil
    let alert: Alert

    /// How the report can be ordered.
    enum Order: String, CaseIterable, Sendable { case name, homeroom, limit, since, took }
}

extension [ReportRow] {
    /// By one column; rows that are alike in it stand by class and name.
    func sorted(by order: ReportRow.Order, isDescending: Bool, on today: CivilDate) -> [ReportRow] {
        // Each key is made once, not for every comparison.
        let keyed = map { (row: $0, keys: ($0.classKey, $0.nameKey, $0.limitKey), key: $0.key(order, today)) }
        let places = keyed.sorted { $0.keys < $1.keys }.enumerated().map { (place: $0.offset, keyed: $0.element) }
        return places.sorted { left, right in
            let (first, second) = (left.keyed.key, right.keyed.key)
            if first == second { return left.place < right.place }
            return isDescending ? first > second : first < second
        }.map(\.keyed.row)
    }
}

extension ReportRow {
    /// For how many days nobody has reacted, or had not when somebody did.
    func waited(on today: CivilDate) -> Int {
        let from = alert.isOpen && alert.answer != nil ? alert.latest : alert.since
        return alert.isOpen ? Int(today.dayNumber - from.dayNumber) : alert.daysToAnswer ?? 0
    }

    fileprivate var classKey: String { SortKey.of(pupil.title ?? "~") }
    fileprivate var nameKey: String { pupil.person.name.sortKey }
    fileprivate var limitKey: String {
        SortKey.of("\(alert.limit.kind == .absenceHours ? 1 : 0) \(alert.limit.amount) \(alert.term.begins)")
    }

    fileprivate func key(_ order: Order, _ today: CivilDate) -> String {
        switch order {
        case .name: nameKey
        case .homeroom: classKey
        case .limit: limitKey
        case .since: alert.since.description
        case .took: SortKey.of("\(alert.isOpen ? 1 : 0) \(waited(on: today))")
        }
    }
}
