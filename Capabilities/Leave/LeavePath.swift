package import Directory
package import Web

/// Where leave is applied for, decided, and what a provider has decided about it.
package enum LeavePath {
    /// A child's applications as the guardian sees them, and the form; of an adult student the own ones.
    package static func list(_ home: Role) -> PathPattern { below("", home) }
    package static func form(_ home: Role) -> PathPattern { below("/new", home) }

    /// An application with its decision, for homes and for the school.
    package static func application(_ role: Role) -> PathPattern { below("/{application}", role) }
    static func withdrawal(_ home: Role) -> PathPattern { below("/{application}/withdrawal", home) }
    static func receipt(_ home: Role) -> PathPattern { below("/{application}/receipt", home) }

    /// What waits and what is decided at the school, and the decision itself.
    package static func queue(_ role: Role) -> PathPattern { below("", role) }
    static func decision(_ role: Role) -> PathPattern { below("/{application}/decision", role) }

    /// The provider's rules.
    package static let rules: PathPattern = "/{provider}/administrator/leave-rules"

    private static func below(_ rest: String, _ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)\(role == .guardian ? "/{child}" : "")/leave\(rest)")
    }
}
