package import Base

extension Part {
    /// How far something is, in words and as a bar; `text` says the same, "12 / 20".
    package static func progress(_ label: String, _ value: Int, of total: Int, text: String) -> HTML {
        """
        <div class="progress"><span class="progress-label">\(label)</span><span class="num quiet">\(text)</span>\
        <progress max="\(max(total, 1))" value="\(min(max(value, 0), max(total, 1)))" aria-label="\(label)">\
        \(text)</progress></div>
        """
    }

    /// One bar of a chart.
    package struct Bar: Sendable {
        package var label: String
        package var value: Int

        package init(_ label: String, _ value: Int) { (self.label, self.value) = (label, value) }
    }

    /// Bars drawn on the server, with the same numbers as a table under them.
    package static func barChart(
        _ title: String, unit: String, labelTitle: String, _ bars: [Bar], _ words: Words<WebText>
    ) -> HTML {
        let highest = max(bars.map(\.value).max() ?? 0, 1)
        let drawn = bars.enumerated().map { bar(at: $0.offset, $0.element, highest: highest) }
        let rows: [[HTML]] = bars.map { ["\($0.label)", "\($0.value)"] }
        let numbers = table(title, [Column(labelTitle), Column(unit, isNumber: true)], rows: rows)
        return """
            <figure class="chart"><figcaption>\(title) <span class="quiet">\(unit)</span></figcaption>\
            <svg viewBox="0 0 \(bars.count * 48) 136" role="img" aria-label="\(title)">\
            <line class="axis" x1="0" y1="112" x2="\(bars.count * 48)" y2="112"/>\(drawn)</svg>\
            \(disclosure(words(.asTable), numbers))</figure>
            """
    }

    private static func bar(at index: Int, _ bar: Bar, highest: Int) -> HTML {
        let height = max(bar.value, 0) * 88 / highest
        let middle = index * 48 + 24
        return """
            <rect class="bar" x="\(middle - 14)" y="\(112 - height)" width="28" height="\(height)" rx="3"/>\
            <text class="bar-value" x="\(middle)" y="\(106 - height)">\(bar.value)</text>\
            <text class="bar-label" x="\(middle)" y="130">\(bar.label)</text>
            """
    }
}
