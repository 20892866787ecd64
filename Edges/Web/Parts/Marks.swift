import Base

/// Somebody in a register: the name, what is known of them already, and the marks to choose from.
package struct MarkRow: Sendable {
    package let name: String
    package let tags: [HTML]
    package let note: String?
    package let field: Field
    package let choices: [Choice]
    /// More fields, folded until somebody asks for them.
    package let more: (title: String, isOpen: Bool, fields: HTML)?

    package init(
        _ name: String, tags: [HTML] = [], note: String? = nil, _ field: Field, _ choices: [Choice],
        more: (title: String, isOpen: Bool, fields: HTML)? = nil
    ) {
        (self.name, self.tags, self.note) = (name, tags, note)
        (self.field, self.choices, self.more) = (field, choices, more)
    }
}

/// How many have one of the marks; with scripts it is counted while marks are chosen.
package struct MarkCount: Sendable {
    package let value: String
    package let word: String

    package init(_ word: String, value: String) { (self.value, self.word) = (value, word) }
}

extension Part {
    /// Fields that only one of the marks needs. Where nothing can hide them all are there, under when they count.
    package static func markFields(for mark: String, when title: String, _ fields: HTML) -> HTML {
        "<fieldset class=\"more-group\" data-for=\"\(mark)\"><legend>\(title)</legend>\(fields)</fieldset>"
    }

    /// A register: one line for each, one tap for each exception, saved once.
    ///
    /// - Parameter waiting: what is said when it is saved without a connection: it is sent as soon as there is one.
    package static func marks(
        to path: Link, values: KeyValuePairs<String, String> = [:], _ rows: [MarkRow], counts: [MarkCount],
        button: HTML, waiting: String
    ) -> HTML {
        let sums = counts.map { count -> HTML in
            let number = rows.filter { $0.field.value == count.value }.count
            return "<span data-count=\"\(count.value)\"><strong>\(number)</strong> \(count.word)</span>"
        }
        return """
            <form class="marks" method="post" action="\(path)" novalidate data-register\
            \(attribute: "data-waiting", waiting)>\(hidden(values))\
            \(rows.map(markRow))<div class="savebar"><span class="counts num">\(sums)</span>\(button)</div></form>
            """
    }

    private static func markRow(_ row: MarkRow) -> HTML {
        let quiet: HTML? = row.note.map { "<span class=\"quiet\">\($0)</span>" }
        let tags: HTML = row.tags.isEmpty ? .nothing : "<span class=\"tags\">\(row.tags)</span>"
        let more: HTML? = row.more.map { more in
            """
            <details class="more"\(flag: "open", more.isOpen)><summary>\(Icon.pencil())<span>\(more.title)\
            \(aside(row.name))</span></summary><div class="more-fields">\(more.fields)</div></details>
            """
        }
        return """
            <div class="mark-row"><div class="person">\(avatar(row.name))<div class="mark-name"><span>\(row.name)</span>\
            \(tags)\(quiet)</div></div>\(segments(row.field, row.choices))\(more)</div>
            """
    }
}
