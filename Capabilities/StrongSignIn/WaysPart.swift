import Accounts
import Base
package import SignIn
import Storage
import Web

/// The own ways in and what has happened to them, on the account page.
struct WaysModel: Sendable {
    let passkeys: [Passkey]
    /// The key of the codes, if they are set up.
    let codes: CodeKey?
    let events: [SignInEvent]
}

extension StrongSignIn {
    /// The way in that the door shows beside name and password.
    package var way: SignInWay {
        SignInWay(to: StrongSignInPath.signIn(), icon: .key) { texts(in: $0)(.signInTitle) }
    }

    /// What this room shows on the account page.
    package var accountPart: AccountPart {
        AccountPart(
            load: { reader, viewer in
                let model = WaysModel(
                    passkeys: try reader.all(Passkey.all(of: viewer.account)),
                    codes: try reader.first(CodeKey.of(viewer.account)).flatMap { $0.confirmedAt == nil ? nil : $0 },
                    events: try reader.all(SignInEvent.latest(of: viewer.account)))
                let isShared = viewer.span.isShared
                return { visit in "\(ways(model, isShared: isShared, visit))\(events(model.events, visit))" }
            },
            done: { word, language in done(word, texts(in: language)) })
    }

    private func done(_ word: String, _ words: Words<StrongSignInText>) -> String? {
        switch word {
        case "passkey-added": words(.passkeyAdded)
        case "passkey-renamed": words(.passkeyRenamed)
        case "passkey-removed": words(.passkeyRemoved)
        case "codes-removed": words(.codesRemoved)
        default: nil
        }
    }

    /// On a device that many use nobody is asked to leave a passkey there.
    private func ways(_ model: WaysModel, isShared: Bool, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let passkeys = model.passkeys.map { passkey in
            Part.row(
                passkey.title, to: StrongSignInPath.passkey(passkey.id), lead: Icon.key(), note: used(passkey, visit),
                tail: passkey.wentBackAt == nil ? .nothing : Part.tag(words(.wentBackTag), .warning))
        }
        let codes = model.codes.map { key in
            Part.row(
                words(.codesTitle), to: StrongSignInPath.codes(), lead: Icon.device(), note: used(key, visit))
        }
        let rows = passkeys + [codes].compactMap { $0 }
        let adding = [
            isShared ? nil : Part.action(words(.addPasskey), to: StrongSignInPath.asking(), icon: .plus),
            model.codes == nil ? Part.action(words(.addCodes), to: StrongSignInPath.codeAsking(), look: .plain) : nil,
        ].compactMap { $0 }
        return Part.section(
            words(.waysTitle), id: "ways",
            """
            <p class="quiet">\(words(.waysLead))</p>\(rows.isEmpty ? .nothing : Part.rows(rows))\
            \(Part.acts(adding))
            """)
    }

    private func events(_ events: [SignInEvent], _ visit: Visit) -> HTML {
        guard !events.isEmpty else { return .nothing }
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let rows = events.map { event in
            let place = [days.moment(event.at), BrowserName.of(event.browser)].compactMap { $0 }
            return Part.row(
                words(event), note: place.joined(separator: " · "),
                tail: event.kind.subject == .refused ? Part.tag(words(.wentBackTag), .warning) : .nothing)
        }
        return Part.section(
            words(.eventsTitle), id: "events",
            "<p class=\"quiet\">\(words(.eventsLead))</p>\(Part.disclosure(words(.eventsShow), Part.rows(rows)))")
    }
}

extension Words<StrongSignInText> {
    /// What happened, in words.
    func callAsFunction(_ event: SignInEvent) -> String {
        let how = self(event.proof)
        let what = event.title.map { "\(how): \($0)" } ?? how
        switch event.kind {
        case .signIn: return self(.eventSignIn, ["how": how])
        case .stepUp: return self(.eventStepUp, ["how": how])
        case .added: return self(.eventAdded, ["what": what])
        case .removed: return self(.eventRemoved, ["what": what])
        case .changed: return self(.eventChanged, ["what": what])
        case .suspicious: return self(.eventSuspicious, ["what": what])
        case .reset: return self(.eventReset)
        case .refused: return self(.eventRefused, ["how": how])
        case .signOut: return self(.eventSignOut)
        case .ended: return self(.eventEnded)
        }
    }

    private func callAsFunction(_ proof: Proof) -> String {
        switch proof {
        case .password: self(.proofPassword)
        case .invitation: self(.proofInvitation)
        case .passkey: self(.proofPasskey)
        case .code: self(.proofCode)
        case .recovery: self(.proofRecovery)
        case .demo: self(.proofDemo)
        case .broker, .strongBroker: self(.proofBroker)
        case .session: self(.proofSession)
        case .badge: self(.proofBadge)
        }
    }
}
