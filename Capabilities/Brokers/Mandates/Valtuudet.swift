import Base
import Crypto
import Foundation
import Outbound
import Web

/// Suomi.fi's Valtuudet as a web service for acting for a child (`national.md` 10.2; "hpa").
struct Valtuudet: MandateService {
    let place: MandateAddress
    let secrets: Secret<MandateSecrets>
    let outbound: Outbound

    /// So many choices are looked at; nobody has more children at one school.
    private static let most = 20

    func begin(_ code: PersonalIdentityCode, at now: Instant) async throws(MandateFault) -> MandateSession {
        let client = FormText.encoded(place.clientID)
        let answer: Begun = try await ask(
            "/service/hpa/user/register/\(client)/\(FormText.encoded(code.text))", at: now)
        guard Self.isWord(answer.sessionId), Self.isWord(answer.userId) else { throw .malformed }
        return MandateSession(session: answer.sessionId, user: answer.userId)
    }

    func choosing(
        _ session: MandateSession, backTo redirect: String, in language: Language
    ) throws(MandateFault) -> OutsideAddress {
        guard let address = OutsideAddress(registered: place.address + "/oauth/authorize") else { throw .malformed }
        return address.with([
            ("client_id", place.clientID), ("response_type", "code"), ("redirect_uri", redirect),
            ("user", session.user), ("lang", language.rawValue),
        ])
    }

    func allowed(
        _ session: MandateSession, code: String, backTo redirect: String, at now: Instant
    ) async throws(MandateFault) -> [PersonalIdentityCode] {
        let token = try await token(code, redirect)
        let id = FormText.encoded(session.session)
        let choices: [Choice] = try await ask("/service/hpa/api/delegate/\(id)", token: token, at: now)
        var allowed: [PersonalIdentityCode] = []
        for choice in choices.prefix(Self.most) {
            guard let child = PersonalIdentityCode(choice.personId) else { continue }
            let answer: Verdict = try await ask(
                "/service/hpa/api/authorization/\(id)/\(FormText.encoded(child.text))", token: token, at: now)
            if answer.result == "ALLOWED" { allowed.append(child) }
        }
        return allowed
    }

    /// What a question is shown to be ours by: the client, the time, and the keyed hash of path and time.
    static func proof(of path: String, client: String, key: String, at now: Instant) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(path) \(now)".utf8), using: SymmetricKey(data: Data(key.utf8)))
        return "\(client) \(now) \(Data(code).base64EncodedString())"
    }

    private struct Begun: Decodable {
        let sessionId: String
        let userId: String
    }

    private struct Choice: Decodable { let personId: String }
    private struct Verdict: Decodable { let result: String }
    private struct Granted: Decodable {
        let token: String
        enum CodingKeys: String, CodingKey { case token = "access_token" }
    }

    private func ask<Answer: Decodable>(
        _ path: String, token: String? = nil, at now: Instant
    ) async throws(MandateFault) -> Answer {
        let path = "\(path)?requestId=\(UUID().uuidString.lowercased())"
        let proof = Self.proof(of: path, client: place.clientID, key: secrets.reveal().key, at: now)
        var headers = [(name: "X-AsiointivaltuudetAuthorization", value: proof), ("Accept", "application/json")]
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        do {
            return try Self.read(try await outbound.get(place.address + path, headers: headers))
        } catch let fault as OutboundFault {
            throw .unreachable(fault)
        } catch let fault as MandateFault {
            throw fault
        } catch {
            throw .malformed
        }
    }

    private func token(_ code: String, _ redirect: String) async throws(MandateFault) -> String {
        let query = [("grant_type", "authorization_code"), ("redirect_uri", redirect), ("code", code)]
            .map { "\($0)=\(FormText.encoded($1))" }.joined(separator: "&")
        let pair = Data("\(place.clientID):\(secrets.reveal().password)".utf8).base64EncodedString()
        let answer: Outbound.Answer
        do {
            answer = try await outbound.post(
                "\(place.address)/oauth/token?\(query)", form: [],
                headers: [("Authorization", "Basic \(pair)"), ("Accept", "application/json")])
        } catch {
            throw .unreachable(error)
        }
        let granted: Granted = try Self.read(answer)
        guard Self.isWord(granted.token) else { throw .malformed }
        return granted.token
    }

    private static func read<Answer: Decodable>(_ answer: Outbound.Answer) throws(MandateFault) -> Answer {
        guard answer.status == 200 else { throw .status(answer.status) }
        guard let value = try? JSONDecoder().decode(Answer.self, from: Data(answer.body)) else { throw .malformed }
        return value
    }

    /// What goes into a header or an address.
    private static func isWord(_ text: String) -> Bool {
        (1...4000).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
