package import Base

/// What a reader sees when something cannot be done: what happened, that nothing was lost, the next step.
package enum ErrorPage: Hashable, Sendable {
    case missing, forbidden, otherSite, method, invalid, conflict, tooLarge, signedOut, unavailable
    case tooMany(retryAfterSeconds: Int)
    /// `reference` is the number that stands in the log.
    case broken(reference: String)

    /// The page for a fault of this kind.
    package init(_ kind: Fault.Kind, reference: String) {
        switch kind {
        case .invalid: self = .invalid
        case .signedOut: self = .signedOut
        case .forbidden: self = .forbidden
        case .missing: self = .missing
        case .conflict: self = .conflict
        case .tooLarge: self = .tooLarge
        case .tooMany(let seconds): self = .tooMany(retryAfterSeconds: seconds)
        case .unavailable: self = .unavailable
        case .broken: self = .broken(reference: reference)
        }
    }

    /// The title of the page, for `Frame`.
    package func title(_ words: Words<WebText>) -> String { words(keys.title) }

    /// The content of the page with its h1; `home` is where the way on leads.
    package func content(_ words: Words<WebText>, home: Link = Link(trusted: "/")) -> HTML {
        """
        <div class="trouble"><span class="trouble-icon \(meaning.rawValue)">\((meaning.icon ?? .info)())</span>\
        <h1>\(title(words))</h1><p class="lead">\(words(keys.text))</p><p>\(next(words))</p>\(code)\
        \(Part.acts([wayOn(words, home: home)]))</div>
        """
    }

    private var keys: (title: WebText, text: WebText, next: WebText) {
        switch self {
        case .missing: (.missingTitle, .missingText, .missingNext)
        case .forbidden: (.forbiddenTitle, .forbiddenText, .forbiddenNext)
        case .otherSite: (.otherSiteTitle, .otherSiteText, .otherSiteNext)
        case .method: (.methodTitle, .methodText, .methodNext)
        case .invalid: (.invalidTitle, .invalidText, .invalidNext)
        case .conflict: (.conflictTitle, .conflictText, .conflictNext)
        case .tooLarge: (.tooLargeTitle, .tooLargeText, .tooLargeNext)
        case .signedOut: (.signedOutTitle, .signedOutText, .signedOutNext)
        case .unavailable: (.unavailableTitle, .unavailableText, .unavailableNext)
        case .tooMany: (.tooManyTitle, .tooManyText, .tooManyNext)
        case .broken: (.brokenTitle, .brokenText, .brokenNext)
        }
    }

    private var meaning: Meaning {
        switch self {
        case .missing, .method, .signedOut, .conflict: .notice
        case .tooMany, .unavailable, .tooLarge, .invalid: .warning
        case .forbidden, .otherSite, .broken: .stop
        }
    }

    private var code: HTML? {
        guard case .broken(let reference) = self else { return nil }
        return "<p class=\"reference\"><code>\(reference)</code></p>"
    }

    private func next(_ words: Words<WebText>) -> String {
        guard case .tooMany(let seconds) = self else { return words(keys.next) }
        return words(keys.next, count: max(1, (seconds + 59) / 60))
    }

    private func wayOn(_ words: Words<WebText>, home: Link) -> HTML {
        if self == .signedOut { return Part.linkButton(words(.signIn), to: Link(trusted: "/sign-in"), look: .primary) }
        return Part.linkButton(words(.toDesktop), to: home, look: .primary, icon: .home)
    }
}
