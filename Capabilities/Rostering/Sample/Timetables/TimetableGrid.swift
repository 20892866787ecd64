import Base

extension Sample {
    /// Places the lessons of a school's groups into a week so that nobody is in two places at one time, as far as there
    /// is room.
    struct TimetableGrid {
        struct Lesson {
            let number: Int
            let group: TimetableSource.Group
            let weekday: Int
            let hour: Int
            let length: Int
        }

        private static let hoursADay = 8
        private var busy: [String: UInt64] = [:]
        private(set) var lessons: [Lesson] = []

        /// Groups of several classes are placed first: they have the least choice.
        init(_ groups: [TimetableSource.Group]) {
            let mixed = groups.filter { $0.homeroom == nil }
            for (index, group) in (mixed + groups.filter { $0.homeroom != nil }).enumerated() {
                place(group, number: index + 1)
            }
        }

        private mutating func place(_ group: TimetableSource.Group, number: Int) {
            var used: Set<Int> = []
            for length in TimetableGrid.lengths(group) {
                guard let (weekday, hour) = spot(group, length, avoiding: used) else { continue }
                used.insert(weekday)
                let bits = TimetableGrid.bits(weekday, hour, length)
                for person in group.people { busy[key(person, group), default: 0] |= bits }
                lessons.append(
                    Lesson(number: number, group: group, weekday: weekday, hour: hour, length: length))
            }
        }

        /// The earliest free hours, on another day than the group's other lessons if there is one.
        private func spot(
            _ group: TimetableSource.Group, _ length: Int, avoiding used: Set<Int>
        ) -> (weekday: Int, hour: Int)? {
            let taken = group.people.reduce(UInt64(0)) { $0 | busy[key($1, group), default: 0] }
            for isNew in [true, false] {
                for hour in 1...(TimetableGrid.hoursADay - length + 1) {
                    for weekday in 1...5 where isNew != used.contains(weekday) {
                        if taken & TimetableGrid.bits(weekday, hour, length) == 0 { return (weekday, hour) }
                    }
                }
            }
            return nil
        }

        /// Groups of different periods may have the same hours.
        private func key(_ person: String, _ group: TimetableSource.Group) -> String {
            "\(person) \(group.days.lowerBound)"
        }

        /// The hours of a lesson among the 40 of a week.
        private static func bits(_ weekday: Int, _ hour: Int, _ length: Int) -> UInt64 {
            (0..<length).reduce(UInt64(0)) { $0 | 1 << UInt64((weekday - 1) * hoursADay + hour - 1 + $1) }
        }

        /// The lessons of a week, each with its hours; handicraft, gymnastics and cooking go over two or more.
        private static func lengths(_ group: TimetableSource.Group) -> [Int] {
            if group.code.contains(".") { return [2, 2, 1] }
            switch group.subject.code {
            case "AI", "MA": return [1, 1, 1, 1]
            case "A1", "YL": return [1, 1, 1]
            case "B1", "HI", "A2", "B2": return [1, 1]
            case "LI", "KS", "KU": return [2]
            case "KO": return [3]
            default: return [1]
            }
        }
    }
}
