import Accounts
import Base
import HTTPTypes
import Storage
import Web

/// The own codes on a page of their own.
struct CodesModel: Sendable {
    let key: CodeKey
    let left: Int
    let refusal: Removal.Refusal?
}

extension StrongSignIn {
    /// Setting codes up, making new recovery codes, removing both.
    func mountCodes(on site: Site<Viewer>) {
        let paths = ReturnPaths(site)
        site.post(StrongSignInPath.codeAsking, may: .signedIn) { write in try beginCodes(write) }
        site.post(StrongSignInPath.codeProof, may: .signedIn) { write in try proveCodes(write, paths) }
        let strong = Policy<Viewer>.signedIn(assurance: .strong)
        site.get(StrongSignInPath.codes, may: strong, load: { try codes(of: $0.viewer, $0) }, page: codesPage)
        site.post(StrongSignInPath.recovery, may: strong) { write in
            _ = try codes(of: write.viewer, write.writer)
            let codes = try RecoveryCodes.renew(
                for: write.viewer.account, at: write.visit.now, in: write.writer)
            try note(.changed, by: .recovery, write)
            return .page(recoveryPage(codes, write.viewer, to: StrongSignInPath.codes(), write.visit))
        }
        site.post(StrongSignInPath.codeEnding, may: strong) { write in try removeCodes(write) }
    }

    /// A new key with its QR code; who must show first who they are is led there.
    private func beginCodes(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (viewer, visit, writer) = (write.viewer, write.visit, write.writer)
        let to = visit.form.text("to")
        guard viewer.mayAdd(to: try writer.one(SecondFactors.of(viewer.account)), at: visit.now) else {
            return .seeOther(ActingPath.strong().with(["to": to.isEmpty ? ActingPath.account().description : to]))
        }
        let key = Array(Challenge.random().prefix(OneTimeCode.keyBytes))
        let sealed = try seal.close(key, for: CodeKey.place(viewer.account))
        guard try CodeKey.begin(sealed, for: viewer.account, at: visit.now, in: writer) else {
            return .seeOther(StrongSignInPath.codes())
        }
        return .page(try setUpPage(key, viewer, to: to, [], visit))
    }

    /// The first code shows that the app has the key: the session is confirmed with it, and the recovery codes are shown.
    private func proveCodes(_ write: PageWrite<Viewer>, _ paths: ReturnPaths) throws -> Outcome {
        let (viewer, visit, writer) = (write.viewer, write.visit, write.writer)
        let to = visit.form.text("to")
        guard let kept = try writer.first(CodeKey.of(viewer.account)), kept.confirmedAt == nil,
            viewer.mayAdd(to: try writer.one(SecondFactors.of(viewer.account)), at: visit.now)
        else { return .seeOther(ActingPath.account()) }
        let key = try kept.open(seal)
        let typed = visit.form.text("secret-code")
        guard let step = OneTimeCode.step(of: typed, key, at: visit.now, after: kept.lastStep),
            try kept.use(step, at: visit.now, in: writer)
        else {
            let error = FieldError(texts(in: visit.language)(.codeWrong), in: "secret-code")
            return .page(try setUpPage(key, viewer, to: to, [error], visit))
        }
        let codes = try RecoveryCodes.renew(for: viewer.account, at: visit.now, in: writer)
        try note(.added, by: .code, write)
        let token = try Session.confirm(
            viewer.session, of: viewer.account, by: .code, browser: visit.browser, at: visit.now, in: writer)
        var page = recoveryPage(codes, viewer, to: paths.link(to: to) ?? ActingPath.account(), visit)
        page.cookies.append(limits.cookie(token, isShared: viewer.span.isShared))
        return .page(page)
    }

    private func codes(of viewer: Viewer, _ reader: any Reader) throws -> CodesModel {
        guard let key = try reader.first(CodeKey.of(viewer.account)), key.confirmedAt != nil else {
            throw Fault.missing
        }
        let factors = try reader.one(SecondFactors.of(viewer.account))
        return CodesModel(
            key: key, left: try reader.one(RecoveryCodes.left(of: viewer.account)),
            refusal: Removal.refusal(of: .codes, from: factors, isAdministrator: viewer.isAdministrator))
    }

    private func removeCodes(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try codes(of: write.viewer, write.writer)
        guard model.refusal == nil else {
            var page = codesPage(model, write.visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        try CodeKey.remove(of: write.viewer.account, in: write.writer)
        try note(.removed, by: .code, write)
        return .done("codes-removed", at: ActingPath.account())
    }

    private func note(_ kind: SignInEvent.Kind, by proof: Proof, _ write: PageWrite<Viewer>) throws {
        try SignInEvent.write(
            kind, by: proof, of: write.viewer.account, browser: write.visit.browser, at: write.visit.now,
            in: write.writer)
    }
}
