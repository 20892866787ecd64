package import Storage
package import Web

/// What another room shows when somebody signs out. It reads before the session ends; the page comes after that.
package struct SignOutStep: Sendable {
    /// The page; what stands beside the visit comes back to `/sign-in` as `state` when all is over, if it is given.
    package typealias Onward = @Sendable (Visit, String?) async -> Page?

    /// With a reader and the session's token; nil when there is nothing to show.
    package let load: @Sendable (any Reader, String) throws -> Onward?

    package init(load: @escaping @Sendable (any Reader, String) throws -> Onward?) { self.load = load }
}
