import Accounts
import Base
import Web

/// A form that a script fills by asking the browser for a passkey, or to make one.
struct PasskeyAsk: Sendable {
    enum Kind: String, Sendable { case get, create }

    let kind: Kind
    let challenge: [UInt8]
    let site: RelyingParty
    /// Which passkeys may answer, or which the authenticator must not have already; none named means any.
    var known: [[UInt8]] = []
    /// For whom a passkey is made.
    var user: User?

    struct User: Sendable {
        let handle: [UInt8]
        let name: String
        let shownName: String
    }

    /// What the answer brings; the script fills it in.
    private var fields: [String] {
        kind == .get
            ? ["credential", "client", "authenticator", "signature", "user"] : ["client", "attestation", "transports"]
    }

    /// The form with `content` before its button; it begins by itself, unless something is to be typed first.
    func form(
        to path: Link, values: KeyValuePairs<String, String> = [:], beginsItself: Bool, _ content: HTML = .nothing,
        button: HTML, _ words: Words<StrongSignInText>
    ) -> HTML {
        let inputs = fields.map { "<input type=\"hidden\" name=\"\($0)\">" as HTML }
        return """
            <form method="post" action="\(path)" class="form" novalidate data-passkey="\(kind.rawValue)"\
             data-challenge="\(Base64URL.text(challenge))" data-site="\(site.id)"\
            \(attribute: "data-known", known.isEmpty ? nil : known.map(Base64URL.text).joined(separator: " "))\
            \(attribute: "data-user", user.map { Base64URL.text($0.handle) })\
            \(attribute: "data-user-name", user?.name)\(attribute: "data-user-shown", user?.shownName)\
            \(attribute: "data-begins", beginsItself ? "itself" : nil)>\
            \(Part.hidden(values))\(inputs)\(content)\(problems(words))\(Part.acts([button]))</form>
            """
    }

    /// What may go wrong in the browser; a script shows the one that did.
    private func problems(_ words: Words<StrongSignInText>) -> HTML {
        func problem(_ name: String, _ title: StrongSignInText, _ text: StrongSignInText) -> HTML {
            """
            <div data-problem="\(name)" role="status" hidden>\
            \(Part.notice(words(title), .warning, "<p>\(words(text))</p>"))</div>
            """
        }
        return """
            <noscript>\(Part.notice(words(.noScript), .warning, "<p>\(words(.noScriptText))</p>"))</noscript>\
            \(problem("missing", .noPasskeys, .noPasskeysText))\
            \(problem("refused", .notAnswered, .notAnsweredText))\
            \(kind == .create ? problem("known", .alreadyThere, .alreadyThereText) : .nothing)
            """
    }
}
