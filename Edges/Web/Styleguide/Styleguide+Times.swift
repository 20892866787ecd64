import Base

extension Styleguide {
    static func times(_ words: Words<WebText>) -> [Entry] {
        [
            Entry(title: "Time line", id: "time-line", show: day(words)),
            Entry(title: "Days", id: "days", show: days),
            Entry(title: "Week", id: "week", show: Part.week(week)),
            Entry(title: "Progress and chart", id: "progress", show: progress(words)),
        ]
    }

    private static func day(_ words: Words<WebText>) -> HTML {
        Part.timeLine(
            "Tänään", note: "ti 24.11.",
            [
                DayLine(
                    "Englanti", begins: "8.15", ends: "9.00", place: "115 · Laine",
                    tags: [Part.tag("Merkitty poissa", .stop)]),
                DayLine(
                    "Liikunta", begins: "9.15", ends: "11.00", place: "Sali · Vesa",
                    tags: [Part.tag("Mukaan: sisäpelivarusteet", icon: .bag)], isNow: true),
                DayLine(
                    "Uskonto", begins: "11.45", ends: "12.30", place: "204",
                    tags: [Part.tag("Peruttu", .notice, icon: .close)], isCancelled: true),
                DayLine(
                    "Lukuläksy", begins: "14.30", note: "Huomiseksi: lue sivut 12–14", who: Part.avatar("Eino Niemelä"),
                    act: Part.button("Tehty", about: "Eino, lukuläksy")),
            ], words)
    }

    private static var days: HTML {
        let link = Link(trusted: "#days")
        return Part.days(
            "Viikon päivät",
            zip(["ma", "ti", "ke", "to", "pe"], 23...27).map { weekday, number in
                DayLink(weekday, String(number), name: "\(weekday) \(number).11.", to: link, isCurrent: number == 24)
            })
    }

    private static var week: Week {
        let days = ["ma 23.11.", "ti 24.11. tänään", "ke 25.11.", "to 26.11.", "pe 27.11."]
        let first: [Week.Lesson?] = [
            .init("Äidinkieli", note: "112 · Koski"), .init("Englanti", note: "115 · Laine"), nil,
            .init("Äidinkieli", note: "112 · Koski"), .init("Matematiikka", note: "214 · Salo"),
        ]
        let second: [Week.Lesson?] = [
            .init("Matematiikka", note: "214 · Salo"), .init("Liikunta", note: "Sali"),
            .init("Matematiikka", note: "Koe · 118", state: .exam), .init("Uskonto", note: "Peruttu", state: .gone),
            .init("Biologia", note: "Sijainen: Aho", state: .changed),
        ]
        return Week(
            "Lukujärjestys: Aino, viikko 48", hourTitle: "Alkaa", days: days, today: 1,
            earlierTitle: "Viikon alku",
            hours: [.init("8.15", first), .init("9.15", second)])
    }

    private static func progress(_ words: Words<WebText>) -> HTML {
        let bars = [("ma", 4), ("ti", 7), ("ke", 2), ("to", 0), ("pe", 11)].map { Part.Bar($0.0, $0.1) }
        return """
            \(Part.progress("Käyttöönotto", 12, of: 20, text: "12 / 20"))\
            \(Part.barChart("Poissaolot", unit: "oppilasta päivässä", labelTitle: "Päivä", bars, words))
            """
    }
}
