package import Accounts
package import Base
import Directory
import Foundation
package import Storage
package import Web

/// Cards with which small children sign in, on devices of their class while a teacher holds the door open.
package struct Badges: Sendable {
    let database: any Database
    let hasher: PasswordHasher
    let seal: Seal
    let chrome: Chrome
    let texts: TextTable<BadgesText>
    let passphrases: Passphrases

    package init(database: any Database, hasher: PasswordHasher, seal: Seal, chrome: Chrome) throws {
        (self.database, self.hasher, self.seal, self.chrome) = (database, hasher, seal, chrome)
        texts = try TextTable(in: .module)
        passphrases = try Passphrases()
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "Badges", in: .module) }

    /// Who may take cards away beside the group's own teachers.
    static let overseers: [Role] = [.office, .administrator]

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountDoor(on: site)
        mountDeviceDoor(on: site)
        mountPrinting(on: site)
        mountOpening(on: site)
        mountDevices(on: site)
        for role in [.teacher] + Badges.overseers { mountCards(on: site, as: role) }
    }

    /// Removes what is too old to matter.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        try Opening.removeOld(at: now, in: writer)
    }

    func words(_ visit: Visit) -> Words<BadgesText> { texts(in: visit.language) }
    func parts(_ visit: Visit) -> Words<WebText> { chrome.parts(in: visit.language) }

    /// A policy for what a role does here: others' ways in are the office's under a session that is confirmed.
    static func policy(_ role: Role) -> Policy<Viewer> {
        .acting(as: role, assurance: role == .teacher ? .plain : .strong)
    }
}

/// The paths of this room; the list of a group's cards is in `ActingPath`, since the group's page leads there.
enum BadgePath {
    static let door: PathPattern = "/badge"
    static let device: PathPattern = "/badge/device"

    static let opening = teacher("sign-in-opening")
    static let openingEnding = teacher("sign-in-opening/ending")
    static let devices = teacher("class-devices")
    static let deviceEnding = teacher("class-devices/{device}/ending")
    static let pictureCodeEnding = teacher("badges/{person}/picture-code/ending")

    static func ending(_ role: Role) -> PathPattern { path(role, "badges/{person}/ending") }
    static func allEnding(_ role: Role) -> PathPattern { path(role, "badges/ending") }

    private static func teacher(_ rest: String) -> PathPattern { path(.teacher, rest) }

    private static func path(_ role: Role, _ rest: String) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/groups/{group}/\(rest)")
    }
}
