import Base
import Testing
import Web

@Suite struct DatesTests {
    private func days(_ language: Language) throws -> DayWords {
        DayWords(try WebText.table()(in: language), today: try #require(CivilDate("2026-11-24")))
    }

    private func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

    @Test(arguments: [
        (Language.fi, ["eilen", "tänään", "huomenna", "to 26.11."]),
        (.sv, ["i går", "i dag", "i morgon", "tors 26.11"]),
        (.en, ["yesterday", "today", "tomorrow", "Thu 26 Nov"]),
    ])
    func `days near today have their own words`(_ language: Language, _ expected: [String]) throws {
        let days = try days(language)
        #expect((-1...2).map { days.day(days.today.adding(days: $0)) } == expected)
    }

    @Test(arguments: [
        (Language.fi, "tänään 10.15", "ma 30.11. klo 8.05", "la 2.1.2027 klo 0.00"),
        (.sv, "i dag kl. 10.15", "mån 30.11 kl. 8.05", "lör 2.1.2027 kl. 0.00"),
        (.en, "today 10:15", "Mon 30 Nov 8:05", "Sat 2 Jan 2027 0:00"),
    ])
    func `a moment is told in Finnish time`(
        _ language: Language, _ near: String, _ far: String, _ nextYear: String
    ) throws {
        let days = try days(language)
        #expect(days.moment(try instant("2026-11-24T08:15:00Z")) == near)
        #expect(days.moment(try instant("2026-11-30T06:05:00Z")) == far)
        #expect(days.moment(try instant("2027-01-01T22:00:00Z")) == nextYear)
    }

    @Test(arguments: [
        (Language.fi, "tiistai 24. marraskuuta", "perjantai 1. tammikuuta 2027"),
        (.sv, "tisdag 24 november", "fredag 1 januari 2027"),
        (.en, "Tuesday 24 November", "Friday 1 January 2027"),
    ])
    func `a heading spells the day out`(_ language: Language, _ thisYear: String, _ nextYear: String) throws {
        let days = try days(language)
        #expect(days.long(days.today) == thisYear)
        #expect(days.long(try #require(CivilDate("2027-01-01"))) == nextYear)
    }

    @Test(arguments: [
        (Language.fi, ["tänään", "huomenna", "3 pv", "eilen", "pe 20.11."]),
        (.sv, ["i dag", "i morgon", "3 dagar", "i går", "fre 20.11"]),
        (.en, ["today", "tomorrow", "3 days", "yesterday", "Fri 20 Nov"]),
    ])
    func `a last day is counted in days while it is ahead`(_ language: Language, _ expected: [String]) throws {
        let days = try days(language)
        #expect([0, 1, 3, -1, -4].map { days.until(days.today.adding(days: $0)) } == expected)
    }

    @Test func `lesson hours are written as in a timetable`() throws {
        let days = try days(.fi)
        #expect(days.clock(495, to: 540) == "8.15–9.00")
        #expect(days.atClock(495) == "klo 8.15")
        #expect(days.plain(days.today) == "24.11.2026")
        #expect(days.weekday(days.today) == "ti")
    }

    @Test func `words for a moment carry the moment itself`() throws {
        let text = Part.time("tänään 10.15", at: try instant("2026-11-24T08:15:00.000Z")).text
        #expect(text == #"<time datetime="2026-11-24T08:15:00.000Z">tänään 10.15</time>"#)
    }
}
