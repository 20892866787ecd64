import Accounts
import Base
import HTTPTypes
import SignIn
import Storage
import Web

/// What the page needs to know that asks to confirm the session.
struct StepUpModel: Sendable {
    let factors: SecondFactors
    let isStrong: Bool
    let isFresh: Bool
    /// The page that was asked for.
    let to: String
    /// What other rooms offer this account.
    var others: [@Sendable (Visit, String) -> HTML] = []
    var errors: [FieldError] = []
}

extension StrongSignIn {
    /// Confirming the session before pages that show or do more than others; who has nothing to confirm with sets it up.
    func mountStepUp(on site: Site<Viewer>) {
        let paths = ReturnPaths(site)
        site.get(
            ActingPath.strong, may: .signedIn,
            load: { try stepUp($0, $0.viewer, $0.visit, to: $0.visit.query.text("to")) },
            page: { stepUpPage($0, paths, $1) })
        site.post(StrongSignInPath.strongPasskey, may: .signedIn) { write in
            try askToConfirm(write.viewer, write.visit, isRefused: false, in: write.writer)
        }
        site.post(StrongSignInPath.strongAnswer, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            try await confirm(viewer, visit, paths)
        }
        site.post(StrongSignInPath.strongCode, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            try await confirmByCode(viewer, visit, paths)
        }
        site.post(StrongSignInPath.strongPassword, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            try await refresh(viewer, visit, paths)
        }
    }

    func stepUp(_ reader: any Reader, _ viewer: Viewer, _ visit: Visit, to: String) throws -> StepUpModel {
        StepUpModel(
            factors: try reader.one(SecondFactors.of(viewer.account)), isStrong: viewer.isStrong(at: visit.now),
            isFresh: viewer.isFresh(at: visit.now), to: to,
            others: try others.compactMap { try $0.load(reader, viewer) })
    }

    private func askToConfirm(
        _ viewer: Viewer, _ visit: Visit, isRefused: Bool, in writer: any Writer
    ) throws -> Outcome {
        let known = try writer.all(Passkey.all(of: viewer.account))
        guard !known.isEmpty else { return .seeOther(ActingPath.strong().with(["to": visit.form.text("to")])) }
        let challenge = Challenge(for: .stepUp, by: viewer.session)
        try challenge.ask(at: visit.now, in: writer)
        var ask = PasskeyAsk(kind: .get, challenge: challenge.bytes, site: try RelyingParty(origin: visit.origin))
        ask.known = known.map(\.credential)
        return .page(confirmPage(ask, to: visit.form.text("to"), isRefused: isRefused, visit))
    }

    /// One of the account's own passkeys has answered: the session is confirmed.
    private func confirm(_ viewer: Viewer, _ visit: Visit, _ paths: ReturnPaths) async throws -> Outcome {
        let site = try RelyingParty(origin: visit.origin)
        let subject = Throttle.Subject.secondFactor(of: viewer.account)
        let assertion = try? Assertion(visit.form)
        let attempt = try await database.write { writer in
            (
                try Throttle.refusal([subject], at: visit.now, in: writer),
                try assertion.flatMap {
                    try Challenge.take(
                        $0.client.challenge, for: .stepUp, by: viewer.session, at: visit.now, in: writer)
                },
                try assertion.flatMap { try writer.first(Passkey.with($0.credential)) }
            )
        }
        if let fault = attempt.0 { throw fault }
        let used = attempt.1 == nil ? nil : attempt.2.flatMap { $0.account == viewer.account ? $0 : nil }
        return try await database.write { writer in
            guard let assertion, let used, let use = try? assertion.use(of: used, for: site),
                try keep(use, of: used, visit, in: writer)
            else {
                refused.note(viewer.account, by: .passkey, visit)
                return try askToConfirm(viewer, visit, isRefused: true, in: writer)
            }
            try Throttle.forgive([subject], in: writer)
            return try confirmed(by: .passkey, viewer, visit, paths, in: writer)
        }
    }

    /// The session goes on confirmed, where it was to go.
    func confirmed(
        by proof: Proof, _ viewer: Viewer, _ visit: Visit, _ paths: ReturnPaths, in writer: any Writer
    ) throws -> Outcome {
        let token = try Session.confirm(
            viewer.session, of: viewer.account, by: proof, browser: visit.browser, at: visit.now, in: writer)
        let cookie = limits.cookie(token, isShared: viewer.span.isShared)
        guard let link = paths.link(to: visit.form.text("to")) else {
            return .seeOther(ActingPath.strong(), [cookie])
        }
        return .seeOther(link, [cookie])
    }

    /// Who was not signed in a moment ago shows the password once more before the first way in beside it is set up.
    private func refresh(_ viewer: Viewer, _ visit: Visit, _ paths: ReturnPaths) async throws -> Outcome {
        let counted = PasswordTry(of: viewer.signInName, visit, database, hasher)
        let (fault, known) = try await database.write { writer in
            (
                try counted.refusal(at: visit.now, in: writer),
                try writer.first(PasswordAccount.of(viewer.account))
            )
        }
        if let fault { throw fault }
        let to = visit.form.text("to")
        guard let known, try await counted.isRight(Secret(visit.form["password"] ?? ""), against: known.hash) else {
            refused.note(viewer.account, by: .password, visit)
            var model = try await database.read { try stepUp($0, viewer, visit, to: to) }
            model.errors = [FieldError(texts(in: visit.language)(.passwordWrong), in: "password")]
            return .page(stepUpPage(model, paths, visit))
        }
        let token = try await database.write { writer in
            try counted.forgive(in: writer)
            return try limits.begin(
                for: viewer.account, by: .password, visit, isShared: viewer.span.isShared, in: writer)
        }
        return .seeOther(
            ActingPath.strong().with(["to": to]), [limits.cookie(token, isShared: viewer.span.isShared)])
    }
}
