import Accounts
import Base
import Foundation
import Storage

/// Somebody who came, verified: who it is, and what of the session over there is kept with ours.
struct Came: Sendable {
    let arrival: Arrival
    let session: ArrivedSession

    init(
        _ told: Exchange.Told, _ connected: ConnectedParty, seal: Seal, at now: Instant
    ) throws(Arrival.RefusedArrival) {
        let party = connected.party
        arrival = try Arrival(told.claims, from: party, providerOID: connected.providerOID, seal: seal)
        func hash(_ claim: String) -> [UInt8]? {
            told.claims.text(claim).map { seal.keyedHash(Array($0.utf8), for: BrokerSession.place) }
        }
        // A token that was encrypted says what shall stand in no address, so it is not kept for a sign-out.
        let keeps = party.manner.endsSessions && party.manner.encryption == nil
        session = ArrivedSession(
            subject: hash("sub") ?? [], sid: hash("sid"),
            token: keeps ? try? seal.close(Array(told.token.utf8), for: BrokerSession.tokenPlace) : nil,
            isStrong: party.manner.isStrong(told.claims, at: now))
    }
}

/// What is kept of a session at an identity provider: keyed hashes, and for a sign-out the sealed ID Token.
struct ArrivedSession: Codable, Hashable, Sendable {
    let subject: [UInt8]
    let sid: [UInt8]?
    let token: [UInt8]?
    let isStrong: Bool
}

/// What came of a person, as it is kept closed for an administrator's decision or an invitation.
struct ArrivedSide: Codable, Hashable, Sendable {
    let issuer: String
    let subject: String
    let name: String?
    let learnerNumber: String?
    let schools: [String]
    /// The keyed hash of the identity code.
    private let identity: String?
    let session: ArrivedSession?

    init(_ arrival: Arrival, _ session: ArrivedSession?) {
        (issuer, subject, name) = (arrival.login.issuer, arrival.login.subject, arrival.name)
        learnerNumber = arrival.number?.description
        schools = arrival.mpassid?.schools.map(\.name) ?? []
        identity = arrival.identity.map { Base64URL.text($0) }
        self.session = session
    }

    init?(_ bytes: [UInt8]) {
        guard let side = try? JSONDecoder().decode(ArrivedSide.self, from: Data(bytes)) else { return nil }
        self = side
    }

    var login: Login { Login(issuer: issuer, subject: subject) }
    var identityHash: [UInt8]? { identity.flatMap { Base64URL.bytes($0) } }

    func bytes() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }
}
