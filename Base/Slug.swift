/// The first path part of a provider's pages: 3–40 of `a-z 0-9 -`, never one of our own first path parts.
package struct Slug: Hashable, Sendable, LosslessStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard (3...40).contains(text.utf8.count), text.utf8.first != 45, text.utf8.last != 45,
            text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }),
            !Slug.reserved.contains(text)
        else { return nil }
        description = text
    }

    /// A slug made from a name: "Järvikaupunki" gives `jarvikaupunki`; nil when too little is left.
    package init?(from name: String) {
        let folded = SearchKey.of(name).utf8.map { byte -> Character in
            (97...122).contains(byte) || (48...57).contains(byte) ? Character(UnicodeScalar(byte)) : "-"
        }
        let text = String(folded).split(separator: "-").joined(separator: "-").prefix(40)
        self.init(String(text).trimmingHyphens)
    }

    /// First path parts that belong to the platform; a test compares them with the router's routes.
    package static let reserved: Set<String> = [
        "account", "api", "assets", "badge", "calendar", "catalogue", "device", "guardian", "healthz", "hello",
        "ims", "integration", "invitation",
        "language", "lti", "metrics", "oauth", "oidc", "operator", "readyz", "robots.txt", "s", "scim", "sign-in",
        "sign-out",
        "strong", "styleguide", ".well-known", "well-known", "where", "www", "xapi", "favicon.ico", "demo",
        "accessibility", "privacy",
    ]
}

extension String {
    fileprivate var trimmingHyphens: String {
        var slice = self[...]
        while slice.last == "-" { slice = slice.dropLast() }
        while slice.first == "-" { slice = slice.dropFirst() }
        return String(slice)
    }
}
