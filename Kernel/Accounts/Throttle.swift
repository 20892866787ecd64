package import Base
import Crypto
import Foundation
package import Storage

/// Limits guessing. Every attempt is counted before it is tried, so that many at once count as many.
package struct Throttle: Sendable {
    /// What attempts are counted for, and how many are allowed in a quarter of an hour.
    package struct Subject: Sendable {
        let key: [UInt8]
        let most: Int

        private init(_ kind: String, _ value: String, most: Int) {
            key = Array(SHA256.hash(data: Data("\(kind)\u{1}\(value)".utf8)))
            self.most = most
        }

        /// One name from one address: the person who mistypes, or one guesser.
        package static func name(_ name: String, at address: String) -> Subject {
            Subject("name-address", "\(name)\u{1}\(address)", most: 10)
        }
        /// One name from everywhere: guessers who share the work.
        package static func name(_ name: String) -> Subject { Subject("name", name, most: 100) }
        /// One address: a whole school may sit behind it.
        package static func address(_ address: String) -> Subject { Subject("address", address, most: 300) }
        /// Ways to identity providers begun from one address; each is a row. A whole school may begin the day at once.
        package static func brokers(at address: String) -> Subject { Subject("broker", address, most: 3000) }
        /// Invitation codes tried from one address.
        package static func invitations(at address: String) -> Subject { Subject("invitation", address, most: 200) }
        /// Devices that ask to be signed in from one address; each is a row.
        package static func devices(at address: String) -> Subject { Subject("device", address, most: 300) }
        /// Codes of devices typed by one account.
        package static func deviceCodes(of account: ID<Account>) -> Subject {
            Subject("device-code", account.description, most: 10)
        }
        /// Codes of a class's devices tried from one address.
        package static func classDevices(at address: String) -> Subject { Subject("class-device", address, most: 100) }
        /// Cards and picture codes that were refused on one device of a class.
        package static func badges(on device: String) -> Subject { Subject("badge", device, most: 30) }
        /// Second factors of one account tried in sessions of it, from everywhere.
        package static func secondFactor(of account: ID<Account>) -> Subject {
            Subject("second-factor", account.description, most: 10)
        }
    }

    package static let windowMinutes: Int64 = 15

    /// Counts an attempt; a `Fault.tooMany` when one of the subjects has had too many. It is returned, not thrown, so
    /// that the count is kept. What one subject refuses is not counted for those after it: an address that is refused
    /// cannot go on closing a name for everyone.
    package static func refusal(_ subjects: [Subject], at now: Instant, in writer: any Writer) throws -> Fault? {
        for subject in subjects {
            guard let began = try add(subject, at: now, in: writer) else { continue }
            let seconds = max(1, (began.adding(minutes: windowMinutes).milliseconds - now.milliseconds) / 1000)
            return Fault(.tooMany(retryAfterSeconds: Int(seconds)), log: "too many attempts to sign in")
        }
        return nil
    }
}
