package import Base
package import Storage
package import Web

/// A device that one uses after another, such as a computer of a class room: a session on it ends with the browser, with
/// the lesson, and after a short while of rest.
package enum SharedDevice {
    /// A session rests for this long at most.
    package static let idleMinutes: Int64 = 15
    /// It lasts for this long when its owner has no lesson now.
    package static let minutes: Int64 = 60

    /// The box of the sign-in page, and what tells a box that is not ticked from a form without one.
    package static let field = "shared"
    package static let askedField = "device"
    package static let asked = "asked"

    private static let cookieName = "__Host-shared"
    private static let rememberedDays = 365

    fileprivate static func isChosen(in visit: Visit) -> Bool {
        guard visit.form[askedField] == asked else { return visit.cookie(cookieName) == "yes" }
        return visit.form[field] == "yes"
    }

    /// What the device remembers of the answer; nothing where it was not asked.
    ///
    /// - Parameter forgotten: cookies that say something of whoever was here, and go when the device is shared.
    package static func remembering(_ visit: Visit, forgetting forgotten: [String]) -> [NewCookie] {
        guard visit.form[askedField] == asked else { return [] }
        guard visit.isSharedDevice else {
            return visit.cookie(cookieName) == nil ? [] : [NewCookie(cookieName, "", seconds: 0)]
        }
        return [NewCookie(cookieName, "yes", seconds: rememberedDays * 86_400)]
            + forgotten.filter { visit.cookie($0) != nil }.map { NewCookie($0, "", seconds: 0) }
    }
}

extension Visit {
    /// Whether the device is one that many use, as it was said there.
    package var isSharedDevice: Bool { SharedDevice.isChosen(in: self) }
}

/// Until when a session lasts whose device is shared.
package struct SessionTerm: Hashable, Sendable {
    package let endsAt: Instant?
    package let isShared: Bool

    /// A device of one's own: the limits of every session.
    package static let usual = SessionTerm(endsAt: nil, isShared: false)

    package init(endsAt: Instant?, isShared: Bool) { (self.endsAt, self.isShared) = (endsAt, isShared) }
}

extension SessionLimits {
    /// Begins a session in the visitor's browser; on a shared device a short one. The one the browser had before ends, unless it
    /// is the same account's: whoever only shows once more who they are is not signed out of the services of that session.
    ///
    /// - Parameter isShared: what the session before it was, where one goes on; otherwise what the device says.
    package func begin(
        for account: ID<Account>, by proof: Proof, _ visit: Visit, isShared: Bool? = nil, in writer: any Writer
    ) throws -> Token {
        let term = try term(of: account, isShared: isShared ?? visit.isSharedDevice, at: visit.now, writer)
        if proof.isOurs, let old = visit.sessionToken,
            let session = try writer.first(Session.openOwn(Token(text: old), of: account, at: visit.now, self)),
            let token = try Session.beginAnew(
                session, of: account, by: proof, browser: visit.browser, lasting: term, at: visit.now, in: writer)
        {
            return token
        }
        return try Session.begin(
            for: account, by: proof, instead: visit.sessionToken, browser: visit.browser, lasting: term, at: visit.now,
            in: writer)
    }

    /// The cookie of a session; on a shared device it ends with the browser.
    package func cookie(_ token: Token, isShared: Bool) -> NewCookie {
        isShared ? NewCookie(CookieName.session, token.text, seconds: nil) : cookie(token)
    }

    private func term(
        of account: ID<Account>, isShared: Bool, at now: Instant, _ reader: any Reader
    ) throws -> SessionTerm {
        guard isShared else { return .usual }
        let end = try lessonEnd(account, now, reader) ?? now.adding(minutes: SharedDevice.minutes)
        return SessionTerm(endsAt: end, isShared: true)
    }
}
