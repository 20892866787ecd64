package import Base
package import Web

/// Another way to sign in than name and password, by a page of another room.
package struct SignInWay: Sendable {
    let link: Link
    let icon: Icon
    let label: @Sendable (Language) -> String

    /// - Parameter label: what the button says, such as "Kirjaudu pääsyavaimella".
    package init(to link: Link, icon: Icon, label: @escaping @Sendable (Language) -> String) {
        (self.link, self.icon, self.label) = (link, icon, label)
    }
}
