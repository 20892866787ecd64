extension Part {
    /// An e-mail address that opens a letter (RFC 6068).
    package static func mail(_ address: String) -> HTML {
        // The at sign may stand as it is; everything else that could begin a header field is escaped.
        let safe = address.split(separator: "@", omittingEmptySubsequences: false)
            .map { PercentEncoding.encoded(String($0)) }.joined(separator: "@")
        return "<a class=\"reach\" href=\"mailto:\(safe)\">\(address)</a>"
    }

    /// A telephone number that a phone dials (RFC 3966): digits and the plus before them.
    package static func telephone(_ number: String) -> HTML {
        let digits = number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
        return "<a class=\"reach\" href=\"tel:\(digits)\">\(number)</a>"
    }

    /// A page of the web outside, by its host and path; nothing of where one came from is told there. What is no secure
    /// address is text.
    package static func outside(_ address: String) -> HTML {
        let scheme = "https://"
        guard address.lowercased().hasPrefix(scheme) else { return "<span>\(address)</span>" }
        let shown = address.dropFirst(scheme.count)
        let short = shown.count > 60 ? "\(shown.prefix(59))…" : String(shown)
        return "<a class=\"reach\" href=\"\(address)\" rel=\"noopener noreferrer\">\(short)</a>"
    }

    /// A text as somebody wrote it, with its own lines, to stand within a row.
    package static func inlineLines(_ text: String) -> HTML {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return HTML(lines.enumerated().map { index, line in index == 0 ? "\(line)" : "<br>\(line)" })
    }
}
