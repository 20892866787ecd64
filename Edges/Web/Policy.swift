package import Storage

/// How sure a route must be that whoever is signed in is who they say.
package enum Assurance: String, Sendable {
    /// Signed in, in whatever way.
    case plain
    /// Lately confirmed with more than a password.
    case strong
}

/// Who may use a route. It is evaluated inside the route's one read or write, before anything is loaded.
package struct Policy<Viewer>: Sendable {
    /// The name under which the route is recorded and the who-may table lists it.
    package let name: String
    /// Asked for after the policy has let somebody through, so that it tells nobody else that there is something.
    package let assurance: Assurance
    let allows: @Sendable (any Reader, Viewer, Visit) throws -> Bool

    /// - Parameter allows: false hides the route: the reader gets 404.
    package init(
        _ name: String, assurance: Assurance = .plain,
        allows: @escaping @Sendable (any Reader, Viewer, Visit) throws -> Bool
    ) {
        self.name = assurance == .plain ? name : "\(name), \(assurance.rawValue)"
        (self.assurance, self.allows) = (assurance, allows)
    }
}

/// The session does not prove enough for the route: it is confirmed first.
struct WeakSession: Error {
    let owner: String
}

/// A form that was kept for one account is sent while another is signed in.
struct OtherOwner: Error {}

/// Who may use a route that nobody has to sign in for.
package enum OpenPolicy: String, Sendable {
    /// Anyone; an unsafe request must come from our own pages.
    case anyone
    /// Called from outside: never acts on the session cookie.
    case crossSite
    /// Whoever watches the server: from this machine, or with the token that was configured for it.
    case watcher
}

/// A route as it was registered; a test compares these with the router's own list.
package struct RecordedRoute: Hashable, Sendable {
    package let method: String
    package let path: PathPattern
    package let policy: String
}
