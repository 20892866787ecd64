package import Base

/// What a form asks: the same value for a text field, a list, a group of choices or a file.
package struct Field: Sendable {
    /// What kind of text is written in the field; `lines` grows over several lines.
    package enum Kind: String, Sendable {
        case text, email, password, search, tel, url, date, time, number, lines
    }

    /// How long an answer is expected.
    package enum Width: String, Sendable {
        case short, medium, full
    }

    package var label: String
    package var name: String
    package var kind: Kind
    package var value: String
    package var hint: String?
    package var error: String?
    /// A token of HTML's autofill list, as WCAG 1.3.5 asks for the reader's own data.
    package var autocomplete: String?
    package var isRequired: Bool
    package var width: Width

    package init(
        _ label: String, name: String, kind: Kind = .text, value: String = "", hint: String? = nil,
        error: String? = nil, autocomplete: String? = nil, isRequired: Bool = true, width: Width = .full
    ) {
        (self.label, self.name, self.kind, self.value) = (label, name, kind, value)
        (self.hint, self.error, self.autocomplete) = (hint, error, autocomplete)
        (self.isRequired, self.width) = (isRequired, width)
    }

    /// The element id that labels and the error summary point at.
    package static func id(of name: String) -> String { "field-\(name)" }

    var id: String { Field.id(of: name) }

    /// The ids of hint and error for `aria-describedby`.
    var describedBy: String? {
        let ids = [error.map { _ in "\(id)-error" }, hint.map { _ in "\(id)-hint" }].compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }
}

extension Part {
    /// A text field with its label above, then hint and error, then the field.
    package static func field(_ field: Field, _ words: Words<WebText>) -> HTML {
        switch field.kind {
        case .lines: labelled(field, words, lines(field))
        case .password: labelled(field, words, password(field, words))
        default: labelled(field, words, input(field))
        }
    }

    /// Label, hint and error around any control of one field.
    static func labelled(_ field: Field, _ words: Words<WebText>, _ control: HTML) -> HTML {
        """
        <div class="field\(field.error == nil ? "" : " wrong")">\
        <label for="\(field.id)">\(question(field, words))</label>\
        \(hintAndError(field, words))\(control)</div>
        """
    }

    /// The label's words; what may be left out says so, because most fields may not.
    static func question(_ field: Field, _ words: Words<WebText>) -> HTML {
        field.isRequired
            ? "\(field.label)" : "\(field.label) <span class=\"quiet optional\">(\(words(.optional)))</span>"
    }

    static func hintAndError(_ field: Field, _ words: Words<WebText>) -> HTML {
        let hint: HTML? = field.hint.map { "<p class=\"hint\" id=\"\(field.id)-hint\">\($0)</p>" }
        let error: HTML? = field.error.map {
            """
            <p class="field-error" id="\(field.id)-error">\(Icon.stop())<span>\
            <span class="visually-hidden">\(words(.errorPrefix)) </span>\($0)</span></p>
            """
        }
        return "\(hint)\(error)"
    }

    private static func input(_ field: Field) -> HTML {
        """
        <input class="input \(field.width.rawValue)" type="\(field.kind.rawValue)"\
         value="\(field.value)"\(common(field))>
        """
    }

    private static func lines(_ field: Field) -> HTML {
        // The line break after the tag is dropped by the parser, so that a text beginning with one keeps it.
        "<textarea class=\"input\" rows=\"5\"\(common(field))>\n\(field.value)</textarea>"
    }

    /// A typed password never comes back in a page; the toggle appears only where scripts run.
    private static func password(_ field: Field, _ words: Words<WebText>) -> HTML {
        """
        <span class="password"><input class="input" type="password"\(common(field))>\
        <button type="button" class="button plain reveal" hidden aria-pressed="false" aria-controls="\(field.id)">\
        \(Icon.eye())<span>\(words(.showPassword))</span></button></span>
        """
    }

    static func common(_ field: Field) -> HTML {
        // Names, codes and addresses are not sentences: no correction and no capital letter by itself.
        let isName = field.autocomplete?.hasPrefix("username") == true
        let isPlainText = isName || [.email, .password, .search, .url].contains(field.kind)
        return """
             id="\(field.id)" name="\(field.name)"\(attribute: "autocomplete", field.autocomplete)\
            \(attribute: "autocapitalize", isPlainText ? "none" : nil)\
            \(attribute: "spellcheck", isPlainText ? "false" : nil)\
            \(attribute: "aria-describedby", field.describedBy)\
            \(attribute: "aria-invalid", field.error == nil ? nil : "true")\(flag: "required", field.isRequired)
            """
    }
}
