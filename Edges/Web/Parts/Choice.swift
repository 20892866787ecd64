package import Base

/// One answer among several.
package struct Choice: Sendable {
    package var value: String
    package var text: String
    package var note: String?
    package var meaning: Meaning
    /// Whether the fields of `Part.opened` in the same form belong to this answer alone.
    package var opens: Bool

    package init(_ text: String, value: String, note: String? = nil, meaning: Meaning = .plain, opens: Bool = false) {
        (self.text, self.value, self.note, self.meaning, self.opens) = (text, value, note, meaning, opens)
    }
}

extension Part {
    /// A list to choose one from, for more than about seven answers.
    package static func select(_ field: Field, _ choices: [Choice], _ words: Words<WebText>) -> HTML {
        let options = choices.map { choice -> HTML in
            "<option value=\"\(choice.value)\"\(flag: "selected", choice.value == field.value)>\(choice.text)</option>"
        }
        // A required list begins with an empty answer (HTML, placeholder label option); one that has an answer needs none.
        let isOpen = field.isRequired && field.value.isEmpty
        let none: HTML = isOpen ? "<option value=\"\">–</option>" : .nothing
        var control = field
        control.isRequired = isOpen
        return labelled(
            field, words,
            """
            <span class="select"><select class="input"\(common(control))>\(none)\(options)</select>\(Icon.down())</span>
            """)
    }

    /// One of a few answers, each with room for a note.
    package static func choiceGroup(_ field: Field, _ choices: [Choice], _ words: Words<WebText>) -> HTML {
        group(field, words, options(field, choices, type: "radio", chosen: [field.value]))
    }

    /// Fields that belong to the answers that open them; a browser too old for that shows them always.
    package static func opened(_ fields: HTML) -> HTML { "<div class=\"opened\">\(fields)</div>" }

    /// Any number of a few answers.
    package static func checkboxes(
        _ field: Field, _ choices: [Choice], chosen: Set<String>, _ words: Words<WebText>
    ) -> HTML {
        group(field, words, options(field, choices, type: "checkbox", chosen: chosen))
    }

    /// A single yes, its label beside the box.
    package static func checkbox(_ field: Field, isOn: Bool, _ words: Words<WebText>) -> HTML {
        """
        <div class="field\(field.error == nil ? "" : " wrong")">\(hintAndError(field, words))<label class="option">\
        <input type="checkbox" value="yes"\(flag: "checked", isOn)\(common(field))>\
        <span>\(field.label)</span></label></div>
        """
    }

    /// Two to four short answers side by side, as in a register; `field.label` is read aloud only.
    package static func segments(_ field: Field, _ choices: [Choice]) -> HTML {
        let labels = choices.enumerated().map { index, choice -> HTML in
            """
            <label class="\(choice.meaning.rawValue)"><input type="radio" name="\(field.name)" value="\(choice.value)"\
            \(attribute: "id", index == 0 ? field.id : nil)\(flag: "checked", choice.value == field.value)>\
            <span>\(Icon.check())\(choice.text)</span></label>
            """
        }
        return """
            <fieldset class="segments"><legend class="visually-hidden">\(field.label)</legend>\(labels)</fieldset>
            """
    }

    private static func group(_ field: Field, _ words: Words<WebText>, _ options: [HTML]) -> HTML {
        """
        <fieldset class="field choices\(field.error == nil ? "" : " wrong")"\
        \(attribute: "aria-describedby", field.describedBy)><legend>\(question(field, words))</legend>\
        \(hintAndError(field, words))\(options)</fieldset>
        """
    }

    /// The first option carries the field's id, so that the error summary leads to it.
    private static func options(
        _ field: Field, _ choices: [Choice], type: String, chosen: Set<String>
    ) -> [HTML] {
        choices.enumerated().map { index, choice in
            let note: HTML? = choice.note.map { "<span class=\"quiet\">\($0)</span>" }
            return """
                <label class="option"><input type="\(type)" name="\(field.name)" value="\(choice.value)"\
                \(attribute: "id", index == 0 ? field.id : nil)\(flag: "checked", chosen.contains(choice.value))\
                \(flag: "data-opens", choice.opens)>\
                <span>\(choice.text)\(note)</span></label>
                """
        }
    }
}
