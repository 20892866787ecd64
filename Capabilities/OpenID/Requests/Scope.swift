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
    var known: Scope { filter(Scope.supported.contains) }

    /// Only what a client may do in its own name: the rest is said of people, and nobody has signed in.
    var own: Scope { filter { !Scope.supported.contains($0) } }

    /// Without a word.
    func without(_ word: String) -> Scope { filter { $0 != word } }

    /// Only some of the words.
    func filter(_ isKept: (String) -> Bool) -> Scope { Scope(words: words.filter(isKept)) }

    /// Whether nothing is in it that the other lacks.
    func isWithin(_ other: Scope) -> Bool { words.allSatisfy(other.words.contains) }

    var text: String { words.joined(separator: " ") }
}
