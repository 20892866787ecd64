package import Base
import Foundation
import Synchronization

/// How many calls programs may make in a minute, counted in this process alone: nothing is written for it, and a cluster of
/// nodes bears more than one.
///
/// These limits stop what runs wild, not what is busy. A service calls from one address for all its users: half a million
/// sign-ons in the half hour before school are 300 a second, over all nodes. A city's schools call from one address too:
/// 60,000 pupils who sign in in that half hour are 35 a second, and 100 in the worst minute. Secrets and tokens are not
/// guessed, having 256 random bits, so that wrong ones are not counted apart.
package final class CallRates: Sendable {
    /// What is counted together.
    package enum Kind: Hashable, Sendable {
        /// Tokens, questions about them, and giving them back.
        case tokens
        /// Requests that are kept until somebody has signed in, each in a row.
        case requests
        /// Clients that register themselves.
        case registrations

        /// For all calls of one address in a minute.
        var mostOfAddress: Int {
            switch self {
            case .tokens: 300_000
            case .requests: 6000
            case .registrations: 600
            }
        }

        /// For one client that has shown who it is. Others are told by their addresses alone: nobody uses up what is another's.
        var mostOfClient: Int {
            switch self {
            case .tokens: 120_000
            case .requests: 30_000
            case .registrations: 600
            }
        }
    }

    private enum Subject: Hashable {
        case address(Kind, String)
        case client(Kind, ID<Client>)
    }

    private struct Minute {
        var number: Int64 = 0
        var counts: [Subject: Int] = [:]
    }

    private static let milliseconds: Int64 = 60_000
    /// More callers than this in one minute are not told apart any more, so that counting them takes no memory without end.
    private static let mostSubjects = 100_000
    private let minute = Mutex(Minute())

    package init() {}

    /// Counts a call from an address; throws when there were too many in this minute.
    package func count(_ kind: Kind, from address: String, at now: Instant) throws(OAuthError) {
        try count(.address(kind, Self.network(of: address)), most: kind.mostOfAddress, at: now)
    }

    /// Counts a call of a client that has shown who it is.
    package func count(_ kind: Kind, of client: Client, at now: Instant) throws(OAuthError) {
        guard !client.isPublic else { return }
        try count(.client(kind, client.id), most: kind.mostOfClient, at: now)
    }

    private func count(_ subject: Subject, most: Int, at now: Instant) throws(OAuthError) {
        let number = now.milliseconds / Self.milliseconds
        let isTooMany = minute.withLock { minute in
            if minute.number != number { minute = Minute(number: number) }
            guard minute.counts.count < Self.mostSubjects || minute.counts[subject] != nil else { return false }
            minute.counts[subject, default: 0] += 1
            return minute.counts[subject, default: 0] > most
        }
        guard isTooMany else { return }
        let rest = (number + 1) * Self.milliseconds - now.milliseconds
        throw OAuthError(tooManyUntil: Int((rest + 999) / 1000))
    }

    /// One subscriber of IPv6 has 2⁶⁴ addresses (RFC 6177 §2): they count as one.
    static func network(of address: String) -> String {
        guard address.contains(":") else { return address }
        let halves = address.split(separator: "%")[0].components(separatedBy: "::")
        let groups = halves.map { $0.split(separator: ":").map(String.init) }
        let head = groups[0], tail = groups.count > 1 ? groups[1] : []
        let gap = groups.count > 1 ? Array(repeating: "0", count: max(0, 8 - head.count - tail.count)) : []
        return (head + gap + tail).prefix(4).map { $0.lowercased() }.joined(separator: ":")
    }
}
