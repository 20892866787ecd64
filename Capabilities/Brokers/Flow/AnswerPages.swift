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
            try attempt.check(session: viewer?.session)
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
        let told: Exchange.Told
        do {
            told = try await self.claims(attempt, visit)
        } catch AnswerFault.answer(let refusal) {
            return .page(refusalPage(refusal, attempt, visit))
        } catch AnswerFault.exchange(let fault) {
            return .page(faultPage(fault, attempt.connected, visit, attempt))
        }
        switch attempt.purpose {
        case .trial:
            guard mayTry(attempt.connected, viewer, visit) else { throw Fault.missing }
            return .page(try await trialPage(told.claims, attempt, viewer, visit))
        case .signIn, .join, .confirm: break
        }
        let connected = attempt.connected
        let came: Came
        do {
            came = try Came(told, connected, seal: seal, at: visit.now)
        } catch {
            return .page(standstillPage(.arrival(error.reason), attempt, visit))
        }
        switch attempt.purpose {
        case .join: return try await joinOwn(came, attempt, visit)
        case .confirm: return try await confirm(came, attempt, visit, paths)
        // Whoever signed in meanwhile, in another tab, asked nothing of this identity provider.
        case .signIn, .trial:
            return try await arrive(came, attempt, attempt.session == nil ? nil : viewer, visit, paths)
        }
    }

    private enum AnswerFault: Error {
        case answer(AuthorizationAnswer.Refusal)
        case exchange(ExchangeFault)
    }

    private func claims(_ attempt: Attempt, _ visit: Visit) async throws(AnswerFault) -> Exchange.Told {
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
                    nonceHash: attempt.nonceHash, redirect: redirect(visit), now: visit.now,
                    authenticatedSince: attempt.isAnew ? attempt.begunAt : nil), from: party, metadata)
        } catch {
            throw .exchange(error)
        }
    }
}
