import Base

/// How long the door may be open.
enum OpeningSpan: Int64, CaseIterable {
    case quarter = 15
    case lesson = 45
    case doubleLesson = 90
    case morning = 180

    /// The end: full five minutes of the clock, and never past the day.
    func end(from now: Instant) -> Instant {
        let five: Int64 = 5 * 60_000
        let raw = now.adding(minutes: rawValue).milliseconds
        let rounded = Instant(milliseconds: (raw + five - 1) / five * five)
        return min(rounded, Instant(startOf: now.day.adding(days: 1)))
    }

    /// The spans with their ends, each end once.
    static func choices(from now: Instant) -> [(span: OpeningSpan, end: Instant)] {
        var seen: Set<Instant> = []
        return allCases.map { ($0, $0.end(from: now)) }.filter { seen.insert($0.1).inserted }
    }
}
