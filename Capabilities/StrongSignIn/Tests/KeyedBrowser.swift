import Base
import Accounts
import HTTPTypes
import TestKit
import Testing
import Web

@testable import StrongSignIn

/// A browser with an authenticator, at one session.
struct KeyedBrowser {
    let house: TestHouse
    var token: String?
    var authenticator = SoftAuthenticator()

    /// A page that asks for a passkey: its question, and for whom one is made.
    struct Question {
        let status: HTTPResponse.Status
        let location: String?
        let challenge: [UInt8]
        let handle: [UInt8]
        let known: [[UInt8]]

        init(_ reply: Reply) {
            func value(_ name: String) -> String {
                guard let found = reply.body.firstRange(of: "data-\(name)=\"") else { return "" }
                return String(reply.body[found.upperBound...].prefix { $0 != "\"" })
            }
            (status, location) = (reply.status, reply.location)
            challenge = Base64URL.bytes(value("challenge")) ?? []
            handle = Base64URL.bytes(value("user")) ?? []
            known = value("known").split(separator: " ").compactMap { Base64URL.bytes(String($0)) }
        }
    }

    func ask(_ path: PathPattern, to: String = "") async throws -> Question {
        Question(try await house.post(path(), token: token, ["to": to]))
    }

    /// Keeps the session that an answer gives.
    mutating func follow(_ reply: Reply) throws {
        let token: String = try #require(reply.newToken)
        self.token = token
    }

    /// Makes a passkey, from the question to the answer.
    mutating func add(
        _ title: String = "Kännykkä", to: String = "", _ words: SoftAuthenticator.Words = .init()
    ) async throws -> Reply {
        let question = try await ask(StrongSignInPath.asking, to: to)
        authenticator.handle = question.handle
        return try await answerMade(question.challenge, title, to: to, words)
    }

    func answerMade(
        _ challenge: [UInt8], _ title: String = "Kännykkä", to: String = "", _ words: SoftAuthenticator.Words = .init()
    ) async throws -> Reply {
        let (client, object) = try authenticator.make(challenge, words)
        return try await house.post(
            StrongSignInPath.passkeys(), token: token,
            [
                "client": Base64URL.text(client), "attestation": Base64URL.text(object), "transports": "internal",
                "title": title, "to": to,
            ])
    }

    /// Uses the passkey for the question of a page.
    func use(
        asked: PathPattern, answered: PathPattern, to: String = "", _ words: SoftAuthenticator.Words = .init()
    ) async throws -> Reply {
        try await answer(try await ask(asked, to: to).challenge, at: answered, to: to, words)
    }

    func answer(
        _ challenge: [UInt8], at path: PathPattern, to: String = "", _ words: SoftAuthenticator.Words = .init(),
        handle: Bool = true
    ) async throws -> Reply {
        let (client, data, signature) = try authenticator.use(challenge, words)
        return try await house.post(
            path(), token: token,
            [
                "credential": Base64URL.text(authenticator.credential), "client": Base64URL.text(client),
                "authenticator": Base64URL.text(data), "signature": Base64URL.text(signature),
                "user": handle ? Base64URL.text(authenticator.handle) : "", "to": to,
            ])
    }

    func signIn(to: String = "", _ words: SoftAuthenticator.Words = .init()) async throws -> Reply {
        var signedOut = self
        signedOut.token = nil
        return try await signedOut.use(
            asked: StrongSignInPath.signIn, answered: StrongSignInPath.signInAnswer, to: to, words)
    }

    func confirm(to: String = "", _ words: SoftAuthenticator.Words = .init()) async throws -> Reply {
        try await use(asked: StrongSignInPath.strongPasskey, answered: StrongSignInPath.strongAnswer, to: to, words)
    }
}
