/// The names of our cookies. `__Host-` binds them to this host, to `/` and to TLS (RFC 6265bis §4.1.3.2).
package enum CookieName {
    package static let session = "__Host-session"
    package static let language = "__Host-language"
    /// What was just done, for the next page alone.
    package static let done = "__Host-done"
}

/// A cookie to set; always Secure, SameSite=Lax, for the whole site.
package struct NewCookie: Sendable {
    let line: String

    /// - Parameter seconds: how long the browser keeps it; nil ends with the browser, 0 removes it.
    package init(_ name: String, _ value: String, seconds: Int?, hidden: Bool = true) {
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        line = "\(name)=\(value); Path=/; Secure; SameSite=Lax\(hidden ? "; HttpOnly" : "")\(age)"
    }
}

extension NewCookie {
    /// The word of what was just done. No link and no other site can set it, so no page says what did not happen; the
    /// page that follows takes it away.
    package static func done(_ word: String) -> NewCookie { NewCookie(CookieName.done, word, seconds: 60) }

    static let noneDone = NewCookie(CookieName.done, "", seconds: 0)
}

struct CookieJar: Sendable {
    private let pairs: [(Substring, Substring)]

    init(_ headers: [String]) {
        pairs = headers.flatMap { header in
            header.split(separator: ";").compactMap { pair in
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { return nil }
                return (parts[0].drop { $0 == " " }, parts[1])
            }
        }
    }

    subscript(name: String) -> String? { pairs.first { $0.0 == name }.map { String($0.1) } }
}
