import Accounts
import Base
import Directory
import Storage
import Web

extension SignIn {
    /// The account page: how one signs in, who one is, and on which devices.
    func mountAccount(on site: Site<Viewer>) {
        site.get(ActingPath.account, may: .signedIn, load: { try load($0, $0.viewer, at: $0.visit.now) }) {
            model, visit in
            accountPage(model, visit)
        }
        site.post(SignInPath.deviceEnding, may: .signedIn) { write in
            let session = try write.visit.id("session", of: Session.self)
            let isEnded = try Session.end(session, of: write.viewer.account, at: write.visit.now, in: write.writer)
            guard isEnded else { throw Fault.missing }
            try SignInEvent.write(
                .ended, by: .session, of: write.viewer.account, browser: write.visit.browser, at: write.visit.now,
                in: write.writer)
            return .done("device-signed-out", at: ActingPath.account())
        }
        site.post(SignInPath.othersEnding, may: .signedIn) { write in
            try Session.endAll(
                of: write.viewer.account, but: write.viewer.session, from: write.visit.browser, at: write.visit.now,
                in: write.writer)
            return .done("others-signed-out", at: ActingPath.account())
        }
        site.post(SignInPath.everywhereEnding, may: .signedIn) { write in
            try Session.endAll(
                of: write.viewer.account, but: nil, from: write.visit.browser, at: write.visit.now, in: write.writer)
            for ending in endings { try ending(write.viewer.account, write.visit.now, write.writer) }
            return .seeOther(ActingPath.signIn(), [SignIn.goodbye, .done("signed-out-everywhere")])
        }
        site.post(SignInPath.password, may: .signedIn, perform: changePassword)
    }

    private func load(_ reader: any Reader, _ viewer: Viewer, at now: Instant) throws -> AccountModel {
        AccountModel(
            viewer: viewer, devices: try reader.all(Session.open(of: viewer.account, at: now, limits)),
            parts: try parts.map { try $0.load(reader, viewer) })
    }

    private func changePassword(_ viewer: Viewer, _ visit: Visit) async throws -> Outcome {
        let words = texts(in: visit.language)
        let (known, factors, read) = try await database.read { reader in
            (
                try reader.first(PasswordAccount.of(viewer.account)),
                try reader.one(SecondFactors.of(viewer.account)), try load(reader, viewer, at: visit.now)
            )
        }
        // A password that somebody else knows must not be enough to put another in its place where there is more.
        guard factors.isEmpty || viewer.isStrong(at: visit.now) else {
            return .seeOther(ActingPath.strong().with(["to": ActingPath.account().description]))
        }
        // Who has no password got rid of it by having the way in renewed, and chooses another by that.
        guard let known else { throw Fault.missing }
        var model = read
        let counted = PasswordTry(of: viewer.signInName, visit, database, hasher)
        if let fault = try await database.write({ try counted.refusal(at: visit.now, in: $0) }) {
            throw fault
        }
        let new = Secret(visit.form["new-password"] ?? "")
        var errors: [FieldError] = []
        if try await !counted.isRight(Secret(visit.form["password"] ?? ""), against: known.hash) {
            attempts.note(viewer.account, by: .password, visit)
            errors.append(FieldError(words(.currentWrong), in: "password"))
        } else {
            try await database.write { try counted.forgive(in: $0) }
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
            model.errors = errors
            return .page(accountPage(model, visit))
        }
        let hash = try await hasher.hash(new)
        try await database.write { writer in
            try PasswordAccount.set(hash, for: viewer.account, at: visit.now, in: writer)
            try SignInEvent.write(
                .changed, by: .password, of: viewer.account, browser: visit.browser, at: visit.now, in: writer)
            try Session.endAll(
                of: viewer.account, but: viewer.session, from: visit.browser, at: visit.now, in: writer)
            // Whoever knew the old password may have let a service in that goes on without a session.
            for ending in endings { try ending(viewer.account, visit.now, writer) }
        }
        return .done("password-changed", at: ActingPath.account())
    }
}

/// What the account page shows.
struct AccountModel: Sendable {
    let viewer: Viewer
    let devices: [Device]
    /// The parts of other rooms, ready to be drawn.
    let parts: [@Sendable (Visit) -> HTML]
    var errors: [FieldError] = []
}
