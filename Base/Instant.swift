package import Foundation

/// A moment in UTC milliseconds since 1970, the precision that both engines keep.
package struct Instant: Hashable, Sendable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }

    /// The first moment of a civil day in Finland, where clocks are changed at 1.00 UTC.
    package init(startOf day: CivilDate) {
        let midnight = Int64(day.dayNumber) * 86_400
        let before = Instant(milliseconds: (midnight - 3 * 3600) * 1000)
        self.init(milliseconds: (midnight - Int64(Finland.timeZone.secondsFromGMT(for: before.date))) * 1000)
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment of the system's clock.
    package static func fromSystemClock() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package func adding(milliseconds more: Int64) -> Instant { Instant(milliseconds: milliseconds + more) }
    package func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }
    package func adding(minutes: Int64) -> Instant { adding(seconds: minutes * 60) }
    package func adding(days: Int64) -> Instant { adding(seconds: days * 86_400) }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// The civil day in Finland at this moment.
    package var day: CivilDate { local.day }

    /// The civil day and the minute of that day (0–1439) in Finland.
    package var local: (day: CivilDate, minute: Int) {
        let offset = Int64(Finland.timeZone.secondsFromGMT(for: date))
        let seconds = (milliseconds.flooredDivision(by: 1000)) + offset
        let day = seconds.flooredDivision(by: 86_400)
        return (CivilDate(dayNumber: Int32(day)), Int(seconds - day * 86_400) / 60)
    }
}

extension Instant: LosslessStringConvertible {
    /// `2026-11-23T06:15:00.000Z`; any RFC 3339 offset is read.
    package init?(_ text: String) {
        for style in [Date.ISO8601FormatStyle(includingFractionalSeconds: true), .init()] {
            if let date = try? style.parse(text) {
                self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
                return
            }
        }
        return nil
    }

    /// Counted in whole numbers: a `Date` is a fraction of seconds and would lose a millisecond here and there.
    package var description: String {
        let seconds = milliseconds.flooredDivision(by: 1000)
        let day = seconds.flooredDivision(by: 86_400)
        let time = seconds - day * 86_400
        let clock = [time / 3600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let thousandths = String(1000 + milliseconds - seconds * 1000).dropFirst()
        return "\(CivilDate(dayNumber: Int32(day)))T\(clock).\(thousandths)Z"
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// Where the civil days of schools are counted.
package enum Finland {
    package static let timeZone: TimeZone = TimeZone(identifier: "Europe/Helsinki") ?? .gmt
}
