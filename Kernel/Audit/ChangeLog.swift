package import Foundation
package import Storage

/// The rooms of this folder keep two logs: who looked, and who changed what.
package enum Audit {
    package static func migrations() throws -> [Migration] { try Migration.all(of: "Audit", in: .module) }
}

/// One change that somebody made, written in the change's own transaction.
package struct Change: Sendable {
    /// The account that acted; nil for the command line.
    package let account: UUID?
    package let action: String
    package let entity: String
    package let entityID: UUID
    package let provider: UUID
    /// What was before and what is now, by the names of fields; the logs hold values nowhere else.
    package let before: [String: String]
    package let after: [String: String]
    /// Whose history it belongs to, beside the entity's own.
    package let subjects: [UUID]
    /// Nobody asked for it at that moment: a schedule did.
    package let isScheduled: Bool

    /// Who made it, as the log names the kinds.
    var maker: String { account != nil ? "account" : isScheduled ? "schedule" : "command" }

    package init(
        _ action: String, of entity: String, _ entityID: UUID, in provider: UUID, by account: UUID?,
        before: [String: String] = [:], after: [String: String] = [:], concerning subjects: [UUID] = [],
        isScheduled: Bool = false
    ) {
        (self.action, self.entity, self.entityID) = (action, entity, entityID)
        (self.provider, self.account, self.subjects) = (provider, account, subjects)
        (self.before, self.after, self.isScheduled) = (before, after, isScheduled)
    }
}
