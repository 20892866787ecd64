import Base
import Foundation
import Testing

@Suite struct InstantTests {
    /// At 01:00 UTC the clocks go from 3 to 4 in March and from 4 to 3 in October.
    @Test(arguments: [
        ("2026-03-29T00:59:59.999Z", "2026-03-29", 179), ("2026-03-29T01:00:00.000Z", "2026-03-29", 240),
        ("2026-10-25T00:59:59.999Z", "2026-10-25", 239), ("2026-10-25T01:00:00.000Z", "2026-10-25", 180),
        ("2027-03-28T00:59:59.999Z", "2027-03-28", 179), ("2027-03-28T01:00:00.000Z", "2027-03-28", 240),
        ("2027-10-31T00:59:59.999Z", "2027-10-31", 239), ("2027-10-31T01:00:00.000Z", "2027-10-31", 180),
        ("2026-11-22T21:59:59.999Z", "2026-11-22", 1439), ("2026-11-22T22:00:00.000Z", "2026-11-23", 0),
        ("2026-06-30T20:59:59.999Z", "2026-06-30", 1439), ("2026-06-30T21:00:00.000Z", "2026-07-01", 0),
        ("2026-03-28T22:00:00.000Z", "2026-03-29", 0), ("2026-03-29T21:00:00.000Z", "2026-03-30", 0),
        ("2026-10-24T21:00:00.000Z", "2026-10-25", 0), ("2026-10-25T22:00:00.000Z", "2026-10-26", 0),
        ("2026-12-31T22:00:00.000Z", "2027-01-01", 0),
    ])
    func `days and minutes are Finland's`(_ text: String, _ day: String, _ minute: Int) throws {
        let local = try #require(Instant(text)).local
        #expect(local.day.description == day)
        #expect(local.minute == minute)
    }

    @Test func `a moment before 1970 lies on its day`() throws {
        #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(try #require(Instant("1950-06-01T21:30:00.000Z")).day.description == "1950-06-01")
    }

    @Test(
        arguments: [
            ("2026-11-23T06:15:00Z", 1_795_414_500_000), ("2026-11-23T06:15:00.000Z", 1_795_414_500_000),
            ("2026-11-23T06:15:00.007Z", 1_795_414_500_007), ("2026-11-23T08:15:00+02:00", 1_795_414_500_000),
            ("2026-11-23T00:45:00.5-05:30", 1_795_414_500_500), ("1970-01-01T00:00:00Z", 0),
        ] as [(String, Int64)])
    func `a text with any offset is read`(_ text: String, _ milliseconds: Int64) {
        #expect(Instant(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "06:15:00Z", "2026-11-23T06:15:00", "2026-13-01T00:00:00Z", "yesterday", "1795414500000",
    ])
    func `a text without day, time and offset is none`(_ text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `every millisecond of a second prints and comes back`() {
        for milliseconds in Int64(1_795_414_500_000)..<1_795_414_501_000 {
            let instant = Instant(milliseconds: milliseconds)
            let text = instant.description
            if !text.hasSuffix(String(format: ".%03dZ", milliseconds % 1000)) || Instant(text) != instant
                || Instant(instant.date) != instant
            {
                Issue.record("\(milliseconds) prints as \(text)")
                return
            }
        }
    }

    @Test func `steps are added in seconds, minutes and days of 24 hours`() {
        let start = Instant(milliseconds: 1000)
        #expect(start.adding(seconds: -1).milliseconds == 0)
        #expect(start.adding(minutes: 2).milliseconds == 121_000)
        #expect(start.adding(days: 1).milliseconds == 86_401_000)
        #expect(start < start.adding(seconds: 1))
    }

    @Test func `the system's clock is the present`() {
        let difference = Instant.fromSystemClock().milliseconds - Instant(Date()).milliseconds
        #expect(abs(difference) < 5000)
    }
}
