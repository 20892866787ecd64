package import Storage
package import Web

/// What another room shows when somebody signs out. It reads before the session ends; the page comes after that.
package struct SignOutStep: Sendable {
    /// With a reader and the session's token; nil when there is nothing to show.
    package let load: @Sendable (any Reader, String) throws -> (@Sendable (Visit) async -> Page?)?

    package init(load: @escaping @Sendable (any Reader, String) throws -> (@Sendable (Visit) async -> Page?)?) {
        self.load = load
    }
}
