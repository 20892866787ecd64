import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// An answer that belongs to no open attempt of this browser.
enum Stray: Hashable, Sendable {
    case unknown, used, expired, otherBrowser, otherSession

    init(_ refusal: Attempt.Refusal) {
        switch refusal {
        case .otherBrowser: self = .otherBrowser
        case .otherSession: self = .otherSession
        case .used: self = .used
        case .expired: self = .expired
        }
    }
}

/// Somebody came and is known to have come, and gets no further this way.
enum Standstill: Hashable, Sendable {
    case arrival(Arrival.Refusal)
    case proveFirst, notSpokenFor, conflict
    /// The login belongs to another account than the one that is signed in.
    case otherAccount
    /// The login showed no more than a password, or not lately.
    case notStrong
}

/// A page of the door that says what happened, that nothing was lost, and what to do now.
private struct Door {
    let title: BrokersText
    let text: BrokersText
    let next: BrokersText
    let status: HTTPResponse.Status
}

extension Brokers {
    /// The answer of no attempt: most often a page that was opened twice or left open too long.
    func strayPage(_ stray: Stray, _ attempt: Attempt?, _ visit: Visit) -> Page {
        let door: Door =
            switch stray {
            case .expired, .used:
                Door(title: .expiredTitle, text: .expiredText, next: .againNext, status: .badRequest)
            case .otherSession:
                Door(title: .otherSessionTitle, text: .otherSessionText, next: .againNext, status: .conflict)
            case .unknown, .otherBrowser:
                Door(title: .strayTitle, text: .strayText, next: .againNext, status: .badRequest)
            }
        return page(door, attempt?.connected, visit, again: attempt)
    }

    /// The identity provider, or the answer in its name, refused.
    func refusalPage(_ refusal: AuthorizationAnswer.Refusal, _ attempt: Attempt, _ visit: Visit) -> Page {
        let door: Door =
            switch refusal {
            case .error(.denied): Door(title: .deniedTitle, text: .deniedText, next: .deniedNext, status: .forbidden)
            case .error(.busy): Door(title: .busyTitle, text: .busyText, next: .againNext, status: .serviceUnavailable)
            case .error(.other): Door(title: .brokenTitle, text: .brokenText, next: .brokenNext, status: .badGateway)
            case .malformed, .otherIssuer:
                Door(
                    title: .untrustedTitle, text: .untrustedText, next: .brokenNext, status: .badRequest)
            }
        if case .malformed = refusal { complain("an answer of an identity provider is malformed") }
        if case .otherIssuer = refusal { complain("an answer came in the name of another issuer") }
        if case .error(.other) = refusal { complain("an identity provider answered with an error of our making") }
        return page(door, attempt.connected, visit, again: attempt)
    }

    /// The identity provider cannot be asked, or what it answered is not to be trusted.
    func faultPage(_ fault: ExchangeFault, _ connected: ConnectedParty, _ visit: Visit, _ attempt: Attempt? = nil)
        -> Page
    {
        complain(fault.log)
        let door =
            fault.isPassing
            ? Door(title: .busyTitle, text: .busyText, next: .againNext, status: .serviceUnavailable)
            : Door(title: .untrustedTitle, text: .untrustedText, next: .brokenNext, status: .badGateway)
        return page(door, connected, visit, again: attempt)
    }

    /// Whoever came is who they are, and gets no further this way.
    func standstillPage(_ standstill: Standstill, _ attempt: Attempt, _ visit: Visit) -> Page {
        let door: Door =
            switch standstill {
            case .arrival(.noRole): Door(title: .noRoleTitle, text: .noRoleText, next: .noRoleNext, status: .forbidden)
            case .arrival(.otherProvider), .arrival(.otherDomain):
                Door(title: .elsewhereTitle, text: .elsewhereText, next: .elsewhereNext, status: .forbidden)
            case .arrival(.testNumber):
                Door(title: .testNumberTitle, text: .testNumberText, next: .schoolNext, status: .forbidden)
            case .arrival(.noNumber):
                Door(title: .noNumberTitle, text: .noNumberText, next: .schoolNext, status: .forbidden)
            case .arrival(.testCode):
                Door(title: .testCodeTitle, text: .testCodeText, next: .notSpokenNext, status: .forbidden)
            case .arrival(.noIdentityCode):
                Door(title: .noIdentityCodeTitle, text: .noIdentityCodeText, next: .notSpokenNext, status: .forbidden)
            case .otherAccount:
                Door(title: .otherAccountTitle, text: .otherAccountText, next: .otherAccountNext, status: .conflict)
            case .notStrong:
                Door(title: .notStrongTitle, text: .notStrongText, next: .notStrongNext, status: .forbidden)
            case .proveFirst: Door(title: .proveTitle, text: .proveText, next: .proveNext, status: .forbidden)
            case .notSpokenFor:
                Door(title: .notSpokenTitle, text: .notSpokenText, next: .notSpokenNext, status: .forbidden)
            case .conflict: Door(title: .conflictTitle, text: .conflictText, next: .conflictNext, status: .forbidden)
            }
        return page(door, attempt.connected, visit, again: nil, spent: attempt)
    }

    private func page(
        _ door: Door, _ connected: ConnectedParty?, _ visit: Visit, again attempt: Attempt?, spent: Attempt? = nil
    ) -> Page {
        let words = words(visit)
        let names: KeyValuePairs<String, String> = [
            "way": connected?.party.title ?? words(.anyWay),
            "provider": connected?.provider.name(in: visit.language) ?? words(.anyProvider),
        ]
        let retry = connected.map { connected in
            Part.linkButton(
                words(.tryAgain),
                to: BrokerPath.with(connected.party.id).with(["to": attempt?.returnTo ?? ""]), look: .primary)
        }
        let acts = [attempt == nil ? nil : retry, Part.linkButton(words(.otherWays), to: ActingPath.signIn())]
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(door.title, names), lead: words(door.text, names)))
            <p>\(words(door.next, names))</p>\(Part.acts(acts.compactMap { $0 }))</div>
            """
        let spent = (spent ?? attempt).map { [$0.spentCookie] } ?? []
        return Page(
            title: words(door.title, names), content: content, status: door.status, isDoor: true, cookies: spent)
    }
}
