import Base
import Clients
import Foundation

/// What was agreed with an identity provider beyond what all have.
struct Manner: Codable, Hashable, Sendable {
    /// One of these classes of authentication (`acr`) is asked for and MUST come; empty: whatever comes.
    var classes: [String] = []
    /// Which values of `acr` and of `amr` count as more than a password; none unless somebody says so.
    var strongClasses: [String] = []
    var strongMethods: [String] = []
    /// How ID Tokens are encrypted for us; nil: they are not.
    var encryption: AgreedEncryption?
    /// Whether our questions are signed (RFC 9101).
    var signsRequests = false
    /// Whether a sign-out here is one there.
    var endsSessions = false
    /// The claim with the identity code; empty: nobody is known by it.
    var identityCode = ""
    /// Where it is asked whom somebody may act for; nil: nobody is asked.
    var mandates: MandateAddress?

    /// Whether a login may ever count as more than a password.
    var hasStrong: Bool { !strongClasses.isEmpty || !strongMethods.isEmpty }

    /// Whether these claims of an ID Token show more than a password, a moment ago. How long ago is said by `auth_time`
    /// alone, since an identity provider may remember somebody for days.
    func isStrong(_ claims: ClaimSet, at now: Instant) -> Bool {
        let isNamed =
            claims.text("acr").map(strongClasses.contains) ?? false
            || !Set(claims.texts("amr")).isDisjoint(with: strongMethods)
        guard isNamed, let seconds = claims.seconds("auth_time") else { return false }
        let present = Double(now.milliseconds) / 1000
        return seconds <= present + TokenRules.skew && seconds > present - Self.freshSeconds
    }

    /// Older than this, the session here would stay strong for longer than anything was shown.
    private static let freshSeconds: Double = 15 * 60

    /// As it is typed: words with spaces between them.
    static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init).uniqued()
    }
}

extension Profile {
    /// How it is at first.
    var manner: Manner {
        var manner = Manner()
        switch self {
        case .suomifi:
            // The classes of the Finnish Trust Network; what Suomi.fi will call them is not published.
            manner.classes = ["http://ftn.ficora.fi/2017/loa3", "http://ftn.ficora.fi/2017/loa2"]
            manner.strongClasses = manner.classes
            manner.encryption = AgreedEncryption(key: .rsaOAEP256, content: .a256GCM)
            (manner.signsRequests, manner.endsSessions) = (true, true)
            manner.identityCode = "urn:oid:1.2.246.21"
        case .entra: manner.strongMethods = ["mfa"]
        case .mpassid, .google, .oidc: break
        }
        return manner
    }

    /// Whether its logins may count as more than a password; MPASSid carries those of many directories.
    var mayBeStrong: Bool { self == .suomifi || self == .entra || self == .oidc }

    /// Whether it has a sign-out that we may begin; MPASSid says that it has none.
    var mayEndSessions: Bool { mayBeStrong }

    /// Whether it tells us by the back channel that somebody signed out.
    var tellsOfSignOuts: Bool { mayBeStrong }

    /// Whether claims come from the token endpoint alone: an identity code is taken from what was signed, and encrypted.
    var asksUserinfo: Bool { self != .suomifi }

    /// Whether those who come by it may have children by a mandate: their identity code is known.
    var asksMandates: Bool { self == .suomifi }

    /// Whether it has keys of our own for itself alone.
    var hasOwnKeys: Bool { self == .suomifi }
}
