import Accounts
import Base
import Directory
import Storage
import Web

extension Brokers {
    /// Somebody comes back. Whatever is not exactly as it was agreed ends on a page that says what to do now.
    func answer(
        to attempt: Attempt?, _ viewer: Viewer?, _ visit: Visit, _ paths: ReturnPaths
    ) async throws -> Outcome {
        guard let attempt else { return .page(strayPage(.unknown, nil, visit)) }
        do {
            try attempt.check(cookie: visit.cookie(Attempt.cookieName(attempt.id)), at: visit.now)
        } catch {
            return .page(strayPage(Stray(error), attempt, visit))
        }
        // It may have been taken out of use meanwhile.
        guard attempt.purpose == .trial || attempt.connected.party.isEnabled else {
            return .page(strayPage(.unknown, attempt, visit))
        }
        guard try await database.write({ try attempt.use(at: visit.now, in: $0) }) else {
            return .page(strayPage(.used, attempt, visit))
        }
        let claims: ClaimSet
        do {
            claims = try await self.claims(attempt, visit)
        } catch AnswerFault.answer(let refusal) {
            return .page(refusalPage(refusal, attempt, visit))
        } catch AnswerFault.exchange(let fault) {
            return .page(faultPage(fault, attempt.connected, visit, attempt))
        }
        switch attempt.purpose {
        case .trial:
            guard mayTry(attempt.connected, viewer, visit) else { throw Fault.missing }
            return .page(try await trialPage(claims, attempt, viewer, visit))
        case .signIn: return try await arrive(claims, attempt, viewer, visit, paths)
        }
    }

    private enum AnswerFault: Error {
        case answer(AuthorizationAnswer.Refusal)
        case exchange(ExchangeFault)
    }

    private func claims(_ attempt: Attempt, _ visit: Visit) async throws(AnswerFault) -> ClaimSet {
        let party = attempt.connected.party
        let metadata: IssuerMetadata
        do {
            metadata = try await book.metadata(of: party.issuer)
        } catch {
            throw .exchange(error)
        }
        let code: String
        do {
            code = try AuthorizationAnswer.code(
                in: visit.query, issuer: metadata.issuer, namesIssuer: metadata.namesIssuer)
        } catch {
            throw .answer(error)
        }
        guard let verifier = try? seal.open(attempt.verifier, for: Attempt.verifierPlace) else {
            throw .exchange(.secret)
        }
        do {
            return try await exchange.claims(
                Exchange.Attempt(
                    code: code, verifier: Secret(String(decoding: verifier, as: UTF8.self)),
                    nonceHash: attempt.nonceHash, redirect: redirect(visit), now: visit.now), from: party, metadata)
        } catch {
            throw .exchange(error)
        }
    }
}
