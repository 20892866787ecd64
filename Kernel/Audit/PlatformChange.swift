package import Foundation

/// An act on what belongs to no provider, written in its own transaction. The administrators of the providers that it concerns
/// read it among their own acts: those that release something to the service, and all of them where there is no service.
package struct PlatformChange: Sendable {
    package enum Action: String, CaseIterable, Sendable {
        case clientAdd = "client-add"
        case clientEdit = "client-edit"
        case clientSecret = "client-secret"
        case clientEnd = "client-end"
        /// A token with which services register themselves.
        case registrationToken = "registration-token"
        case keyAdd = "key-add"
    }

    /// Who did it; nobody signed in does.
    package enum Maker: String, Sendable {
        case command, schedule
        /// The service itself, with the token that it was given for that.
        case client
    }

    package let action: Action
    package let maker: Maker
    package let client: UUID?
    /// What was changed, by the names of the specifications; never its values.
    package let fields: [String]

    package init(_ action: Action, of client: UUID? = nil, by maker: Maker, fields: [String] = []) {
        (self.action, self.client, self.maker, self.fields) = (action, client, maker, fields)
    }
}
