/// One of several places side by side.
package struct Tab: Sendable {
    package var text: String
    package var link: Link
    package var isCurrent: Bool
    package var count: Int?

    package init(_ text: String, to link: Link, isCurrent: Bool = false, count: Int? = nil) {
        (self.text, self.link, self.isCurrent, self.count) = (text, link, isCurrent, count)
    }
}

extension Part {
    /// Tabs are links: every view has its own address.
    package static func tabs(_ label: String, _ tabs: [Tab]) -> HTML {
        let links = tabs.map { tab -> HTML in
            let count: HTML? = tab.count.map { "<span class=\"count num\">\($0)</span>" }
            return """
                <li><a href="\(tab.link)"\(attribute: "aria-current", tab.isCurrent ? "page" : nil)\
                >\(tab.text)\(count)</a></li>
                """
        }
        return "<nav class=\"tabs\" aria-label=\"\(label)\"><ul class=\"tab-list\">\(links)</ul></nav>"
    }
}
