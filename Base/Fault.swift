/// An error with two audiences: the reader gets a translated text, the log a sentence without names and values.
package struct Fault: Error {
    /// What went wrong, seen from outside; it decides the status and the log level.
    package enum Kind: Hashable, Sendable {
        case invalid, signedOut, forbidden, missing, conflict, tooLarge, tooMany(retryAfterSeconds: Int), unavailable,
            broken
    }

    package let kind: Kind
    package let log: String

    package init(_ kind: Kind, log: String) { (self.kind, self.log) = (kind, log) }

    /// What one may not see does not exist.
    package static let missing = Fault(.missing, log: "nothing here for this viewer")
}
