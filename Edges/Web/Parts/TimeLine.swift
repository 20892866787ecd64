package import Base

/// One happening of a day.
package struct DayLine: Sendable {
    package var begins: String
    package var ends: String?
    package var title: String
    package var place: String?
    package var note: String?
    /// Whom it concerns, when the day is several persons'.
    package var who: HTML
    package var tags: [HTML]
    package var act: HTML
    package var isNow: Bool
    package var isCancelled: Bool

    package init(
        _ title: String, begins: String, ends: String? = nil, place: String? = nil, note: String? = nil,
        who: HTML = .nothing, tags: [HTML] = [], act: HTML = .nothing, isNow: Bool = false, isCancelled: Bool = false
    ) {
        (self.title, self.begins, self.ends, self.place, self.note) = (title, begins, ends, place, note)
        (self.who, self.tags, self.act, self.isNow, self.isCancelled) = (who, tags, act, isNow, isCancelled)
    }
}

extension Part {
    /// A day as one line of time; without lines the caller shows `empty` instead.
    package static func timeLine(
        _ heading: String, note: String? = nil, _ lines: [DayLine], _ words: Words<WebText>
    ) -> HTML {
        let quiet: HTML? = note.map { "<span class=\"quiet\">\($0)</span>" }
        return """
            <div class="day"><h3>\(heading) \(quiet)</h3>\
            <ol class="lines">\(lines.map { dayLine($0, words) })</ol></div>
            """
    }

    private static func dayLine(_ line: DayLine, _ words: Words<WebText>) -> HTML {
        let ends: HTML? = line.ends.map { "<small>–\($0)</small>" }
        let title: HTML =
            line.isCancelled ? "<s class=\"title\">\(line.title)</s>" : "<span class=\"title\">\(line.title)</span>"
        let place: HTML? = line.place.map { "<span class=\"quiet\">\($0)</span>" }
        let act: HTML? = line.act.isEmpty ? nil : "<div class=\"line-acts\">\(line.act)</div>"
        let note: HTML? = line.note.map { "<p class=\"quiet\">\($0)</p>" }
        let tags = (line.isNow ? [tag(words(.now), icon: .clock)] : []) + line.tags
        return """
            <li class="line\(line.isNow ? " now" : "")\(line.isCancelled ? " gone" : "")\
            \(line.act.isEmpty ? "" : " has-act")">\
            <span class="times num">\(line.begins)\(ends)</span><div class="what"><div class="for">\(line.who)\
            <span>\(title) \(place)</span></div>\(note)\
            \(tags.isEmpty ? .nothing : "<p class=\"tags\">\(tags)</p>")</div>\(act)</li>
            """
    }
}
