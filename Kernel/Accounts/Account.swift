import Foundation
package import Storage

/// What signs in, platform-wide: not a person, not a child, not a student record.
package enum Account {}

/// One signed-in browser.
package enum Session {}

/// Accounts, sign-in methods, sessions, and who the viewer is now.
package enum Accounts {
    package static func migrations() throws -> [Migration] { try Migration.all(of: "Accounts", in: .module) }
}
