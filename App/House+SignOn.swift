import Accounts
import Audit
import Badges
import Base
import Brokers
import Clients
import OpenID
import Outbound
import SignIn
import StrongSignIn
import Web

/// The rooms by which somebody comes in, each of which knows of the others only what it was given here.
struct SignOn {
    var brokers: Brokers
    var strong: StrongSignIn
    var signIn: SignIn
    var badges: Badges
    var openID: OpenID

    func mount(on site: Site<Viewer>) {
        brokers.mount(on: site)
        signIn.mount(on: site)
        strong.mount(on: site)
        badges.mount(on: site)
        openID.mount(on: site)
    }
}

extension House {
    func signOn(_ chrome: Chrome) throws -> SignOn {
        let brokers = try brokers(chrome)
        var strong = try StrongSignIn(
            database: database, hasher: needs.hasher, limits: needs.sessions, refused: refused, seal: needs.seal,
            chrome: chrome)
        strong.others = [brokers.strongPart]
        let badges = try Badges(database: database, hasher: needs.hasher, seal: needs.seal, chrome: chrome)
        let openID = try openID(brokers, chrome)
        var signIn = try SignIn(
            database: database, now: needs.now, hasher: needs.hasher, rules: needs.rules, limits: needs.sessions,
            refused: refused, chrome: chrome, demo: needs.demo)
        signIn.ways = needs.hasPlainDoor ? [] : [strong.way, badges.way]
        signIn.doors = needs.hasPlainDoor ? [] : [brokers.door]
        signIn.endings = [OpenID.endAll]
        signIn.steps = [brokers.signOutStep]
        signIn.returning = { state, visit in try await openID.returned(state, visit) }
        signIn.parts = [strong.accountPart, badges.accountPart, brokers.accountPart, openID.accountPart]
        return SignOn(brokers: brokers, strong: strong, signIn: signIn, badges: badges, openID: openID)
    }

    private func brokers(_ chrome: Chrome) throws -> Brokers {
        var brokers = try Brokers(
            database: database, now: needs.now, seal: needs.seal, outbound: needs.outbound, limits: needs.sessions,
            chrome: chrome, keys: OpenIDPath.keys(),
            sign: { [ring] in try await ring.signer(.rs256).sign($0, type: "JWT") }, complain: needs.complain)
        brokers.endings = [OpenID.endAll]
        return brokers
    }

    private func openID(_ brokers: Brokers, _ chrome: Chrome) throws -> OpenID {
        var openID = try OpenID(
            database: database, now: needs.now, issuer: issuer, ring: ring, limits: needs.sessions, chrome: chrome,
            seal: needs.seal, rates: rates, note: { [accessLog] in accessLog.note($0, at: $1) },
            keys: { [keys = fetchedKeys] address in try await keys.keys(at: address.description) },
            documents: { [outbound = needs.outbound] address in try await outbound.document(at: address.description) })
        openID.steps = [brokers.signOutStep]
        return openID
    }
}

extension Outbound {
    /// The body of what is at `address`, if it is there.
    func document(at address: String) async throws -> [UInt8] {
        let answer = try await get(address)
        guard answer.status == 200 else { throw OutboundFault.unreachable }
        return answer.body
    }
}
