/// A day of the proleptic Gregorian calendar, years 1 to 9999; school life is counted in these.
package struct CivilDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    package let dayNumber: Int32

    package init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// nil when the day does not exist.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, year: year)
        else { return nil }
        self.init(dayNumber: CivilDate.dayNumber(year, month, day))
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

    package var parts: (year: Int, month: Int, day: Int) {
        // Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package var year: Int { parts.year }
    package var month: Int { parts.month }
    package var day: Int { parts.day }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int { (Int(dayNumber) + 3 + 7_000_000) % 7 + 1 }

    package func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + Int32(days)) }

    /// The same day `years` later or, when negative, earlier. From 29 February it is 1 March in a later common year, as
    /// ages are counted in law, and 28 February in an earlier one: who was born on the result or before is that old.
    package func adding(years: Int) -> CivilDate {
        let (year, month, day) = parts
        let same = CivilDate.dayNumber(year + years, month, day)
        let isMissing = day > CivilDate.length(ofMonth: month, year: year + years)
        return CivilDate(dayNumber: isMissing && years < 0 ? same - 1 : same)
    }

    /// Full years from this birth day to `today`.
    package func age(on today: CivilDate) -> Int {
        let born = parts
        let now = today.parts
        return now.year - born.year - ((now.month, now.day) < (born.month, born.day) ? 1 : 0)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }
}

extension CivilDate: LosslessStringConvertible {
    /// Exactly `YYYY-MM-DD` (ISO 8601 extended form).
    package init?(_ text: String) {
        guard text.utf8.count == 10 else { return nil }
        var numbers = (0, 0, 0)
        for (place, byte) in text.utf8.enumerated() {
            let isDigit = (48...57).contains(byte)
            switch place {
            case 4, 7: guard byte == 45 else { return nil }
            case _ where !isDigit: return nil
            case 0..<4: numbers.0 = numbers.0 * 10 + Int(byte - 48)
            case 5..<7: numbers.1 = numbers.1 * 10 + Int(byte - 48)
            default: numbers.2 = numbers.2 * 10 + Int(byte - 48)
            }
        }
        self.init(year: numbers.0, month: numbers.1, day: numbers.2)
    }

    package var description: String {
        let (year, month, day) = parts
        func digit(_ value: Int) -> UInt8 { 48 + UInt8(truncatingIfNeeded: value % 10) }
        return String(unsafeUninitializedCapacity: 10) { text in
            _ = text.update(fromContentsOf: [
                digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), 45,
                digit(month / 10), digit(month), 45, digit(day / 10), digit(day),
            ])
            return 10
        }
    }
}

extension CivilDate: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CivilDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no day as YYYY-MM-DD")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
