extension Part {
    /// A form that another site gets, sent by a script at once and by its button without one.
    package static func outsideForm(
        to address: OutsideAddress, values: [(name: String, value: String)], submit: String
    ) -> HTML {
        let fields = HTML(values.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML })
        return """
            <form method="post" action="\(address)" class="form" data-send>\(fields)\
            \(acts([button(submit, look: .primary)]))</form>
            """
    }

    /// A link to a page of another site.
    package static func outsideLink(_ text: String, to address: OutsideAddress) -> HTML {
        "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(text)</a>"
    }

    /// The same as a button.
    package static func outsideButton(_ text: String, to address: OutsideAddress) -> HTML {
        "<a class=\"button primary\" href=\"\(address)\" rel=\"noopener noreferrer\"><span>\(text)</span></a>"
    }

    /// One name with several values, unseen.
    package static func hidden(names name: String, _ values: [String]) -> HTML {
        HTML(values.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" as HTML })
    }
}
