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
}
