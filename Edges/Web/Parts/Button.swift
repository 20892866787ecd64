extension Part {
    /// How much a button asks for attention; a page has at most one primary button in view.
    package enum ButtonLook: String, CaseIterable, Sendable {
        case primary, secondary, plain, danger
    }

    /// A submit button of the form around it. `about` is read aloud only, where several buttons share one word.
    package static func button(
        _ text: String, look: ButtonLook = .secondary, icon: Icon? = nil, name: String? = nil, value: String? = nil,
        about: String? = nil, isDisabled: Bool = false
    ) -> HTML {
        """
        <button type="submit" class="button \(look.rawValue)"\(attribute: "name", name)\(attribute: "value", value)\
        \(flag: "disabled", isDisabled)>\(icon?())<span>\(text)\(aside(about))</span></button>
        """
    }

    /// A link that looks like a button: it goes somewhere and changes nothing. With scripts it may open `dialog`.
    package static func linkButton(
        _ text: String, to link: Link, look: ButtonLook = .secondary, icon: Icon? = nil, about: String? = nil,
        dialog: String? = nil
    ) -> HTML {
        """
        <a class="button \(look.rawValue)" href="\(link)"\(attribute: "data-dialog", dialog)>\
        \(icon?())<span>\(text)\(aside(about))</span></a>
        """
    }

    /// One action on the spot: a form with nothing but its button and the values it carries.
    package static func action(
        _ text: String, to path: Link, values: KeyValuePairs<String, String> = [:], look: ButtonLook = .secondary,
        icon: Icon? = nil, about: String? = nil
    ) -> HTML {
        """
        <form method="post" action="\(path)" class="action">\(hidden(values))\
        \(button(text, look: look, icon: icon, about: about))</form>
        """
    }

    /// A form that is sent by POST and judged by us, so that errors stand beside the fields in the page's language.
    package static func form(
        to path: Link, values: KeyValuePairs<String, String> = [:], isMultipart: Bool = false, _ content: HTML
    ) -> HTML {
        """
        <form method="post" action="\(path)" class="form" novalidate\
        \(attribute: "enctype", isMultipart ? "multipart/form-data" : nil)>\(hidden(values))\(content)</form>
        """
    }

    /// A form that asks by the address of the page, such as a search or a filter.
    package static func queryForm(to path: Link, _ content: HTML) -> HTML {
        "<form method=\"get\" action=\"\(path)\" class=\"form\" novalidate>\(content)</form>"
    }

    /// Values that a form carries unseen.
    package static func hidden(_ values: KeyValuePairs<String, String>) -> HTML {
        HTML(values.map { "<input type=\"hidden\" name=\"\($0.key)\" value=\"\($0.value)\">" as HTML })
    }

    /// The buttons at the end of a form or card, in the order of how likely they are.
    package static func acts(_ buttons: [HTML]) -> HTML { "<div class=\"acts\">\(buttons)</div>" }

    /// Words for listening only.
    package static func aside(_ text: String?) -> HTML {
        guard let text else { return .nothing }
        return "<span class=\"visually-hidden\"> \(text)</span>"
    }
}
