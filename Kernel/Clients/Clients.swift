import Foundation
package import Storage

/// Machine clients, signing keys, tokens, client authentication, and releases: who may get what.
package enum Clients {
    package static func migrations() throws -> [Migration] { try Migration.all(of: "Clients", in: .module) }
}
