package import Base

/// What is wrong with one field, or with the whole form when no field is named.
package struct FieldError: Sendable, Hashable {
    package var field: String?
    package var text: String

    package init(_ text: String, in field: String? = nil) { (self.text, self.field) = (text, field) }
}

extension Part {
    /// Everything that keeps a form from being sent, above it; each line leads to its field. Nothing without errors.
    ///
    /// - Parameter asksPassword: the form has a password, which never returns to the page.
    package static func errorSummary(
        _ errors: [FieldError], _ words: Words<WebText>, asksPassword: Bool = false
    ) -> HTML {
        guard !errors.isEmpty else { return .nothing }
        let lines = errors.map { error -> HTML in
            guard let field = error.field else { return "<li>\(error.text)</li>" }
            return "<li><a href=\"#\(Field.id(of: field))\">\(error.text)</a></li>"
        }
        return """
            <div class="summary" id="errors" role="alert" tabindex="-1" data-focus>\(Icon.stop())<div>\
            <h2>\(words(.summaryTitle, count: errors.count))</h2><p>\(words(asksPassword ? .summaryTextPassword : .summaryText))</p>\
            <ul class="summary-list">\(lines)</ul></div></div>
            """
    }
}
