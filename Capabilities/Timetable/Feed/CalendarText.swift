package import Base

/// An iCalendar object (RFC 5545) of lessons; times are Finland's, with the rules of its summer time inside.
package struct CalendarText: Sendable {
    /// One lesson on one day.
    package struct Event: Sendable {
        /// The same for ever, also when the lesson is moved or cancelled (RFC 5545 §3.8.4.7).
        package var uid: String
        package var day: CivilDate
        package var begins: Int
        package var ends: Int
        package var summary: String
        package var place: String?
        package var text: String?
        package var isCancelled: Bool
        /// Grows with every change of the timetable (RFC 5545 §3.8.7.4).
        package var revision: Int
        package var changed: Instant

        package init(
            uid: String, day: CivilDate, begins: Int, ends: Int, summary: String, place: String? = nil,
            text: String? = nil, isCancelled: Bool = false, revision: Int, changed: Instant
        ) {
            (self.uid, self.day, self.begins, self.ends, self.summary) = (uid, day, begins, ends, summary)
            (self.place, self.text, self.isCancelled) = (place, text, isCancelled)
            (self.revision, self.changed) = (revision, changed)
        }
    }

    private var lines: [String] = []

    /// The text with CRLF and folded lines.
    package var text: String { lines.map(Self.folded).joined() }

    package init(name: String, language: Language, _ events: [Event]) {
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//DigiOne//Timetable//\(language.rawValue.uppercased())",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ]
        lines += Self.timeZone
        for event in events { lines += Self.lines(of: event) }
        lines.append("END:VCALENDAR")
    }

    /// The rules that hold since 1997: clocks change at 1.00 UTC on the last Sundays of March and October (Directive
    /// 2000/84/EC).
    private static let timeZone = [
        "BEGIN:VTIMEZONE", "TZID:Europe/Helsinki",
        "BEGIN:DAYLIGHT", "DTSTART:19970330T030000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0300", "TZNAME:EEST", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:19971026T040000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0200", "TZNAME:EET", "END:STANDARD",
        "END:VTIMEZONE",
    ]

    private static func lines(of event: Event) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(event.uid)", "DTSTAMP:\(utc(event.changed))",
            "LAST-MODIFIED:\(utc(event.changed))", "SEQUENCE:\(event.revision)",
            "DTSTART;TZID=Europe/Helsinki:\(local(event.day, event.begins))",
            "DTEND;TZID=Europe/Helsinki:\(local(event.day, event.ends))", "SUMMARY:\(escaped(event.summary))",
        ]
        if let place = event.place { lines.append("LOCATION:\(escaped(place))") }
        if let text = event.text { lines.append("DESCRIPTION:\(escaped(text))") }
        lines.append("STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")")
        lines.append("TRANSP:\(event.isCancelled ? "TRANSPARENT" : "OPAQUE")")
        lines.append("END:VEVENT")
        return lines
    }

    private static func local(_ day: CivilDate, _ minute: Int) -> String {
        "\(digits(day))T\(two(minute / 60))\(two(minute % 60))00"
    }

    private static func utc(_ instant: Instant) -> String {
        String(instant.description.prefix(19)).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func digits(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// RFC 5545 §3.3.11.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n", "\r\n", "\r": escaped += "\\n"
            default: escaped.append(character)
            }
        }
    }

    /// Lines of at most 75 octets, never broken within a character (RFC 5545 §3.1).
    static func folded(_ line: String) -> String {
        var (text, octets) = ("", 0)
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if octets + size > 75 {
                text += "\r\n "
                octets = 1
            }
            text.unicodeScalars.append(scalar)
            octets += size
        }
        return text + "\r\n"
    }
}
