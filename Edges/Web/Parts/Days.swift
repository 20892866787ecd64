/// One day of a row of days.
package struct DayLink: Sendable {
    package var weekday: String
    package var number: String
    /// The day in full, for listening.
    package var name: String
    package var link: Link
    package var isCurrent: Bool

    package init(_ weekday: String, _ number: String, name: String, to link: Link, isCurrent: Bool = false) {
        (self.weekday, self.number, self.name, self.link, self.isCurrent) = (weekday, number, name, link, isCurrent)
    }
}

extension Part {
    /// The days of a week side by side, each a link.
    package static func days(_ label: String, _ days: [DayLink]) -> HTML {
        let links = days.map { day -> HTML in
            """
            <a href="\(day.link)"\(attribute: "aria-current", day.isCurrent ? "date" : nil) aria-label="\(day.name)">\
            \(day.weekday)<b>\(day.number)</b></a>
            """
        }
        return "<nav class=\"days of-\(links.count)\" aria-label=\"\(label)\">\(links)</nav>"
    }
}
