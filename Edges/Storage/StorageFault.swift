/// What went wrong in a database, the same on both engines. No bound value is ever inside.
package enum StorageFault: Error, Hashable, Sendable {
    /// A unique or primary key has this value already.
    case unique
    /// A row points at nothing, or is still pointed at.
    case foreignKey
    case check
    case notNull
    /// Another writer held the database too long, or the engine gave up after deadlocks.
    case busy
    /// A statement ran longer than its limit.
    case timeout
    /// No connection, or the database was closed; whether a commit took place may be unknown.
    case unavailable
    /// A write inside `read`.
    case readOnly
    /// A row, a document or a text is not what was promised.
    case malformed(String)
    /// A shipped migration was changed, or one of the database's own is unknown here.
    case migration(String)
    /// The address asks for a connection that is neither verified nor local.
    case transport(String)
    /// Anything else, by the engine's code.
    case statement(code: String)
}
