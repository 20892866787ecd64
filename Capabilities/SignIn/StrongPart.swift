package import Accounts
package import Storage
package import Web

/// Another way to confirm a session, which another room shows on the page that asks for it.
package struct StrongPart: Sendable {
    /// Reads inside the page's one read; nil where the account has no such way. Drawn with the page that was asked for.
    package let load: @Sendable (any Reader, Viewer) throws -> (@Sendable (Visit, String) -> HTML)?

    package init(load: @escaping @Sendable (any Reader, Viewer) throws -> (@Sendable (Visit, String) -> HTML)?) {
        self.load = load
    }
}
