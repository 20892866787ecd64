package import Accounts
package import Base
package import Storage
package import Web

/// What another room shows on the account page, before the password.
package struct AccountPart: Sendable {
    /// Reads inside the page's one read and returns how it is drawn.
    package let load: @Sendable (any Reader, Viewer) throws -> @Sendable (Visit) -> HTML
    /// The sentence for a word of what was just done; nil for words of others.
    package let done: @Sendable (String, Language) -> String?

    package init(
        load: @escaping @Sendable (any Reader, Viewer) throws -> @Sendable (Visit) -> HTML,
        done: @escaping @Sendable (String, Language) -> String?
    ) {
        (self.load, self.done) = (load, done)
    }
}
