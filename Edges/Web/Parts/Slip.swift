extension Part {
    /// Slips of paper, two beside each other on A4, apart by lines to cut along; on paper nothing else is printed.
    package static func slips(_ slips: [HTML]) -> HTML { "<ul class=\"slips\">\(slips)</ul>" }

    /// One slip: for whom, from whom, what to type.
    package static func slip(
        _ title: String, note: String, _ lines: [(term: String, value: HTML)], foot: String
    ) -> HTML {
        """
        <li class="slip"><p class="slip-head"><strong>\(title)</strong><span>\(note)</span></p>\
        \(definitions(lines))<p class="slip-foot">\(foot)</p></li>
        """
    }
}
