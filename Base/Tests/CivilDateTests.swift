import Base
import Testing

@Suite struct CivilDateTests {
    /// Counts the days on its own, month by month, and asks for the first and the last day of each.
    @Test func `every month of the years 1 to 9999 has its days`() throws {
        var dayNumber: Int32 = -719_162
        for year in 1...9999 {
            for month in 1...12 {
                let length = Self.length(of: month, year)
                let first = try #require(CivilDate(year: year, month: month, day: 1))
                let last = first.adding(days: length - 1)
                guard first.dayNumber == dayNumber, first.parts == (year, month, 1),
                    last.parts == (year, month, length),
                    CivilDate(year: year, month: month, day: length + 1) == nil
                else {
                    Issue.record("\(year)-\(month) is wrong")
                    return
                }
                dayNumber += Int32(length)
            }
        }
        #expect(dayNumber == 2_932_897)
    }

    @Test func `a text comes back as the same text, every 11th day`() {
        for number in stride(from: Int32(-719_162), through: 2_932_896, by: 11) {
            let date = CivilDate(dayNumber: number)
            if CivilDate(date.description) != date { Issue.record("\(date) does not come back") }
        }
    }

    @Test(arguments: [
        (1896, true), (1900, false), (2000, true), (2023, false), (2024, true), (2100, false), (4, true), (100, false),
    ])
    func `29 February is there in leap years only`(_ year: Int, _ isLeap: Bool) {
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
    }

    @Test(arguments: [
        (0, 1, 1), (10_000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 4, 31), (2026, 1, -1), (-1, 1, 1),
    ])
    func `a day that does not exist is none`(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        ("1970-01-01", 4), ("2026-11-23", 1), ("2026-11-29", 7), ("0001-01-01", 1), ("9999-12-31", 5),
        ("2024-02-29", 4),
        ("1899-12-31", 7),
    ])
    func `a weekday is counted from Monday`(_ text: String, _ weekday: Int) throws {
        #expect(try #require(CivilDate(text)).weekday == weekday)
    }

    @Test(arguments: [
        "", "2026-11-3", "2026-1-23", "26-11-23", "2026/11/23", "20261123", "2026-11-23 ", " 2026-11-23", "+026-11-23",
        "2026-02-30", "0000-01-01", "2026-11-2٣", "2026-11-23T00:00", "２０２６-11-23", "2026-W48-1",
    ])
    func `another text is not a date`(_ text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(arguments: [
        ("2008-02-29", 18, "2026-03-01"), ("2008-02-29", 4, "2012-02-29"), ("2008-02-28", 18, "2026-02-28"),
        ("2026-11-23", 0, "2026-11-23"), ("2026-11-23", -18, "2008-11-23"), ("2024-02-29", -1, "2023-02-28"),
        ("2028-02-29", -18, "2010-02-28"),
        ("2024-02-29", -4, "2020-02-29"), ("2024-03-01", -1, "2023-03-01"),
    ])
    func `years are added as ages are counted`(_ text: String, _ years: Int, _ later: String) throws {
        #expect(try #require(CivilDate(text)).adding(years: years).description == later)
    }

    @Test(arguments: [
        ("2008-11-23", "2026-11-22", 17), ("2008-11-23", "2026-11-23", 18), ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18), ("2008-02-29", "2028-02-29", 20), ("2026-11-23", "2026-11-23", 0),
    ])
    func `an age is in full years`(_ born: String, _ today: String, _ age: Int) throws {
        #expect(try #require(CivilDate(born)).age(on: try #require(CivilDate(today))) == age)
    }

    @Test func `whoever is born after the day eighteen years ago is not yet eighteen`() throws {
        var today = try #require(CivilDate("2026-01-01"))
        for _ in 0..<1500 {
            let limit = today.adding(years: -18)
            let agrees = limit.age(on: today) >= 18 && limit.adding(days: 1).age(on: today) < 18
            if !agrees { Issue.record("on \(today) the limit \(limit) and the age disagree") }
            today = today.adding(days: 1)
        }
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        if month == 2 {
            return year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) ? 29 : 28
        }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
