package import Base

extension Part {
    /// A paper that an authority gives: who gives it and where, its kind and marks, a title, and its chapters. It is in its
    /// own language, whatever that of the page around it is; on paper nothing else is printed.
    package static func paper(
        _ language: Language, from: String, place: String?, kind: String, marks: [String], title: String,
        _ content: HTML
    ) -> HTML {
        let lines = marks.map { "<br>\($0)" as HTML }
        let below: HTML? = place.map { "<br>\($0)" }
        return """
            <article class="paper" lang="\(language.rawValue)"><header class="paper-head">\
            <p><strong>\(from)</strong>\(below)</p><p><strong>\(kind)</strong>\(lines)</p></header>\
            <h2>\(title)</h2>\(content)</article>
            """
    }

    /// One chapter of a paper.
    package static func paperSection(_ heading: String, _ content: HTML) -> HTML {
        "<div class=\"paper-section\"><h3>\(heading)</h3>\(content)</div>"
    }

    /// What is attached to a paper; it begins a sheet of its own.
    package static func paperAppendix(_ heading: String, _ content: HTML) -> HTML {
        "<div class=\"paper-appendix\"><h2>\(heading)</h2>\(content)</div>"
    }

    /// Text that somebody typed, with its paragraphs and line breaks.
    package static func lines(_ text: String) -> HTML {
        let paragraphs = text.split(separator: /\r?\n\s*\r?\n/).map { paragraph -> HTML in
            let lines = paragraph.split(whereSeparator: \.isNewline).map(String.init)
            return "<p>\(lines.dropFirst().reduce("\(lines.first ?? "")" as HTML) { "\($0)<br>\($1)" })</p>"
        }
        return HTML(paragraphs)
    }

    /// Prints the page; it appears only where scripts run, elsewhere the browser prints by itself.
    package static func printButton(_ text: String) -> HTML {
        """
        <button type="button" class="button secondary print" hidden>\(Icon.printer())<span>\(text)</span></button>
        """
    }
}
