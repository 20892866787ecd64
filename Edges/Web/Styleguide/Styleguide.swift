package import Base

/// A page with every part in its states, for demo and development; its own words are English, the samples Finnish.
package enum Styleguide {
    /// One part with its name; `id` is its place on the page.
    struct Entry: Sendable {
        var title: String
        var id: String
        var show: HTML
    }

    /// The content of the page with its h1; everybody in it is invented.
    package static func content(_ words: Words<WebText>) -> HTML {
        let entries = looks() + controls(words) + lists(words) + times(words) + answers(words)
        let index = entries.map { "<a href=\"#\($0.id)\">\($0.title)</a>" as HTML }
        return """
            <div class="guide" lang="en">\
            \(Part.heading("Styleguide", lead: "Every part of the pages, in all its states."))\
            <nav class="guide-index" aria-label="Parts">\(index)</nav>\(entries.map(shown))</div>
            """
    }

    private static func shown(_ entry: Entry) -> HTML {
        """
        <section class="guide-part" aria-labelledby="\(entry.id)"><h2 id="\(entry.id)">\(entry.title)</h2>\
        <div class="guide-show" lang="fi">\(entry.show)</div></section>
        """
    }

    private static func looks() -> [Entry] {
        let colours = [
            "paper", "sheet", "ink", "ink-2", "edge", "line", "lake", "lake-deep", "lake-mist", "birch", "birch-mist",
            "amber",
            "amber-mist", "ember", "ember-mist", "rowan", "rowan-mist",
        ]
        let swatches = colours.map { "<li class=\"swatch shade-\($0)\" lang=\"en\">\($0)</li>" as HTML }
        let icons = Icon.allCases.map { "<li lang=\"en\">\($0())\($0.rawValue)</li>" as HTML }
        let groups = ["7A", "8B matematiikka", "10C"].map { name -> HTML in
            "<span class=\"person\">\(Part.groupMark(name))\(name)</span>"
        }
        let names = ["Aino Niemelä", "Eino Niemelä", "Ali Karimi", "Linh Suominen", "Wilhelm af Sandeberg", "Öörni"]
        return [
            Entry(title: "Colours", id: "colours", show: "<ul class=\"swatches\">\(swatches)</ul>"),
            Entry(title: "Icons", id: "icons", show: "<ul class=\"icons\">\(icons)</ul>"),
            Entry(title: "Avatars", id: "avatars", show: line(names.map { Part.person($0, note: "7A") } + groups)),
            Entry(title: "Tags", id: "tags", show: line(tags)),
        ]
    }

    private static var tags: [HTML] {
        [
            Part.tag("Koe: sähkö"), Part.tag("Läsnäolot otettu", .good),
            Part.tag("Luokka vaihtunut: 118", .notice, icon: .swap),
            Part.tag("Vastaa huomenna", .warning), Part.tag("Merkitty poissa", .stop),
            Part.tag("Mukaan: sisäpelivarusteet", icon: .bag), Part.tag("Turvakielto", .stop, icon: .lock),
        ]
    }

    /// Samples lead nowhere: to this page.
    static let here = Link(trusted: "/styleguide")

    /// Pieces beside each other.
    static func line(_ pieces: [HTML]) -> HTML { "<div class=\"guide-line\">\(pieces)</div>" }
}
