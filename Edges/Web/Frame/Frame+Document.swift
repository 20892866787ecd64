import Base
import Foundation

extension Frame {
    /// The whole page.
    package func document() -> HTML { "\(beginning)\(Frame.ending(session, still))" }

    /// The page up to what changes with each request.
    package var beginning: HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">\(head)<body>\
        <a class="skip" href="#main">\(words(.skipToContent))</a>\(layout == .door ? door : desktop)
        """
    }

    /// The rest of the page.
    package static func ending(_ session: SessionEnd?, _ still: Still) -> HTML {
        """
        \(sessionDialog(session, still))</body></html>

        """
    }

    private var head: HTML {
        let about: HTML? = description.map { "<meta name=\"description\" content=\"\($0)\">" }
        return """
            <head><meta charset="utf-8"><title>\(plainTitle) – DigiOne</title>\
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\
            <meta name="color-scheme" content="light dark">\(about)\
            <link rel="icon" href="\(assets)/img/mark.svg" type="image/svg+xml">\
            <link rel="stylesheet" href="\(assets)/digione.css">\
            <script type="module" src="\(assets)/js/digione.js"></script></head>
            """
    }

    private var plainTitle: String { String(String.UnicodeScalarView(title.unicodeScalars.filter { $0 != "\u{AD}" })) }

    private var desktop: HTML {
        """
        <div class="frame\(items.isEmpty ? " alone" : "")">\(masthead)\(navigation)\
        <main id="main" tabindex="-1">\(openWayOut)\(statusRegion)\(actingSwitch)\(content)</main>\(foot)</div>
        """
    }

    private var door: HTML {
        """
        <div class="door"><header class="door-head">\(mark)\(languageMenu)</header>\
        <main id="main" tabindex="-1" class="door-main">\(statusRegion)\(content)</main>\(landscape)\(foot)</div>
        """
    }

    /// What was just done, what a script shows when there is no connection, and an empty region: only words that come into
    /// it later are read aloud.
    private var statusRegion: HTML {
        """
        <div class="toasts">\(status.map { Part.status($0.text, $0.meaning, words) })</div>\
        \(still.offline)\(session == nil ? .nothing : still.typedBack)\
        <div class="visually-hidden" id="said" role="status"></div>
        """
    }

    private var navigation: HTML {
        guard !items.isEmpty else { return .nothing }
        let links = items.map { item -> HTML in
            """
            <a href="\(item.link)"\(attribute: "aria-current", item.isCurrent ? item.link.description == path ? "page" : "true" : nil)>\
            \(item.icon())<span>\(item.text)</span></a>
            """
        }
        return "<nav class=\"rail\" aria-label=\"\(words(.mainNavigation))\">\(links)</nav>"
    }

    private var foot: HTML {
        let links = footer.map { "<a href=\"\($0.link)\">\($0.text)</a>" as HTML }
        let list: HTML =
            links.isEmpty ? .nothing : "<nav class=\"foot-links\" aria-label=\"\(words(.footerLinks))\">\(links)</nav>"
        return "<footer class=\"foot\"><p>\(words(.footerLine))</p>\(list)</footer>"
    }
}
