import Accounts
import Base
import Clients
import Directory
import Storage
import Web

/// One way of one browser to an identity provider and back.
struct Attempt: RowDecodable, Sendable {
    /// What it is for.
    enum Purpose: String, Sendable, ColumnValue {
        case signIn = "sign-in"
        /// An administrator looks at what arrives; nobody is signed in or joined.
        case trial
        /// Somebody who is signed in adds the login to the own account.
        case join
        /// Somebody who is signed in shows more than a password.
        case confirm

        /// - Parameter asked: as it stands in the address.
        init(asked: String) { self = Purpose(rawValue: asked) ?? .signIn }
    }

    let id: ID<Attempt>
    let purpose: Purpose
    let cookieHash: [UInt8]
    let nonceHash: [UInt8]
    let verifier: [UInt8]
    let returnTo: String
    /// Whoever is asked shows anew who they are, however lately they did.
    let isAnew: Bool
    /// The session that the browser had when it was led away; the answer is for no other.
    let session: ID<Session>?
    let begunAt: Instant
    let usedAt: Instant?
    /// Who came, closed by the seal, while an invitation is waited for.
    let arrived: [UInt8]?
    let joinedAt: Instant?
    let connected: ConnectedParty

    static let minutesValid: Int64 = 10

    init(row: inout Row) throws {
        id = try row.next()
        purpose = try row.next()
        cookieHash = try row.next()
        nonceHash = try row.next()
        verifier = try row.next()
        returnTo = try row.next()
        isAnew = try row.next()
        session = try row.next()
        begunAt = try row.next()
        usedAt = try row.next()
        arrived = try row.next()
        joinedAt = try row.next()
        connected = try ConnectedParty(row: &row)
    }

    /// Why an answer is not taken further.
    enum Refusal: Error, Hashable, Sendable { case otherBrowser, otherSession, used, expired }

    /// An answer comes from the browser that asked, once, within ten minutes.
    func check(cookie: String?, at now: Instant) throws(Refusal) {
        try checkBrowser(cookie)
        guard usedAt == nil else { throw .used }
        guard now < begunAt.adding(minutes: Self.minutesValid) else { throw .expired }
    }

    /// An answer that was asked for in a session ends in that session: in another tab somebody may have changed the account
    /// meanwhile.
    func check(session: ID<Session>?) throws(Refusal) {
        guard self.session == nil || self.session == session else { throw .otherSession }
    }

    /// Whoever came joins an account in the same browser, once, within ten minutes.
    func checkJoining(cookie: String?, at now: Instant) throws(Refusal) {
        try checkBrowser(cookie)
        guard let usedAt, joinedAt == nil, arrived != nil else { throw .used }
        guard now < usedAt.adding(minutes: Self.minutesValid) else { throw .expired }
    }

    private func checkBrowser(_ cookie: String?) throws(Refusal) {
        guard let cookie, Token(text: cookie).hash == cookieHash else { throw .otherBrowser }
    }

    /// Each attempt has its own cookie, so that two tabs do not disturb each other.
    static func cookieName(_ id: ID<Attempt>) -> String { "__Host-way-\(id)" }

    static let verifierPlace = "broker_attempt.verifier"
    static let arrivedPlace = "broker_attempt.arrived"
}

/// What a new attempt is made of: the secrets as they are sent, and as they are kept.
struct NewAttempt: Sendable {
    let id: ID<Attempt>
    let state = Token.session()
    let nonce = Token.session()
    let cookie = Token.session()
    /// 256 random bits in 43 characters (RFC 7636 §4.1).
    let verifier = Token.session()

    init(at now: Instant) { id = ID.new(at: now) }

    /// RFC 7636 §4.2, S256.
    var challenge: String { Base64URL.text(verifier.hash) }

    var browserCookie: NewCookie {
        NewCookie(Attempt.cookieName(id), cookie.text, seconds: Int(Attempt.minutesValid) * 60)
    }
}

extension Attempt {
    /// The cookie is of no use any more.
    var spentCookie: NewCookie { NewCookie(Attempt.cookieName(id), "", seconds: 0) }
}
