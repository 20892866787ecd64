import Base

/// When keys are made, sign and go.
package struct KeyPlan: Sendable {
    /// A key is followed by the next after so many days.
    package var daysOfSigning: Int64 = 90
    /// The next one is published so long before it signs, since others keep what they have read.
    package var hoursBeforeSigning: Int64 = 24
    /// A key stays published so long after the next one signs: an ID Token may come back at sign-out.
    package var daysAfterSigning: Int64 = 90

    package init() {}

    /// The key that signs now: the newest whose time has come; the oldest when the clock stands before all.
    func signing(_ algorithm: SigningAlgorithm, of keys: [SigningKey], at now: Instant) -> SigningKey? {
        let own = keys.filter { $0.algorithm == algorithm }
        return own.filter { $0.signsFrom <= now }.max { $0.number < $1.number } ?? own.min { $0.number < $1.number }
    }

    /// When the next key shall sign from, or nil while none is due.
    func nextSigns(_ algorithm: SigningAlgorithm, of keys: [SigningKey], at now: Instant) -> Instant? {
        guard let newest = keys.filter({ $0.algorithm == algorithm }).max(by: { $0.number < $1.number }) else {
            return now
        }
        let due = newest.signsFrom.adding(days: daysOfSigning)
        return now >= due.adding(minutes: -60 * hoursBeforeSigning) ? max(due, published(from: now)) : nil
    }

    /// The first moment at which a key that is published now may sign.
    func published(from now: Instant) -> Instant { now.adding(minutes: 60 * hoursBeforeSigning) }

    /// Keys whose successor has signed for so long that nothing of theirs is in use.
    func outlived(_ keys: [SigningKey], at now: Instant) -> [SigningKey] {
        keys.filter { key in
            keys.contains { other in
                other.algorithm == key.algorithm && other.number > key.number
                    && other.signsFrom.adding(days: daysAfterSigning) <= now
            }
        }
    }
}
