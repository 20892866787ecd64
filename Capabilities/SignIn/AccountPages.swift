import Accounts
import Base
import Directory
import Storage
import Web

extension SignIn {
    /// The account page: how one signs in, who one is, and on which devices.
    func mountAccount(on site: Site<Viewer>) {
        site.get(ActingPath.account, may: .signedIn, load: { read in try load(read, errors: []) }) { model, visit in
            accountPage(model, visit)
        }
        site.post(SignInPath.deviceEnding, may: .signedIn) { write in
            let session = try write.visit.id("session", of: Session.self)
            let isEnded = try Session.end(session, of: write.viewer.account, at: write.visit.now, in: write.writer)
            guard isEnded else { throw Fault.missing }
            return .done("device-signed-out", at: ActingPath.account())
        }
        site.post(SignInPath.othersEnding, may: .signedIn) { write in
            try Session.endAll(
                of: write.viewer.account, but: write.viewer.session, at: write.visit.now, in: write.writer)
            return .done("others-signed-out", at: ActingPath.account())
        }
        site.post(SignInPath.password, may: .signedIn, perform: changePassword)
    }

    private func load(_ read: PageRead<Viewer>, errors: [FieldError]) throws -> AccountModel {
        AccountModel(
            viewer: read.viewer,
            devices: try read.all(Session.open(of: read.viewer.account, at: read.visit.now, limits)), errors: errors)
    }

    private func changePassword(_ viewer: Viewer, _ visit: Visit) async throws -> Outcome {
        let words = texts(in: visit.language)
        let (known, devices) = try await database.read { reader in
            (
                try reader.one(PasswordAccount.of(viewer.account)),
                try reader.all(Session.open(of: viewer.account, at: visit.now, limits))
            )
        }
        let subject = Throttle.Subject.name(viewer.signInName, at: visit.address)
        if let fault = try await database.write({ try Throttle.refusal([subject], at: visit.now, in: $0) }) {
            throw fault
        }
        let new = Secret(visit.form["new-password"] ?? "")
        var errors: [FieldError] = []
        if try await !hasher.verify(Secret(visit.form["password"] ?? ""), against: known.hash) {
            errors.append(FieldError(words(.currentWrong), in: "password"))
        } else {
            try await database.write { try Throttle.forgive([subject], in: $0) }
        }
        do {
            try rules.check(
                new.reveal(),
                names: viewer.records.flatMap { [$0.name.full, $0.provider.slug, $0.provider.name.fi] }
                    + [viewer.signInName])
        } catch {
            errors.append(FieldError(words(error.reason), in: "new-password"))
        }
        guard errors.isEmpty else {
            return .page(accountPage(AccountModel(viewer: viewer, devices: devices, errors: errors), visit))
        }
        let hash = try await hasher.hash(new)
        try await database.write { writer in
            try PasswordAccount.set(hash, for: viewer.account, at: visit.now, in: writer)
            try Session.endAll(of: viewer.account, but: viewer.session, at: visit.now, in: writer)
        }
        return .done("password-changed", at: ActingPath.account())
    }
}

/// What the account page shows.
struct AccountModel: Sendable {
    let viewer: Viewer
    let devices: [Device]
    let errors: [FieldError]
}
