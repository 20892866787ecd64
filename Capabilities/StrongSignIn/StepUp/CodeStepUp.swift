import Accounts
import Base
import HTTPTypes
import Storage
import Web

extension StrongSignIn {
    /// Confirming with a code of the app, or one on paper: six digits are of the app.
    func confirmByCode(_ viewer: Viewer, _ visit: Visit, _ paths: ReturnPaths) async throws -> Outcome {
        let subject = Throttle.Subject.secondFactor(of: viewer.account)
        let fault = try await database.write { try Throttle.refusal([subject], at: visit.now, in: $0) }
        if let fault { throw fault }
        return try await database.write { writer in
            guard let proof = try proof(visit.form.text("secret-code"), of: viewer, visit, in: writer) else {
                refused.note(viewer.account, by: .code, visit)
                var model = try stepUp(writer, viewer, visit, to: visit.form.text("to"))
                model.errors = [FieldError(texts(in: visit.language)(.codeWrong), in: "secret-code")]
                return .page(stepUpPage(model, paths, visit))
            }
            try Throttle.forgive([subject], in: writer)
            return try confirmed(by: proof, viewer, visit, paths, in: writer)
        }
    }

    /// What the typed code is; nil when it is none of the account's, or was used before.
    private func proof(
        _ typed: String, of viewer: Viewer, _ visit: Visit, in writer: any Writer
    ) throws -> Proof? {
        guard let key = try writer.first(CodeKey.of(viewer.account)), key.confirmedAt != nil else { return nil }
        if let step = OneTimeCode.step(of: typed, try key.open(seal), at: visit.now, after: key.lastStep) {
            return try key.use(step, at: visit.now, in: writer) ? .code : nil
        }
        return try RecoveryCodes.use(typed, of: viewer.account, at: visit.now, in: writer) ? .recovery : nil
    }
}
