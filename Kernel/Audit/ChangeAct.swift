extension Change {
    /// What an act of administration is about: who may do what, how people come in, and what leaves the house. Such changes
    /// are found by themselves among millions of others.
    package enum Act: String, CaseIterable, Sendable {
        case roles, protection, invitations, resets, releases
        case identityProviders = "identity-providers"
        case searches
        /// From where on something is asked, told or confirmed, and the words of a provider's own.
        case rules
        /// The names, identifiers and address of the provider itself.
        case provider
        /// Services themselves, our keys and the tokens with which services come in: `PlatformChange`.
        case services

        /// Those that these actions are about; nil for a change in a register, a timetable or the like.
        package init?(of action: String) {
            guard let act = Act.allCases.first(where: { $0.actions.contains(action) }) else { return nil }
            self = act
        }

        /// The actions as the log names them.
        package var actions: [String] {
            switch self {
            case .roles: ["role-add", "role-end"]
            case .protection: ["protect", "unprotect"]
            case .invitations: ["invite", "revoke-invitation", "redeem"]
            case .resets: ["renew-password", "reset-sign-in", "end-sessions"]
            case .releases: ["release", "release-edit", "release-ended"]
            case .identityProviders:
                [
                    "identity-provider-add", "identity-provider-edit", "identity-provider-end",
                    "identity-provider-vouch", "identity-provider-unvouch", "sign-in-conflict", "broker-link",
                ]
            case .rules:
                [
                    "import-limits", "attendance-rules", "absence-code-add", "absence-code-end", "absence-limit",
                    "absence-limit-ended", "leave-rules",
                ]
            case .provider: ["provider-create", "provider-update"]
            case .searches: ["search", "export", "export_changes", "sign-in-export"]
            case .services: PlatformChange.Action.allCases.map(\.rawValue)
            }
        }
    }
}
