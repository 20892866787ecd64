import Accounts
import Base
import Clients
import Web

/// What is known when a request has been read: enough to answer it, or why it is answered nowhere.
struct AuthorizationModel: Sendable {
    /// Why nothing is sent to anybody (RFC 6749 §4.1.2.1): a page says so.
    enum Problem: Sendable { case unknownClient, unknownAddress, requestIsOver }

    enum State: Sendable {
        case problem(Problem)
        case asked(Asked)
    }

    let state: State

    init(problem: Problem) { state = .problem(problem) }
    init(asked: Asked) { state = .asked(asked) }

    struct Asked: Sendable {
        let waiting: Waiting
        let client: Client
        let address: ReturnAddress
        let person: Person?
    }

    /// Somebody signed in, as the client may know them.
    struct Person: Sendable {
        let viewer: Viewer
        let how: Authentication
        let subject: String?
        let released: ReleasedRecords
        /// What they were told before; nil for the first time.
        let told: Set<String>?
    }
}

/// A request and where it stands meanwhile.
struct Waiting: Sendable {
    let parameters: Parameters
    /// When it came first: signing in after it counts for it.
    let askedAt: Instant
    let pushed: Token?
    let kept: Token?

    init(_ parameters: Parameters, askedAt: Instant, pushed: Token? = nil, kept: Token? = nil) {
        (self.parameters, self.askedAt, self.pushed, self.kept) = (parameters, askedAt, pushed, kept)
    }
}

extension AuthorizationModel.Asked {
    /// Stands among the fields for what goes on after the session.
    static let offline = "offline"

    /// What the service will get of them: fields that are released and asked for, by their names.
    func gets(_ request: AuthorizationRequest) -> Set<String> {
        let asked = ReleaseField.asked(by: request)
        let fields = person?.released.fields.intersection(asked).map(\.rawValue) ?? []
        let goesOn = request.scope.asksOffline && person?.viewer.mayOutlive != false
        return Set(fields + (goesOn ? [Self.offline] : []))
    }
}

extension ReleaseField {
    /// The fields that the claims of a request come from.
    static func asked(by request: AuthorizationRequest) -> Set<ReleaseField> {
        asked(by: request.scope, names: request.claims.userinfo + request.claims.idToken)
    }

    /// The same for a scope and single claims.
    static func asked(by scope: Scope, names: [String]) -> Set<ReleaseField> {
        let claims = Set(scope.words.flatMap(UserClaims.claims) + names)
        return Set(allCases.filter { !$0.claims.isDisjoint(with: claims) })
    }

    /// The claims that say something of this field.
    var claims: Set<String> {
        switch self {
        case .name: ["name", "given_name", "family_name", "nickname", "urn:mpass.id:nickname"]
        case .email: ["email"]
        case .phone: ["phone_number"]
        case .birthDate: ["birthdate"]
        case .language: ["locale"]
        case .school: ["digione", "urn:mpass.id:schoolInfo", "urn:mpass.id:educationProviderInfo"]
        case .role: ["digione", "urn:mpass.id:role"]
        case .groups: ["digione", "urn:mpass.id:role"]
        case .classLevel: ["digione", "urn:mpass.id:classLevel"]
        case .learnerNumber: ["digione", MPASSClaims.learnerNumber]
        }
    }
}
