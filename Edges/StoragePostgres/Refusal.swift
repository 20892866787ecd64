import Storage

/// A statement that failed: the fault for the caller, and what it means for transaction and connection.
struct Refusal: Error {
    let fault: StorageFault
    private let code: String

    init(fault: StorageFault, code: String = "") { (self.fault, self.code) = (fault, code) }

    /// From an SQLSTATE (PostgreSQL manual, appendix A).
    init(code: String) { self.init(fault: Refusal.fault(of: code), code: code) }

    static let lost = Refusal(fault: .unavailable, code: "08006")

    /// The server ends the connection with these.
    var isFatal: Bool { code.hasPrefix("08") || code.hasPrefix("57P0") || code == "25P03" }

    /// The plan was made for another schema, or the server has forgotten it.
    var isStalePlan: Bool { code == "0A000" || code == "26000" }

    /// The same body may succeed when it is run again.
    var mayRetry: Bool { code == "40001" || code == "40P01" || isStalePlan }

    private static func fault(of code: String) -> StorageFault {
        switch code {
        case "23505": .unique
        case "23503": .foreignKey
        case "23514": .check
        case "23502": .notNull
        case "57014", "25P03": .timeout
        case "55P03", "40001", "40P01": .busy
        case "25006": .readOnly
        case "22021", "22P02", "22P03", "22P05": .malformed("a text or document that the engine does not take")
        case "57P01", "57P02", "57P03", "": .unavailable
        default: code.hasPrefix("08") ? .unavailable : .statement(code: code)
        }
    }
}
