package import Accounts
import Base
package import Directory
import Storage
package import Web

/// The register's people, groups and organisations, for the office of a school and the administrator of a provider.
package struct Register: Sendable {
    let chrome: Chrome
    let texts: TextTable<RegisterText>
    /// What of other rooms goes along when two records become one.
    let followers: [MergeFollower]

    package init(chrome: Chrome, followers: [MergeFollower]) throws {
        (self.chrome, self.followers) = (chrome, followers)
        texts = try TextTable(in: .module)
    }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        for role in Scope.roles {
            mountPeople(on: site, as: role)
            mountPerson(on: site, as: role)
            mountHistory(on: site, as: role)
            mountCorrection(on: site, as: role)
            mountProtection(on: site, as: role)
            mountRoles(on: site, as: role)
            mountEndings(on: site, as: role)
            mountGuardianships(on: site, as: role)
            mountMerge(on: site, as: role)
            mountDuplicates(on: site, as: role)
            mountGroups(on: site, as: role)
            mountGroup(on: site, as: role)
            mountGroupEdits(on: site, as: role)
            mountMembers(on: site, as: role)
            mountOrganisations(on: site, as: role)
        }
        for role in Scope.roles + [.principal] { mountContact(on: site, as: role) }
    }

    /// What the pages of a visit are written with.
    func words(_ visit: Visit) -> RegisterWords {
        RegisterWords(
            own: texts(in: visit.language), roles: chrome.words(in: visit.language),
            parts: chrome.parts(in: visit.language), today: visit.today)
    }
}

/// The words of this room, of roles, and of parts and days.
struct RegisterWords {
    let own: Words<RegisterText>
    let roles: Words<AccountsText>
    let parts: Words<WebText>
    let today: CivilDate

    func callAsFunction(_ key: RegisterText, _ values: KeyValuePairs<String, String> = [:]) -> String {
        own(key, values)
    }

    func callAsFunction(_ role: Role) -> String { roles(role) }

    /// "23.11.2026"
    func plain(_ day: CivilDate) -> String { DayWords(parts, today: today).plain(day) }

    func moment(_ instant: Instant) -> String { DayWords(parts, today: today).moment(instant) }

    /// From when to when a row is in force, the last day said as people say it; nil when neither is known.
    func period(_ begins: CivilDate?, _ ends: CivilDate?) -> String? {
        let last = ends?.adding(days: -1)
        switch (begins, last) {
        case (let begins?, let last?): return "\(plain(begins))–\(plain(last))"
        case (let begins?, nil): return own(.since, ["day": plain(begins)])
        case (nil, let last?): return own(.until, ["day": plain(last)])
        case (nil, nil): return nil
        }
    }
}
