/// What a page that watches something is told.
package enum LiveEvent: Sendable {
    /// How it stands now: what the watching place of the page shows instead.
    case part(HTML)
    /// There is nothing more to watch; the page asks for itself again.
    case over

    /// WHATWG HTML, 9.2.5: an event is its lines, ended by an empty one.
    var text: String {
        switch self {
        case .part(let html):
            "event: part\n"
                + html.text.utf8.split(omittingEmptySubsequences: false) { $0 == 10 || $0 == 13 }
                .map { "data: \(Substring($0))\n" }.joined() + "\n"
        case .over: "event: over\ndata:\n\n"
        }
    }

    var isOver: Bool {
        if case .over = self { true } else { false }
    }
}

/// What watching may cost.
package struct LiveLimits: Sendable {
    /// How often one looks.
    package var interval: Duration = .seconds(1)
    /// A line at least so often, so that proxies keep the connection and a reader who is gone is noticed.
    package var heartbeat: Duration = .seconds(15)
    /// Then the browser connects again; it also bounds how long a reader who takes nothing is kept.
    package var longest: Duration = .seconds(300)
    /// Open at one time in this process, and with one session: browsers have six connections for all their tabs.
    package var together = 200
    package var ofOneSession = 3

    package init() {}
}
