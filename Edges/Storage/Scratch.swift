/// Room for one piece of work to spread out in: a database of its own beside the data, seen by nobody else and gone with
/// the work or with the process. It speaks SQLite's SQL whatever the engine of the data.
///
/// It has no transactions: what was done stays until it is closed. One thread at a time may use it.
package protocol Scratch: Writer, Sendable {
    /// Runs one data-definition statement.
    func define(_ statement: String) throws

    /// Inserts a row unless its key is there already; false when it was.
    func offer(_ table: BulkTable, _ row: [Bound]) throws -> Bool

    /// Frees the room; what is called later throws `StorageFault.unavailable`.
    func close()
}

/// Opens a scratch database.
package typealias ScratchOpening = @Sendable () throws -> any Scratch
