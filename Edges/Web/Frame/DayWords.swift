package import Base

/// Days and times as people say them in the language of `words`, seen from `today`.
package struct DayWords: Sendable {
    package let words: Words<WebText>
    package let today: CivilDate

    package init(_ words: Words<WebText>, today: CivilDate) { (self.words, self.today) = (words, today) }

    /// "tänään", "huomenna", "eilen", otherwise as `date`.
    package func day(_ day: CivilDate) -> String { relative(day) ?? date(day) }

    /// "ma 23.11.", with the year when it is another one than today's.
    package func date(_ day: CivilDate) -> String {
        let pattern: WebText = day.year == today.year ? .dayShort : .dayShortYear
        return filled(pattern, day, weekday: DayWords.shortWeekdays, month: DayWords.shortMonths)
    }

    /// "23.11.2026", for documents and lists over years.
    package func plain(_ day: CivilDate) -> String {
        filled(.dayPlain, day, weekday: DayWords.shortWeekdays, month: DayWords.shortMonths)
    }

    /// "maanantai 23. marraskuuta", for headings.
    package func long(_ day: CivilDate) -> String {
        let pattern: WebText = day.year == today.year ? .dayLong : .dayLongYear
        return filled(pattern, day, weekday: DayWords.weekdays, month: DayWords.months)
    }

    /// "tänään 10.15", "ma 23.11. klo 10.15".
    package func moment(_ instant: Instant) -> String {
        let (day, minute) = instant.local
        let time = clock(minute)
        if let near = relative(day) { return words(.atRelative, ["day": near, "time": time]) }
        return words(.atDay, ["day": date(day), "time": time])
    }

    /// A minute of the day: "8.05".
    package func clock(_ minute: Int) -> String {
        let rest = minute % 60
        return words(.clock, ["hour": String(minute / 60), "minute": rest < 10 ? "0\(rest)" : String(rest)])
    }

    /// "8.15–9.00".
    package func clock(_ begins: Int, to ends: Int) -> String { "\(clock(begins))–\(clock(ends))" }

    /// "klo 8.15", within a sentence.
    package func atClock(_ minute: Int) -> String { words(.atClock, ["time": clock(minute)]) }

    /// "ma", the day of the week alone.
    package func weekday(_ day: CivilDate) -> String { words(DayWords.shortWeekdays[day.weekday - 1]) }

    /// How long until a last day: "tänään", "huomenna", "3 pv"; as `day` when it is past.
    package func until(_ last: CivilDate) -> String {
        let days = Int(last.dayNumber - today.dayNumber)
        return days > 1 ? words(.daysLeft, count: days) : day(last)
    }

    private func relative(_ day: CivilDate) -> String? {
        switch day.dayNumber - today.dayNumber {
        case 0: words(.today)
        case 1: words(.tomorrow)
        case -1: words(.yesterday)
        default: nil
        }
    }

    private func filled(_ pattern: WebText, _ day: CivilDate, weekday: [WebText], month: [WebText]) -> String {
        let parts = day.parts
        return words(
            pattern,
            [
                "weekday": words(weekday[day.weekday - 1]), "day": String(parts.day),
                "monthName": words(month[parts.month - 1]), "year": String(parts.year),
            ])
    }

    private static let shortWeekdays: [WebText] = [
        .mondayShort, .tuesdayShort, .wednesdayShort, .thursdayShort, .fridayShort, .saturdayShort, .sundayShort,
    ]
    private static let weekdays: [WebText] = [
        .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
    ]
    // Finnish and Swedish write the number of the month in short dates, English its name.
    private static let shortMonths: [WebText] = [
        .januaryShort, .februaryShort, .marchShort, .aprilShort, .mayShort, .juneShort, .julyShort, .augustShort,
        .septemberShort, .octoberShort, .novemberShort, .decemberShort,
    ]
    private static let months: [WebText] = [
        .january, .february, .march, .april, .may, .june, .july, .august, .september, .october, .november, .december,
    ]
}

extension Part {
    /// Words for a moment, with the moment itself for machines.
    package static func time(_ text: String, at instant: Instant) -> HTML {
        "<time datetime=\"\(instant.description)\">\(text)</time>"
    }

    /// Words for a day, with the day itself for machines.
    package static func time(_ text: String, on day: CivilDate) -> HTML {
        "<time datetime=\"\(day.description)\">\(text)</time>"
    }
}
