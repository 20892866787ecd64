import AbsenceTrail
import AccessReport
package import Accounts
import Attendance
package import Audit
import Badges
package import Base
import Brokers
package import Clients
import Directory
import Homework
package import Imports
import Leave
import OpenID
package import Outbound
import Rostering
package import SignIn
package import Storage
import StrongSignIn
import Timetable
package import Web

/// The composition root: every room, wired.
package struct House: Sendable {
    package let database: any Database
    package let accessLog: AccessLog
    package let sessionUse: SessionUse
    let refused = RefusedAttempts()
    /// Carries imports out behind the requests.
    package let imports: ImportDesk
    /// Our signing keys.
    let ring: KeyRing
    /// How often programs have called.
    package let rates = CallRates()
    let needs: Needs

    /// What the outside world decides; tests decide it for themselves.
    package struct Needs: Sendable {
        package var now: @Sendable () -> Instant
        package var origins: Origins
        package var hasTLS: Bool
        package var hasher: PasswordHasher
        package var rules: PasswordRules
        package var sessions: SessionLimits
        /// Closes what rows keep of secrets.
        package var seal: Seal
        /// nil outside demo mode.
        package var demo: DemoPersons?
        package var traffic: Traffic
        package var watchers: Watchers
        /// Where the server is reached when it has no public address.
        package var loopback = "http://localhost"
        /// Whether the sign-in page has name and password alone.
        package var hasPlainDoor = false
        /// The way to other sites; shut unless somebody opens it.
        package var outbound = Outbound.shut
        /// Where sentences of the work behind the requests go.
        package var complain: @Sendable (String) -> Void

        package init(
            now: @escaping @Sendable () -> Instant, origins: Origins, hasTLS: Bool, hasher: PasswordHasher,
            rules: PasswordRules, sessions: SessionLimits, seal: Seal, demo: DemoPersons?, traffic: Traffic = Traffic(),
            watchers: Watchers = Watchers(token: nil, isBehindProxy: true),
            complain: @escaping @Sendable (String) -> Void = { _ in }
        ) {
            (self.now, self.origins, self.hasTLS, self.hasher) = (now, origins, hasTLS, hasher)
            (self.rules, self.sessions, self.seal, self.demo) = (rules, sessions, seal, demo)
            (self.traffic, self.watchers, self.complain) = (traffic, watchers, complain)
        }
    }

    package init(database: any Database, needs: Needs) {
        var needs = needs
        needs.sessions.lessonEnd = { account, now, reader in
            try Timetable.lessonEnd(of: account, at: now, in: reader)
        }
        (self.database, self.needs) = (database, needs)
        accessLog = AccessLog()
        sessionUse = SessionUse()
        ring = KeyRing(database: database, seal: needs.seal, now: needs.now)
        imports = ImportDesk(database: database, seal: needs.seal, now: needs.now, complain: needs.complain)
    }

    /// Every room's migrations, in the order in which they stand on each other.
    package static func migrations() throws -> [Migration] {
        try Directory.migrations() + Audit.migrations() + Accounts.migrations() + Clients.migrations()
            + Rostering.migrations()
            + AccessReport.migrations() + Imports.migrations() + Timetable.migrations()
            + Attendance.migrations() + Homework.migrations() + AbsenceTrail.migrations() + Leave.migrations()
            + OpenID.migrations()
            + Brokers.migrations() + Badges.migrations()
    }

    /// The whole site with its routes.
    package func site() throws -> Site<Viewer> {
        let assets = try AssetStore()
        let chrome = try Chrome(assets: assets, web: WebText.table())
        let site = Site(
            frame(chrome), gate: Gate(hasTLS: needs.hasTLS, traffic: needs.traffic) { chrome.document($0, $1) })
        assets.mount(on: site)
        Health(database: database).mount(on: site)
        MetricsPage(
            database: database, traffic: needs.traffic, hasher: needs.hasher, accessLog: accessLog,
            watchers: needs.watchers
        ).mount(on: site)
        let signOn = try signOn(chrome)
        signOn.mount(on: site)
        try mountSchoolDay(signOn, chrome, on: site)
        try mountRegister(signOn, chrome, on: site)
        if needs.demo != nil { StyleguidePage(chrome: chrome).mount(on: site) }
        return site
    }

    /// What every page stands in: the database, who looks, and the pages that are the site's own.
    private func frame(_ chrome: Chrome) -> SiteNeeds<Viewer> {
        var frame = SiteNeeds<Viewer>(
            database: database, now: needs.now, origins: needs.origins,
            viewer: { [sessions = needs.sessions, memory = ViewerMemory()] reader, token, now in
                try Viewer.resolve(token: token, at: now, sessions, memory, in: reader)
            },
            seen: { [accessLog, sessionUse] viewer, looks, acting, now in
                accessLog.note(viewer.withSwitch(looks), at: now)
                sessionUse.note(viewer, choice: acting?.description, at: now)
            },
            document: { chrome.document($0, $1, $2) }, ending: { chrome.ending($0, $1) }, signIn: ActingPath.signIn,
            confirm: ActingPath.strong,
            kept: { form, visit in
                form.page(
                    chrome.parts(in: visit.language), signIn: ActingPath.signIn(), confirm: ActingPath.strong())
            })
        frame.formerOwner = { reader, token in
            try reader.first(Session.account(behind: Token(text: token)))?.description
        }
        return frame
    }

    /// The name under which tokens are issued.
    var issuer: String { needs.origins.publicOrigin ?? needs.loopback }

    /// The public keys of clients that publish them.
    var fetchedKeys: FetchedKeys {
        FetchedKeys(now: needs.now) { [outbound = needs.outbound] in try await outbound.document(at: $0) }
    }

    /// Tells services that somebody has signed out.
    ///
    /// - Parameter minutes: how far back sessions are looked at.
    package func tellOfSignOuts(lookingBack minutes: Int64) async throws {
        let now = needs.now()
        if try await database.read({ try $0.one(Session.isAnyDue(at: now)) }) {
            try await database.write { try Session.endDue(at: now, in: $0) }
        }
        try await SignOutNotices(
            database: database, now: needs.now, issuer: issuer, ring: ring,
            send: { [outbound = needs.outbound] address, form in
                try? await outbound.post(address.description, form: form).status
            }
        ).deliver(lookingBack: minutes)
    }

    /// Writes what read pages have gathered: looks and uses of sessions.
    package func flush() async throws {
        try await accessLog.flush(to: database)
        try await sessionUse.flush(to: database)
        try await refused.flush(to: database)
    }

    /// Brings what is found by name before anybody signs in up to the register.
    package func refreshPlaces() async throws { try await Brokers.refreshPlaces(in: database) }

    /// Removes what is too old to matter.
    package func removeOld() async throws {
        let now = needs.now()
        let sessions = needs.sessions
        try await database.write { writer in
            try Session.removeOld(at: now, sessions, in: writer)
            try Throttle.removeOld(at: now, in: writer)
            try StrongSignIn.removeOld(at: now, in: writer)
            try Timetable.removeOld(at: now, in: writer)
            try OpenID.removeOld(at: now, in: writer)
            try Brokers.removeOld(at: now, in: writer)
            try Badges.removeOld(at: now, in: writer)
        }
        try await RosterRuns(database: database, seal: needs.seal, now: needs.now).removeOld()
        try await ring.keepUp()
        try await Brokers.keepUp(in: database, seal: needs.seal, now: needs.now)
    }
}
