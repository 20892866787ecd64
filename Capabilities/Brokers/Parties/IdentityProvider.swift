import Base
import Clients
import Directory
import Foundation
import Storage

/// Where an education provider's people have a login of their own already.
struct IdentityProvider: RowDecodable, Sendable {
    let id: ID<IdentityProvider>
    let provider: ID<Provider>
    let profile: Profile
    /// What the button says.
    let title: String
    let issuer: String
    let clientID: String
    /// Closed by the seal; nil where our own key signs instead.
    let sealedSecret: [UInt8]?
    let authentication: Authentication
    /// What was agreed, whatever a token says.
    let algorithm: SigningAlgorithm
    let mapping: ClaimMapping
    let roles: [Role]
    let allowsTestNumbers: Bool
    let isEnabled: Bool
    let manner: Manner
    /// What the platform's operator looked at, as a keyed hash; nil where they looked at nothing.
    let vouched: [UInt8]?
    /// What shows the mandate service that it is us, closed by the seal.
    let sealedMandates: [UInt8]?

    /// The columns that `init(row:)` reads, of a table named `identity_provider`.
    static let columns: SQL = """
        identity_provider.id, identity_provider.provider_id,
        COALESCE(identity_provider.kind, identity_provider.profile), identity_provider.title,
        identity_provider.issuer, identity_provider.client_id, identity_provider.secret,
        identity_provider.authentication, identity_provider.algorithm, identity_provider.mapping,
        identity_provider.roles, identity_provider.allows_test_numbers, identity_provider.enabled,
        identity_provider.manner, identity_provider.vouched, identity_provider.mandate_secrets
        """

    init(row: inout Row) throws {
        id = try row.next()
        provider = try row.next()
        profile = try row.next()
        title = try row.next()
        issuer = try row.next()
        clientID = try row.next()
        sealedSecret = try row.next()
        authentication = try row.next()
        algorithm = try row.next()
        mapping = try row.next(JSONDocument.self).decoded()
        roles = try row.next(JSONDocument.self).decoded()
        allowsTestNumbers = try row.next()
        isEnabled = try row.next()
        manner = try row.next(JSONDocument?.self)?.decoded() ?? Manner()
        vouched = try row.next()
        sealedMandates = try row.next()
    }
}

/// What kind of identity provider it is, with what follows from it.
enum Profile: String, CaseIterable, Sendable, ColumnValue {
    case mpassid, suomifi, entra, google, oidc

    /// The issuer that stands in the form at first; `{tenant}` is for the administrator to replace.
    var issuer: String {
        switch self {
        case .mpassid: "https://mpass-proxy.csc.fi"
        case .entra: "https://login.microsoftonline.com/{tenant}/v2.0"
        case .google: "https://accounts.google.com"
        case .suomifi, .oidc: ""
        }
    }

    /// The claim with the learner number; empty where there is none to be had.
    var learnerNumberClaim: String {
        switch self {
        case .mpassid: MPASSidClaims.Name.learnerNumber
        case .entra: "learnerId"
        case .suomifi, .google, .oidc: ""
        }
    }

    /// E-mail addresses are never asked for: nobody is known by them.
    var scope: String { "openid profile" }
}

/// How we show the identity provider that it is us (OpenID Connect Core 9).
enum Authentication: String, CaseIterable, Sendable, ColumnValue {
    case basic, post
    /// A token signed by our own key, `private_key_jwt`.
    case key
}

/// Which claims say what.
struct ClaimMapping: Codable, Hashable, Sendable {
    /// The claim with the learner number; empty: nobody is known by it, and everybody needs an invitation.
    var learnerNumber = ""
    /// The value that `hd` must have; empty where everybody is welcome.
    var domain = ""
}

extension IdentityProvider {
    /// The roles that an identity provider may be trusted with; administrators come by ways of their own.
    static let speakable: [Role] = [.pupil, .guardian, .teacher, .assistant, .office, .principal]

    /// Where the secret is closed for.
    static let secretPlace = "identity_provider.secret"
}

extension Profile {
    /// How the table writes it: the first profiles by name, those that came later as a kind of the plain one.
    var stored: Profile { self == .suomifi ? .oidc : self }
    var kind: String? { self == .suomifi ? rawValue : nil }
}
