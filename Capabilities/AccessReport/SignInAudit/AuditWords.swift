import Accounts
import Audit
import Base
import Clients

extension Words<AccessReportText> {
    /// What happened, in words: to which service and what of it, where it was one.
    ///
    /// - Parameter day: how a day is written.
    func callAsFunction(
        _ entry: AuditEntry, _ services: [ID<Client>: String], _ day: (CivilDate) -> String
    ) -> String {
        switch entry.what {
        case .event(let kind, let proof): return self(kind.key, ["how": self(proof.key)])
        case .act(let action, _):
            let act = AccessReportText(action: action).map { self($0) } ?? action
            let service = (entry.matter.name ?? entry.matter.service.flatMap { services[$0] }).map { ": \($0)" } ?? ""
            let fields = names(ofFields: entry.matter.fields)
            let edits = entry.matter.changes.map { "; " + self($0, day) }.joined()
            return act + service + (fields.isEmpty ? "" : " (\(fields))") + edits
        }
    }

    /// What an administrator may ask for.
    func callAsFunction(_ topic: AuditTopic) -> String {
        switch topic {
        case .event(let subject): self(subject.key)
        case .act(let act): self(act.key)
        }
    }

    /// Who did it where no name says so: the person, nobody knows who, a command, a schedule. nil for an act of somebody.
    func callAsFunction(maker entry: AuditEntry) -> String? {
        switch entry.what {
        case .event(let kind, _): kind.isOwn ? self(.auditSelf) : "–"
        case .act(_, maker: "command"): self(.makerCommand)
        case .act(_, maker: "schedule"): self(.makerSchedule)
        case .act(_, maker: "client"): self(.makerService)
        case .act: nil
        }
    }
}

extension AccessReportText {
    /// The word for an action of administration: `role-add` is `actRoleAdd`. A test makes sure that each has one.
    init?(action: String) {
        let parts = action.split { $0 == "-" || $0 == "_" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        self.init(rawValue: "act" + parts.joined())
    }
}

extension SignInEvent.Kind {
    fileprivate var key: AccessReportText {
        switch self {
        case .signIn: .whatSignIn
        case .stepUp: .whatStepUp
        case .added: .whatAdded
        case .removed: .whatRemoved
        case .changed: .whatChanged
        case .suspicious: .whatSuspicious
        case .reset: .whatReset
        case .refused: .whatRefused
        case .signOut: .whatSignOut
        case .ended: .whatEnded
        }
    }

    /// Whether only whoever is signed in to the account does it.
    fileprivate var isOwn: Bool {
        switch self {
        case .signIn, .stepUp, .added, .removed, .changed, .signOut: true
        case .suspicious, .reset, .refused, .ended: false
        }
    }
}

extension SignInEvent.Subject {
    fileprivate var key: AccessReportText {
        switch self {
        case .signIn: .topicSignIn
        case .refused: .topicRefused
        case .confirmation: .topicConfirmation
        case .method: .topicMethod
        case .signOut: .topicSignOut
        case .ended: .topicEnded
        }
    }
}

extension Change.Act {
    fileprivate var key: AccessReportText {
        switch self {
        case .roles: .topicRoles
        case .protection: .topicProtection
        case .invitations: .topicInvitations
        case .resets: .topicResets
        case .releases: .topicReleases
        case .identityProviders: .topicIdentityProviders
        case .searches: .topicSearches
        case .rules: .topicRules
        case .provider: .topicProvider
        case .services: .topicServices
        }
    }
}

extension Proof {
    fileprivate var key: AccessReportText {
        switch self {
        case .password: .byPassword
        case .invitation: .byInvitation
        case .passkey: .byPasskey
        case .code: .byCode
        case .recovery: .byRecovery
        case .demo: .byDemo
        case .broker, .strongBroker: .byBroker
        case .session: .bySession
        case .badge: .byBadge
        }
    }
}
