/// Words of what is asked for, in the order in which they came (RFC 6749 §3.3).
struct Scope: Equatable, Sendable {
    let words: [String]

    init(_ text: String) {
        words = text.split(separator: " ").reduce(into: []) { words, word in
            if !words.contains(String(word)) { words.append(String(word)) }
        }
    }

    private init(words: [String]) { self.words = words }

    /// What we give something for; the rest is passed over (OIDC Core §3.1.2.1).
    static let supported = ["openid", "profile", "email", "phone", "offline_access", "digione", "mpass"]

    var isOpenID: Bool { words.contains("openid") }
    var asksOffline: Bool { words.contains("offline_access") }

    func has(_ word: String) -> Bool { words.contains(word) }

    /// Only what we know.
    var known: Scope { Scope(words: words.filter(Scope.supported.contains)) }

    /// Without a word.
    func without(_ word: String) -> Scope { Scope(words: words.filter { $0 != word }) }

    /// Whether nothing is in it that the other lacks.
    func isWithin(_ other: Scope) -> Bool { words.allSatisfy(other.words.contains) }

    var text: String { words.joined(separator: " ") }
}
