import Base
import Testing
import Timetable

@Suite struct CalendarTextTests {
    private func event(_ day: String, isCancelled: Bool = false, summary: String = "Biologia") -> CalendarText.Event {
        CalendarText.Event(
            uid: "a@digione", day: Trial.day(day), begins: 495, ends: 540, summary: summary, place: "Labra 1; B-siipi",
            isCancelled: isCancelled, revision: 7, changed: Instant(milliseconds: 1_795_421_700_000))
    }

    private func text(_ events: CalendarText.Event...) -> String {
        CalendarText(name: "Lukujärjestys: Aino", language: .fi, events).text
    }

    @Test func `lessons stand in the time of Finland, before and after clocks change`() {
        let text = text(event("2027-03-26"), event("2027-03-29"))
        #expect(text.contains("DTSTART;TZID=Europe/Helsinki:20270326T081500\r\n"))
        #expect(text.contains("DTSTART;TZID=Europe/Helsinki:20270329T081500\r\n"))
        #expect(text.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300"))
        #expect(text.contains("DTSTAMP:20261123T081500Z"))
    }

    @Test func `the calendar's name has no soft hyphens, which programs show as they please`() {
        let text = CalendarText(name: "Luku\u{AD}järjestys: Aino", language: .fi, []).text
        #expect(text.contains("X-WR-CALNAME:Lukujärjestys: Aino\r\n"))
    }

    @Test func `a cancelled lesson keeps its name and says so`() {
        let text = text(event("2026-11-23", isCancelled: true))
        #expect(text.contains("UID:a@digione\r\n"))
        #expect(text.contains("STATUS:CANCELLED\r\n"))
        #expect(text.contains("SEQUENCE:7\r\n"))
    }

    @Test func `text is escaped and lines are folded within 75 octets`() {
        let long = String(repeating: "Äidinkieli, ", count: 20)
        let text = text(event("2026-11-23", summary: long))
        #expect(text.contains("LOCATION:Labra 1\\; B-siipi"))
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        let unfolded = text.replacing("\r\n ", with: "")
        #expect(unfolded.contains("SUMMARY:" + long.replacing(",", with: "\\,")))
    }
}
