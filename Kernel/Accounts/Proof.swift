/// With what somebody has shown who they are.
package enum Proof: String, CaseIterable, Sendable {
    case password, invitation, passkey, code
    /// One of the codes on paper, for when the device is lost.
    case recovery
    /// One click in demo mode, where everyone is invented.
    case demo
    /// A login elsewhere, and one there with more than a password.
    case broker
    /// Nothing but the session itself, for what needs no more.
    case session
    case strongBroker = "strong-broker"
    /// A small child's card and the picture code that belongs to it, on a device of the class.
    case badge

    /// Whether it is more than a password.
    package var isStrong: Bool {
        switch self {
        case .passkey, .code, .recovery, .demo, .strongBroker: true
        case .password, .invitation, .broker, .session, .badge: false
        }
    }

    /// Whether it was shown here, to whoever owns the account: a login elsewhere begins a session of its own that ends with
    /// that login, and a card's ends with its door.
    var isOurs: Bool {
        switch self {
        case .password, .invitation, .passkey, .code, .recovery, .demo, .session: true
        case .broker, .strongBroker, .badge: false
        }
    }

    /// How long a session stays confirmed after it.
    package static let strongMinutes: Int64 = 60
    /// How long a session counts as just begun.
    package static let freshMinutes: Int64 = 15
}
