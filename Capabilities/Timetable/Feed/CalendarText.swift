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

    /// With CRLF and folded lines.
    package private(set) var text = ""
    private var clocks: [Int: String] = [:]

    package init(name: String, language: Language, _ events: [Event]) {
        text.reserveCapacity(1024 + events.count * 512)
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//DigiOne//Timetable//\(language.rawValue.uppercased())",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name.replacing("\u{AD}", with: "")))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ] + Self.timeZone {
            add(line)
        }
        // Lessons of a timetable have changed at the same moment, those of a day are on one day.
        var (changed, day): ((Instant, String)?, (CivilDate, String)?) = (nil, nil)
        for event in events {
            if changed?.0 != event.changed { changed = (event.changed, Self.utc(event.changed)) }
            if day?.0 != event.day { day = (event.day, Self.digits(event.day)) }
            add(event, on: day?.1 ?? "", changed: changed?.1 ?? "")
        }
        add("END:VCALENDAR")
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

    /// Thousands of lines: those that never grow long are put together from their pieces.
    private mutating func add(_ event: Event, on day: String, changed: String) {
        put("BEGIN:VEVENT\r\n")
        add("UID:\(event.uid)")
        put("DTSTAMP:", changed, "\r\nLAST-MODIFIED:", changed, "\r\nSEQUENCE:", String(event.revision))
        put("\r\nDTSTART;TZID=Europe/Helsinki:", day, "T", clock(event.begins))
        put("\r\nDTEND;TZID=Europe/Helsinki:", day, "T", clock(event.ends), "\r\n")
        add("SUMMARY:\(Self.escaped(event.summary))")
        if let place = event.place { add("LOCATION:\(Self.escaped(place))") }
        if let text = event.text { add("DESCRIPTION:\(Self.escaped(text))") }
        put(event.isCancelled ? "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT" : "STATUS:CONFIRMED\r\nTRANSP:OPAQUE")
        put("\r\nEND:VEVENT\r\n")
    }

    private mutating func put(_ pieces: String...) {
        for piece in pieces { text += piece }
    }

    /// Lessons begin and end at the same few times.
    private mutating func clock(_ minute: Int) -> String {
        if let known = clocks[minute] { return known }
        let clock = "\(Self.two(minute / 60))\(Self.two(minute % 60))00"
        clocks[minute] = clock
        return clock
    }

    private static func utc(_ instant: Instant) -> String {
        String(instant.description.prefix(19)).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func digits(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// RFC 5545 §3.3.11.
    static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"): false
            default: true
            }
        }
        if isPlain { return text }
        return text.reduce(into: "") { escaped, character in
            switch character {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n", "\r\n", "\r": escaped += "\\n"
            default: escaped.append(character)
            }
        }
    }

    /// Folds into lines of at most 75 octets, never within a character (RFC 5545 §3.1).
    private mutating func add(_ line: String) {
        let octets = line.utf8
        guard octets.count > Self.mostOctets else {
            text += line
            text += "\r\n"
            return
        }
        var (from, left) = (octets.startIndex, Self.mostOctets)
        while let cut = octets.index(from, offsetBy: left, limitedBy: octets.endIndex), cut < octets.endIndex {
            var cut = cut
            while UTF8.isContinuation(octets[cut]) { octets.formIndex(before: &cut) }
            text += line[from..<cut]
            text += "\r\n "
            // The space that says "goes on" is an octet of the next line.
            (from, left) = (cut, Self.mostOctets - 1)
        }
        text += line[from...]
        text += "\r\n"
    }

    private static let mostOctets = 75
}
